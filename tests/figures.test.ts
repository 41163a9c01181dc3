import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Figures, offlineFigures } from './support/figures.ts';

const committed: Figures = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/figures.json'), 'utf8'));

describe('the offline engine’s figures', () => {
  it('are those of fixtures/figures.json; after a change for better or worse, run npm run figures and commit it', {
    timeout: 120_000,
  }, async () => {
    expect(await offlineFigures()).toEqual(committed);
  });

  it('call no right and no arguable statement of the development essays wrong', () => {
    expect(committed['development essays']).toMatchObject({
      marked: 1,
      malformed: 0,
      accusedTruthsPerEssay: 0,
      accusedContestable: 0,
      accusedWithoutCorrection: 0,
    });
  });
});
