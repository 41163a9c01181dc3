import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideName } from '../../src/marking/hide-name.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { shippedRubric } from '../support/builders.ts';

const rubric = shippedRubric();

describe('hiding a candidate’s name', () => {
  it('blanks every part of it, whatever its case, and moves no offset', () => {
    const essay = readEssay('By Zoë O’Neill. ZOË thinks Stalin lost in May 1941.');
    const shown = hideName(essay, 'Zoë O’Neill', [], rubric);
    expect(shown.text).not.toMatch(/zoë|neill/iu);
    expect(shown.text).toHaveLength(essay.text.length);
    expect(shown.text).toContain('thinks Stalin lost in May 1941.');
  });

  it('leaves words of the topic and parts of longer words alone', () => {
    const essay = readEssay('In May 1939 Franco had won, and mayhem followed for Ann in the annexed lands.');
    expect(hideName(essay, 'Ann May Franco', [], rubric).text).toBe(
      'In May 1939 Franco had won, and mayhem followed for XXX in the annexed lands.',
    );
  });

  it('survives any name and any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, noise) => {
        const essay = readEssay(`Stalin signed ${noise.replaceAll('\0', '')} here`);
        expect(hideName(essay, name, [], rubric).text).toHaveLength(essay.text.length);
      }),
    );
  });
});
