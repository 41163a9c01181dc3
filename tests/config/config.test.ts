import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { Problem } from '../../src/domain/errors.ts';
import { PRICES as prices } from '../support/prices.ts';

function refusal(env: Record<string, string>): Problem {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`taken: ${JSON.stringify(env)}`);
}

describe('the configuration', () => {
  it('needs nothing: the offline engine on this machine only, data beside the program', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      engine: 'offline',
      openai: null,
      apiKeys: [],
      logLevel: 'info',
      retentionDays: 365,
    });
    expect(readConfig({}).database).toMatch(/data.examiner\.sqlite$/);
    expect(readConfig({}).rubricsDir).toMatch(/rubrics$/);
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({ API_KEYS: 'a:0123456789abcdef' }) as { -readonly [K in keyof Config]: Config[K] };
    expect(() => {
      config.port = 1;
    }).toThrow(TypeError);
    expect(() => (config.apiKeys as unknown[]).push({})).toThrow(TypeError);
  });

  it('takes an empty variable for one that is not set', () => {
    const names = ['PORT', 'HOST', 'DATABASE_URL', 'ENGINE', 'API_KEYS', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'LOG_LEVEL', 'RUBRICS_DIR'];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(readConfig({}));
  });

  it('marks with a model as soon as there are a key and a model, unless told otherwise', () => {
    const both = { OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'm' };
    expect(readConfig(both)).toMatchObject({ engine: 'openai', openai: { apiKey: 'sk-1', model: 'm' } });
    expect(readConfig({ ...both, ENGINE: 'offline' })).toMatchObject({ engine: 'offline', openai: { model: 'm' } });
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' })).toMatchObject({ engine: 'offline', openai: null });
  });

  it('never marks offline when the model was asked for by name but is not set up', () => {
    expect(refusal({ ENGINE: 'openai' })).toMatchObject({ code: 'engine-not-configured' });
    expect(refusal({ ENGINE: 'openai' }).detail).toContain('OPENAI_API_KEY and OPENAI_MODEL');
    expect(refusal({ ENGINE: 'openai', OPENAI_API_KEY: 'sk-1' }).detail).toMatch(/so OPENAI_MODEL must/);
  });

  it('reads API keys with their roles', () => {
    expect(readConfig({ API_KEYS: 'hill:0123456789abcdef, head:fedcba9876543210:admin' }).apiKeys).toEqual([
      { name: 'hill', key: '0123456789abcdef', role: 'teacher' },
      { name: 'head', key: 'fedcba9876543210', role: 'admin' },
    ]);
  });

  it('finds the database where it is said to be', () => {
    expect(readConfig({ DATABASE_URL: ':memory:' }).database).toBe(':memory:');
    expect(readConfig({ DATABASE_URL: 'file:/tmp/x.sqlite' }).database).toBe('/tmp/x.sqlite');
    expect(isAbsolute(readConfig({ DATABASE_URL: 'x.sqlite' }).database)).toBe(true);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'eighty'],
    ['PORT', '3000.5'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'postgres://localhost/x'],
    ['DATABASE_URL', '/tmp/'],
    ['ENGINE', 'gpt'],
    ['OPENAI_BASE_URL', 'localhost:8080'],
    ['OPENAI_BASE_URL', 'ftp://example.org'],
    ['OPENAI_TIMEOUT_SECONDS', '0'],
    ['OPENAI_TOKEN_CAP_PER_DAY', '0'],
    ['OPENAI_TOKEN_CAP_PER_DAY', '1.5'],
    ['OPENAI_TOKEN_CAP_PER_DAY', 'many'],
    ['OPENAI_MONEY_CAP_PER_DAY', '0'],
    ['OPENAI_MONEY_CAP_PER_DAY', '$5'],
    ['OPENAI_PRICES', 'no-such-file.json'],
    ['OPENAI_PRICES', '{"currency":"USD"'],
    ['OPENAI_PRICES', '{"currency":"USD"}'],
    ['API_KEYS', 'hill:short'],
    ['API_KEYS', 'hill:0123456789abcdef:headmaster'],
    ['API_KEYS', '0123456789abcdef'],
    ['LOG_LEVEL', 'loud'],
    ['RETENTION_DAYS', '-1'],
  ])('refuses a wrong %s (%s) in one sentence that names it', (name, value) => {
    const { detail } = refusal({ [name]: value });
    expect(detail).toMatch(new RegExp(`^${name} must be [^\\n]+\\.$`));
  });

  it('knows no price and no cap that it was not told', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'm' }).spending).toEqual({ tokens: null, money: null, prices: null });
  });

  it('takes prices as JSON or from a file, with both caps', () => {
    const folder = mkdtempSync(join(tmpdir(), 'examiner-prices-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'prices.json');
    writeFileSync(file, JSON.stringify(prices));
    const caps = { OPENAI_TOKEN_CAP_PER_DAY: '1000000', OPENAI_MONEY_CAP_PER_DAY: '2.50' };
    for (const OPENAI_PRICES of [JSON.stringify(prices), file])
      expect(readConfig({ ...caps, OPENAI_PRICES }).spending).toEqual({ tokens: 1_000_000, money: 2.5, prices });
    expect(readConfig({ OPENAI_TOKEN_CAP_PER_DAY: '5' }).spending).toEqual({ tokens: 5, money: null, prices: null });
  });

  it.each([
    ['asOf', undefined],
    ['asOf', 'November 2026'],
    ['source', undefined],
    ['source', 'their page'],
    ['currency', 'dollars'],
    ['inputPerMillion', -1],
    ['outputPerMillion', '8'],
    ['cachedInputPerMillion', undefined],
    ['discount', 1],
  ])('refuses prices whose %s is %j', (field, value) => {
    expect(refusal({ OPENAI_PRICES: JSON.stringify({ ...prices, [field]: value }) }).detail).toMatch(/^OPENAI_PRICES must be [^\n]+\.$/);
  });

  it('refuses a cap on money where no price is known', () => {
    const problem = refusal({ OPENAI_MONEY_CAP_PER_DAY: '5' });
    expect(problem.detail).toMatch(/^OPENAI_MONEY_CAP_PER_DAY must be set together with OPENAI_PRICES/);
    expect(problem.fields).toMatchObject([{ field: 'OPENAI_MONEY_CAP_PER_DAY' }]);
  });

  it('never tells the value of a key that it refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{8,15}$/), (key) => {
        const problem = refusal({ API_KEYS: `hill:${key}` });
        expect(JSON.stringify({ ...problem, message: problem.message })).not.toContain(key);
      }),
      { numRuns: 30 },
    );
  });
});
