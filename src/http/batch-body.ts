import type { Context } from 'hono';
import type { BatchSource } from '../actions/batch-sources.ts';
import type { FileIn } from '../actions/intake.ts';
import { Problem } from '../domain/errors.ts';
import { nextTurn } from '../turns.ts';
import type { AppEnv } from './app-env.ts';
import { readForm } from './batch-form.ts';
import { jsonOf, readLarge, typeOf } from './read-body.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Every content type in which a batch is taken. */
export const BATCH_TYPES = ['application/json', 'multipart/form-data', 'application/zip', 'text/csv', XLSX] as const;
const COLUMNS = ['essay', 'identifier', 'name', 'group', 'sheet'];

/** What a batch is made of, and its settings: from the body where that has fields, else from the query. Ask for them when its files have been read. */
export type BatchBody = { source: BatchSource; settings: () => unknown };
type Fields = Record<string, string>;

/**
 * Reads the body of a new batch; the files of a form are read as they are asked for. A form with nothing but one table counts as that table.
 * @throws Problem `wrong-content-type`, `not-utf8`, `not-json`, `bad-request` or `too-large`
 */
export async function readBatchBody(c: Context<AppEnv>): Promise<BatchBody> {
  const [type] = typeOf(c);
  switch (type) {
    case 'application/json': {
      const text = await readLarge(c, ['application/json'], '');
      await nextTurn();
      const json = jsonOf(text);
      await nextTurn();
      const { start } = c.req.query();
      const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
      return { source: { json: start !== undefined && isObject ? { ...json, start } : json }, settings: () => null };
    }
    case 'multipart/form-data':
      return fromForm(c);
    case 'application/zip':
      return fromFiles([{ name: 'essays.zip', bytes: await bytesOf(c) }], c.req.query());
    case 'text/csv':
    case XLSX:
      return fromTable({ name: type === 'text/csv' ? 'table.csv' : 'table.xlsx', bytes: await bytesOf(c) }, c.req.query());
    default:
      throw new Problem('wrong-content-type', `Send the batch as ${BATCH_TYPES.join(', ')}.`);
  }
}

/** The files of a form as they come in; where the first looks like a table, the next is waited for, since a table comes alone. */
async function fromForm(c: Context<AppEnv>): Promise<BatchBody> {
  const { files, fields } = readForm(c, c.req.query());
  const first = await files.next();
  if (first.done || !/\.(csv|xlsx)$/iu.test(first.value.name)) return fromFiles(follow([first], files), fields);
  const second = await files.next();
  return second.done ? fromTable(first.value, fields) : fromFiles(follow([first, second], files), fields);
}

/** What was taken of the files already, then the rest. */
async function* follow(taken: IteratorResult<FileIn>[], rest: AsyncGenerator<FileIn>): AsyncGenerator<FileIn> {
  for (let one = taken.shift(); one && !one.done; one = taken.shift()) yield one.value;
  yield* rest;
}

/** `fields` may come after the files and are looked at when those have been read. */
function fromFiles(files: FileIn[] | AsyncGenerator<FileIn>, fields: Fields): BatchBody {
  const settings = () => Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'pattern'));
  return { source: { files, pattern: () => fields.pattern ?? null }, settings };
}

function fromTable({ name, bytes }: FileIn, fields: Fields): BatchBody {
  const [columns, settings] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => COLUMNS.includes(field) === wanted)),
  );
  return { source: { table: bytes, columns: { ...columns, fileName: name } }, settings: () => settings };
}

const bytesOf = async (c: Context<AppEnv>) => new Uint8Array(await c.req.arrayBuffer());
