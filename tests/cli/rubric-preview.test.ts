import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examiner } from './run-cli.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const draft = join(fixtures, 'drafts/barrier-and-tanks.yaml');
const essay = join(fixtures, 'essays/dev-12.md');
const preview = (...more: string[]) => examiner(['rubric', 'preview', draft, essay, ...more]);

describe('examiner rubric preview', { timeout: 60_000 }, () => {
  it('says what changes, what moves and why', async () => {
    const { code, out } = await preview('--engine', 'offline');
    expect(code).toBe(0);
    expect(out).toMatch(/Point "buffer\.defensive-buffer": proposition changed from/u);
    expect(out).toMatch(/^1 of 1 essay marked with both, engine offline: /mu);
    expect(out).toMatch(
      /“and the Germans got hundreds of miles in within weeks\.”: unverified -> supported\n +Point "miscalculation-1941\.deep-advance" was added/u,
    );
  });

  it('asks nothing of a model that it may not, and says what it would take', async () => {
    const { out } = await preview('--replay', join(fixtures, 'recordings'));
    expect(out).toMatch(/3 needed, 0 allowed \(--may-ask\), 0 made/u);
    expect(out).toMatch(/dev-12: left out\./u);
  });

  it('uses again what a model said of the points that stay, and asks it about the three that do not', async () => {
    const { code, out } = await preview('--replay', join(fixtures, 'recordings'), '--may-ask', '3', '--json');
    expect(code).toBe(0);
    const { asks, moved, engine } = JSON.parse(out);
    expect([asks, engine.model]).toEqual([{ needed: 3, allowed: 3, asked: 3 }, 'relay']);
    const verdicts = moved[0].verdicts.map(({ before, after }: Record<string, { verdict: string; points: string[] }>) => [
      before?.verdict,
      after?.verdict,
      after?.points.includes('miscalculation-1941.deep-advance'),
    ]);
    expect(verdicts).toEqual([
      ['supported', 'supported', true],
      ['supported', 'beyond', false],
      ['beyond', 'supported', true],
    ]);
  });

  it.each([
    [['rubric', 'preview', 'nowhere.yaml', essay], 'nowhere.yaml: there is no such file or folder.'],
    [['rubric', 'preview', draft, 'nowhere.md'], 'nowhere.md'],
    [['rubric', 'preview', draft, essay, '--may-ask', 'many'], '--may-ask must be a whole number.'],
    [['rubric', 'preview', join(fixtures, 'README.md'), essay], 'README.md'],
  ])('says what is wrong with %j', async (args, words) => {
    const { code, err } = await examiner(args);
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
    expect(err).not.toMatch(/\n\s+at /u);
  });
});
