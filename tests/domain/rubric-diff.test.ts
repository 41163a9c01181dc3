import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rubric } from '../../src/domain/rubric.ts';
import { diffRubrics, type RubricChange } from '../../src/domain/rubric-diff.ts';
import { smallRubric } from '../support/builders.ts';

const before = smallRubric(12);
const points = Object.keys(before.bank.points);
/** A changed copy. */
function edited(edit: (rubric: Rubric) => void): Rubric {
  const copy = structuredClone(before);
  edit(copy);
  return copy;
}
const words = (edit: (rubric: Rubric) => void) => diffRubrics(before, edited(edit)).map((one) => one.words);

/** Makes the changes that a diff tells, in the version before. */
function made(rubric: Rubric, changes: RubricChange[]): Rubric {
  const copy: Rubric = structuredClone(rubric);
  for (const { pointer, kind, after } of changes) {
    const path = pointer
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop() ?? '';
    const holder = path.reduce<object>((value, step) => Object.getOwnPropertyDescriptor(value, step)?.value, copy);
    // a key may be called __proto__, which an assignment would take for something else
    if (kind === 'removed') Reflect.deleteProperty(holder, last);
    else Object.defineProperty(holder, last, { value: after, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

describe('what changed between two versions', () => {
  it('is nothing when they are equal, whatever the order of keys', () => {
    const turned = edited(({ bank }) => {
      bank.points = Object.fromEntries(Object.entries(bank.points).reverse());
    });
    expect(diffRubrics(before, structuredClone(before))).toEqual([]);
    expect(diffRubrics(before, turned)).toEqual([]);
  });

  it('is told in words that name the entry, the field and both values', () => {
    const id = points[0] ?? '';
    const point = (rubric: Rubric) => rubric.bank.points[id] as NonNullable<Rubric['bank']['points'][string]>;
    expect(
      words((rubric) => {
        point(rubric).proposition = 'It is otherwise.';
      }),
    ).toEqual([`Point "${id}": proposition changed from "What ${id} says." to "It is otherwise.".`]);
    expect(words((rubric) => void point(rubric).wordings.push('said so'))).toEqual([`Point "${id}": wordings: "said so" was added.`]);
    expect(words((rubric) => delete rubric.bank.points[id])).toEqual([`Point "${id}" was removed: "What ${id} says.".`]);
    expect(
      words((rubric) => {
        rubric.bank.lexicon.hitler = { kind: 'person', names: ['hitler'] };
      }),
    ).toEqual(['Word "hitler" was added: ["hitler"].']);
    expect(
      words((rubric) => {
        point(rubric).note = 'Worth knowing.';
      }),
    ).toEqual([`Point "${id}": note changed from nothing to "Worth knowing.".`]);
    expect(
      words((rubric) => {
        rubric.question.title = 'New';
      }),
    ).toEqual([expect.stringMatching(/^The question: title changed from ".+" to "New"\.$/)]);
    expect(
      words((rubric) => {
        rubric.scheme.maxMark = 30;
      }),
    ).toEqual(['The scheme: maxMark changed from 25 to 30.']);
    expect(
      words((rubric) => {
        rubric.question.keywords = rubric.question.keywords.toReversed();
      }),
    ).toEqual(['The question: keywords: the order changed.']);
  });

  it('names every entry that was changed, added or removed, and no other', () => {
    const edit = fc.dictionary(fc.constantFrom(...points, 'theme-1.new-1', 'theme-1.new-2'), fc.constantFrom('change', 'remove', 'phase'));
    fc.assert(
      fc.property(edit, (edits) => {
        const touched = new Set<string>();
        const after = edited(({ bank }) => {
          for (const [id, how] of Object.entries(edits)) {
            const point = bank.points[id];
            if (!point && how === 'remove') continue;
            touched.add(id);
            if (how === 'remove') delete bank.points[id];
            else if (!point) bank.points[id] = { ...structuredClone(before.bank.points[points[0] ?? '']), proposition: id } as never;
            else if (how === 'phase') point.phase = `not ${point.phase}`;
            else Object.assign(point, { proposition: 'changed', wordings: ['one', 'two'] });
          }
        });
        const changes = diffRubrics(before, after);
        expect(new Set(changes.map(({ pointer }) => pointer.split('/')[3]))).toEqual(touched);
        for (const id of touched) expect(changes.some((one) => one.words.startsWith(`Point "${id}"`))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('says enough to make the later version from the earlier one, and back', () => {
    const name = fc.constantFrom(...points, 'theme-9.a/b~c');
    const entry = fc.oneof(
      fc.constant(undefined),
      fc.record({ proposition: fc.string(), meets: fc.array(fc.string()), note: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, entry)), fc.string(), fc.jsonValue(), (edits, title, sides) => {
        const after = edited(({ bank, question }) => {
          Object.assign(question, { title, sides: JSON.parse(JSON.stringify(sides)) });
          for (const [id, value] of edits)
            if (value === undefined) delete bank.points[id];
            else bank.points[id] = JSON.parse(JSON.stringify(value));
        });
        expect(made(before, diffRubrics(before, after))).toEqual(after);
        expect(made(after, diffRubrics(after, before))).toEqual(before);
      }),
      { numRuns: 200, examples: [[[], '', JSON.parse('{"__proto__":false}')]] },
    );
  });
});
