import type { Context } from 'hono';
import type { SeedSource } from '../actions/seeds.ts';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';
import { readJsonBody, typeOf } from './read-body.ts';

/** Every content type in which a seed script is taken. */
export const SEED_TYPES = ['application/json', 'multipart/form-data'] as const;

/**
 * A seed script as it is sent: as JSON, or as a form in which its text may be a file.
 * @throws Problem `wrong-content-type`, `not-utf8`, `not-json` or `bad-request`
 */
export async function readSeedBody(c: Context<AppEnv>): Promise<SeedSource> {
  const [type] = typeOf(c);
  if (type === 'application/json') return { input: await readJsonBody(c), file: null };
  if (type !== 'multipart/form-data') throw new Problem('wrong-content-type', `Send the seed script as ${SEED_TYPES.join(' or ')}.`);
  const form = await c.req.formData().catch(() => {
    throw new Problem('bad-request', 'The body says that it is a form but cannot be read as one.');
  });
  const [fields, files]: [[string, unknown][], File[]] = [[], []];
  for (const [name, value] of form.entries()) {
    if (value instanceof File) files.push(value);
    else if (value !== '') fields.push([name, numbers.includes(name) && /^\d{1,4}$/u.test(value) ? Number(value) : value]);
  }
  const [file, another] = files;
  if (another) throw new Problem('bad-request', 'A seed script is one file.');
  return { input: Object.fromEntries(fields), file: file ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null };
}

/** Forms send text. */
const numbers = ['definitive', 'tolerance'];
