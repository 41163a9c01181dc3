import {
  getMultipartBoundary,
  MaxFileSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  type MultipartPart,
  parseMultipartStream,
} from '@remix-run/multipart-parser';
import type { Context } from 'hono';
import type { FileIn } from '../actions/intake.ts';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';
import { MAX_BATCH_BYTES } from './security.ts';

/** Most files of one form, and most fields besides. */
const MOST_FILES = 10_000;
const MOST_FIELDS = 100;

/** A form as it comes in. `fields` are all there only when every file has been taken: in a form they may stand in any order. */
export type Form = { files: AsyncGenerator<FileIn>; fields: Record<string, string> };

/**
 * Reads a form while it comes in: one file is in memory at a time, and the next is received when it is asked for. `given` are fields that it may
 * replace. Taking a file throws as soon as a limit is passed or the form turns out to be none.
 * @throws Problem `bad-request` or `too-large`
 */
export function readForm(c: Context<AppEnv>, given: Record<string, string>): Form {
  const fields = { ...given };
  return { fields, files: filesOf(c, fields) };
}

async function* filesOf(c: Context<AppEnv>, fields: Form['fields']): AsyncGenerator<FileIn> {
  const boundary = getMultipartBoundary(c.req.header('content-type') ?? '');
  const { body } = c.req.raw;
  if (!boundary || !body) throw noForm();
  const limits = { maxParts: MOST_FILES + MOST_FIELDS, maxFileSize: MAX_BATCH_BYTES, maxTotalSize: MAX_BATCH_BYTES };
  const parts = parseMultipartStream(body, { boundary, ...limits });
  let files = 0;
  for (;;) {
    const part = await next(parts);
    if (!part) return;
    if (part.isFile && ++files > MOST_FILES) throw tooMany();
    // a field may have the name of what every object has
    if (part.isFile) yield { name: named(part), bytes: part.bytes };
    else Object.defineProperty(fields, part.name ?? '', { value: part.text, enumerable: true, configurable: true, writable: true });
  }
}

/** The next part, with its headers read; null when there is none. */
async function next(parts: AsyncGenerator<MultipartPart, void>): Promise<MultipartPart | null> {
  try {
    const { value } = await parts.next();
    // what is not UTF-8 is found here, not where it is used
    if (value?.isText) value.text;
    return value ?? null;
  } catch (error) {
    if (error instanceof MaxPartsExceededError) throw tooMany();
    if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError)
      throw new Problem(
        'too-large',
        `The form is larger than ${MAX_BATCH_BYTES / 2 ** 20} MB, which is the most that is taken of a batch.`,
      );
    throw noForm();
  }
}

/** The name of a file as its sender has it: browsers write three characters in another way. */
const named = ({ filename = '' }: MultipartPart): string => filename.replaceAll(/%(?:22|0d|0a)/giu, decodeURIComponent);

const tooMany = () =>
  new Problem(
    'too-large',
    `A form holds at most ${MOST_FILES.toLocaleString('en-GB')} files. Send them in several batches; nothing was kept.`,
  );
const noForm = () =>
  new Problem('bad-request', 'The body says that it is a form but cannot be read as one: it is damaged, or its end is missing.');
