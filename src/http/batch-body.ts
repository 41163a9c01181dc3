import type { Context } from 'hono';
import type { BatchSource } from '../actions/batch-sources.ts';
import type { FileIn } from '../actions/intake.ts';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';
import { demandJson, readBytes, typeOf } from './read-body.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Every content type in which a batch is taken. */
export const BATCH_TYPES = ['application/json', 'multipart/form-data', 'application/zip', 'text/csv', XLSX] as const;
const COLUMNS = ['essay', 'identifier', 'name', 'group', 'sheet'];

/** What a batch is made of, and its settings: from the body where that has fields, else from the query. */
export type BatchBody = { source: BatchSource; settings: unknown };
type Fields = Record<string, string>;

/**
 * Reads the body of a new batch. A form with nothing but one table counts as that table.
 * @throws Problem `wrong-content-type`, `not-utf8`, `not-json` or `bad-request`
 */
export async function readBatchBody(c: Context<AppEnv>): Promise<BatchBody> {
  const [type] = typeOf(c);
  switch (type) {
    case 'application/json': {
      const text = await readBytes(c, ['application/json'], '');
      demandJson(text);
      const { start } = c.req.query();
      const json = JSON.parse(text);
      const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
      return { source: { json: start !== undefined && isObject ? { ...json, start } : json }, settings: null };
    }
    case 'multipart/form-data':
      return readForm(c);
    case 'application/zip':
      return fromFiles([{ name: 'essays.zip', bytes: await bytesOf(c) }], c.req.query());
    case 'text/csv':
    case XLSX:
      return fromTable({ name: type === 'text/csv' ? 'table.csv' : 'table.xlsx', bytes: await bytesOf(c) }, c.req.query());
    default:
      throw new Problem('wrong-content-type', `Send the batch as ${BATCH_TYPES.join(', ')}.`);
  }
}

async function readForm(c: Context<AppEnv>): Promise<BatchBody> {
  const form = await c.req.formData().catch(() => {
    throw new Problem('bad-request', 'The body says that it is a form but cannot be read as one.');
  });
  const [files, fields]: [File[], Fields] = [[], { ...c.req.query() }];
  for (const [name, value] of form.entries()) {
    if (value instanceof File) files.push(value);
    else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true });
  }
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  const [only, another] = read;
  return only && !another && /\.(csv|xlsx)$/iu.test(only.name) ? fromTable(only, fields) : fromFiles(read, fields);
}

function fromFiles(files: FileIn[], { pattern, ...settings }: Fields): BatchBody {
  return { source: { files, pattern: pattern ?? null }, settings };
}

function fromTable({ name, bytes }: FileIn, fields: Fields): BatchBody {
  const [columns, settings] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => COLUMNS.includes(field) === wanted)),
  );
  return { source: { table: bytes, columns: { ...columns, fileName: name } }, settings };
}

const bytesOf = async (c: Context<AppEnv>) => new Uint8Array(await c.req.arrayBuffer());
