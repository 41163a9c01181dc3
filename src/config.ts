import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from './domain/errors.ts';
import { type Cap, Prices } from './domain/spending.ts';

const root = join(import.meta.dirname, '..');

export type OpenaiConfig = Readonly<{
  apiKey: string;
  model: string;
  baseURL?: string;
  timeoutMs: number;
  maxRetries: number;
  atOnce: number;
  perMinute: number | null;
}>;
export type Config = Readonly<{
  port: number;
  host: string;
  /** An absolute path, or `:memory:`. */
  database: string;
  engine: 'offline' | 'openai';
  /** Set when there are a key and a model, whichever engine marks. */
  openai: OpenaiConfig | null;
  /** The most that the model may take in a day, UTC, and its prices where they are known. */
  spending: Readonly<Cap>;
  apiKeys: readonly Readonly<{ name: string; key: string; role: 'teacher' | 'admin' }>[];
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  rubricsDir: string;
  samplesDir: string;
  retentionDays: number;
}>;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Each variable with the sentence that says what it may be. */
const variables = {
  PORT: [whole(0, 65_535).default(3000), 'a whole number from 0 to 65535'],
  HOST: [
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    'a host name or an address, such as 127.0.0.1 or 0.0.0.0',
  ],
  DATABASE_URL: [
    z
      .string()
      .regex(/^(?!\w[\w+.-]+:\/\/)(?!.*[/\\]$)/)
      .default(join(root, 'data', 'examiner.sqlite')),
    'the path of a SQLite file, or :memory:',
  ],
  OPENAI_API_KEY: [z.string().optional(), 'a key'],
  OPENAI_BASE_URL: [z.url({ protocol: /^https?$/ }).optional(), 'an http or https address, such as https://api.openai.com/v1'],
  OPENAI_MODEL: [z.string().optional(), 'the name of a model'],
  OPENAI_TIMEOUT_SECONDS: [whole(1, 3600).default(120), 'a whole number from 1 to 3600'],
  OPENAI_MAX_RETRIES: [whole(0, 10).default(2), 'a whole number from 0 to 10'],
  OPENAI_AT_ONCE: [whole(1, 200).default(4), 'a whole number from 1 to 200'],
  OPENAI_REQUESTS_PER_MINUTE: [whole(1, 100_000).optional(), 'a whole number from 1 to 100000'],
  OPENAI_PRICES: [
    z.string().transform(textOfPrices).pipe(Prices).optional(),
    'JSON, or the path of a file that holds it, with currency (such as USD), asOf (a date), source (an address), inputPerMillion, cachedInputPerMillion and outputPerMillion',
  ],
  OPENAI_TOKEN_CAP_PER_DAY: [whole(1, Number.MAX_SAFE_INTEGER).optional(), 'a whole number of tokens, at least 1'],
  OPENAI_MONEY_CAP_PER_DAY: [z.coerce.number().positive().optional(), 'an amount above 0, in the currency of OPENAI_PRICES'],
  ENGINE: [z.enum(['offline', 'openai']).optional(), 'offline or openai'],
  API_KEYS: [
    z
      .string()
      .regex(/^\s*[^\s:,]+:[^\s:,]{16,}(:(teacher|admin))?\s*(,\s*[^\s:,]+:[^\s:,]{16,}(:(teacher|admin))?\s*)*$/)
      .optional(),
    'name:key or name:key:role, parted by commas, where a key has at least 16 characters and a role is teacher or admin',
  ],
  LOG_LEVEL: [
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'one of trace, debug, info, warn, error, fatal and silent',
  ],
  RUBRICS_DIR: [z.string().default(join(root, 'rubrics')), 'the path of a folder'],
  RETENTION_DAYS: [whole(1, 36_500).default(365), 'a whole number of days from 1 to 36500'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Variable = keyof typeof variables;

/**
 * The one reader of the environment. An empty variable counts as one that is not set.
 * @throws Problem whose detail is one sentence that names the variable; the value, which may be a key, is never told.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = <V extends Variable>(name: V): z.output<(typeof variables)[V][0]> => {
    const [schema, what] = variables[name];
    const parsed = schema.safeParse(env[name]?.trim() || undefined);
    if (!parsed.success) throw new Problem('invalid-field', `${name} must be ${what}.`, [{ field: name, detail: `must be ${what}` }]);
    return parsed.data as z.output<(typeof variables)[V][0]>;
  };
  const [apiKey, model, baseURL] = [read('OPENAI_API_KEY'), read('OPENAI_MODEL'), read('OPENAI_BASE_URL')];
  const calls = {
    timeoutMs: read('OPENAI_TIMEOUT_SECONDS') * 1000,
    maxRetries: read('OPENAI_MAX_RETRIES'),
    atOnce: read('OPENAI_AT_ONCE'),
    perMinute: read('OPENAI_REQUESTS_PER_MINUTE') ?? null,
  };
  const openai = apiKey && model ? Object.freeze({ apiKey, model, ...(baseURL && { baseURL }), ...calls }) : null;
  const engine = read('ENGINE') ?? (openai ? 'openai' : 'offline');
  if (engine === 'openai' && !openai) {
    const missing = [!apiKey && 'OPENAI_API_KEY', !model && 'OPENAI_MODEL'].filter(Boolean).join(' and ');
    throw new Problem('engine-not-configured', `ENGINE is openai, so ${missing} must be set too.`);
  }
  const [prices = null, tokens = null, money = null] = [
    read('OPENAI_PRICES'),
    read('OPENAI_TOKEN_CAP_PER_DAY'),
    read('OPENAI_MONEY_CAP_PER_DAY'),
  ];
  if (money !== null && !prices) {
    const detail = 'OPENAI_MONEY_CAP_PER_DAY must be set together with OPENAI_PRICES: without prices no money can be counted.';
    throw new Problem('invalid-field', detail, [{ field: 'OPENAI_MONEY_CAP_PER_DAY', detail: 'must be set together with OPENAI_PRICES' }]);
  }
  const database = read('DATABASE_URL').replace(/^file:/, '');
  return Object.freeze({
    port: read('PORT'),
    host: read('HOST'),
    database: database === ':memory:' ? database : resolve(database),
    engine,
    openai,
    spending: Object.freeze({ tokens, money, prices: prices && Object.freeze(prices) }),
    apiKeys: Object.freeze((read('API_KEYS')?.split(',') ?? []).map(keyOf)),
    logLevel: read('LOG_LEVEL'),
    rubricsDir: resolve(read('RUBRICS_DIR')),
    samplesDir: join(root, 'fixtures', 'essays'),
    retentionDays: read('RETENTION_DAYS'),
  });
}

function keyOf(entry: string): Config['apiKeys'][number] {
  const [name = '', key = '', role] = entry.trim().split(':');
  return Object.freeze({ name, key, role: role === 'admin' ? 'admin' : 'teacher' });
}

/** The JSON that was given, or that is in the file that was named; undefined, which no schema takes, where there is none. */
function textOfPrices(given: string): unknown {
  try {
    return JSON.parse(given.startsWith('{') ? given : readFileSync(given, 'utf8'));
  } catch {
    return undefined;
  }
}
