import type { Context } from 'hono';
import type { FileIn } from '../actions/intake.ts';
import type { SeedSource } from '../actions/seeds.ts';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';
import { readForm } from './batch-form.ts';
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
  const { files, fields } = readForm(c, {});
  let file: FileIn | null = null;
  for await (const one of files) {
    if (file) throw new Problem('bad-request', 'A seed script is one file.');
    file = one;
  }
  const input = Object.entries(fields).filter(([, value]) => value !== '');
  return { input: Object.fromEntries(input.map(([name, value]) => [name, numberIn(name, value)])), file };
}

const numberIn = (name: string, value: string) => (numbers.includes(name) && /^\d{1,4}$/u.test(value) ? Number(value) : value);

/** Forms send text. */
const numbers = ['definitive', 'tolerance'];
