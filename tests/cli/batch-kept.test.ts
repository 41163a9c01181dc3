import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepAt, keptAt, type Making } from '../../src/cli/batch-kept.ts';
import { anAssessment } from '../support/assessment-builder.ts';

const making: Making = {
  text: 'It failed.',
  candidate: 'Anna Smith',
  rubric: { hash: 'sha256-1' },
  engine: { id: 'openai', version: '2', model: 'some-model' },
};
const assessment = anAssessment(making.text, []);

let dir: string;
let file: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'examiner-kept-'));
  file = join(dir, '00123.json');
});
beforeEach(() => keepAt(file, making, assessment));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('an assessment that was kept', () => {
  it('is the same marking when nothing differs, and nothing else is left beside it', () => {
    expect(keptAt(file, { ...making })).toEqual({ is: 'same', assessment });
    expect(readdirSync(dir)).toEqual(['00123.json']);
    expect(keptAt(join(dir, '00124.json'), making)).toEqual({ is: 'none' });
  });

  it.each<[string, Making]>([
    ['text', { ...making, text: 'It failed!' }],
    ['name', { ...making, candidate: null }],
    ['rubric', { ...making, rubric: { hash: 'sha256-2' } }],
    ['engine', { ...making, engine: { ...making.engine, id: 'offline' } }],
    ['version of the engine', { ...making, engine: { ...making.engine, version: '3' } }],
    ['model', { ...making, engine: { ...making.engine, model: 'another-model' } }],
  ])('is another marking when the %s differs', (_, other) => {
    expect(keptAt(file, other)).toEqual({ is: 'other' });
  });

  it('is somebody else’s as soon as a character of it says something else', () => {
    const written = readFileSync(file, 'utf8');
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.constantFrom('0', '7', 'x', '"', '}'), (at, character) => {
        const changed = written.slice(0, at) + character + written.slice(at + 1);
        writeFileSync(file, changed);
        const same = (() => {
          try {
            return JSON.stringify(JSON.parse(changed)) === JSON.stringify(JSON.parse(written));
          } catch {
            return false;
          }
        })();
        expect(keptAt(file, making).is).toBe(same ? 'same' : 'foreign');
      }),
      { numRuns: 300 },
    );
  });

  it('is somebody else’s when it is cut off, or is no file of this command at all', () => {
    truncateSync(file, 200);
    expect(keptAt(file, making)).toEqual({ is: 'foreign' });
    for (const bytes of ['', '[]', 'null', JSON.stringify(assessment)]) {
      writeFileSync(file, bytes);
      expect(keptAt(file, making)).toEqual({ is: 'foreign' });
    }
    rmSync(file);
  });

  it('is tried again where the engine failed, and not where it marked with another flag', () => {
    const flag = { audience: 'teacher' as const, detail: 'No answer.', start: null, end: null };
    keepAt(file, making, { ...assessment, status: 'needs_teacher', mark: null, flags: [{ ...flag, kind: 'engine-failed' }] });
    expect(keptAt(file, making)).toEqual({ is: 'other' });
    keepAt(file, making, { ...assessment, flags: [{ ...flag, kind: 'too-short' }] });
    expect(keptAt(file, making).is).toBe('same');
  });
});
