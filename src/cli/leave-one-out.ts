import type { Bank } from '../domain/rubric-parts.ts';
import { buildKnowledge, type Entry, type Knowledge } from '../engines/offline/knowledge.ts';
import { meaningOf } from '../engines/offline/meaning.ts';
import { matchPattern } from '../engines/offline/patterns.ts';
import { readSentences } from '../engines/offline/reading.ts';
import { readEssay } from '../marking/read-essay.ts';

/**
 * `credited`: wordings that the rest of their point (or its twin) credits. `missed`: those that it does not.
 * `errors`: examples of wrong facts; `praised`: those credited as right; `praisedUnforeseen`: those that would be, were they not foreseen.
 */
export type LeftOneOut = {
  wordings: number;
  credited: number;
  missed: { entry: string; text: string }[];
  errors: number;
  praised: number;
  praisedUnforeseen: number;
};

/**
 * Leaves each wording out in turn, and with it every pattern that no other text of its point fits: such a pattern may have been written for it.
 * Each example of an `error` misconception is read without the patterns of that misconception. Texts are read as essays of one sentence.
 */
export function leaveOneOut(bank: Bank): LeftOneOut {
  const knowledge = buildKnowledge(bank);
  const result: LeftOneOut = { wordings: 0, credited: 0, missed: [], errors: 0, praised: 0, praisedUnforeseen: 0 };
  for (const entry of knowledge.entries.values()) {
    const own = [entry.id, ...('twins' in entry.about ? entry.about.twins : [])];
    const texts = [entry.about.proposition, ...entry.about.wordings];
    const fitting = texts.map((text) => new Set(entry.meets.filter((pattern) => fits(pattern, text, knowledge))));
    for (const [i, text] of texts.entries()) {
      if (i === 0) continue;
      const meets = entry.meets.filter((pattern) => fitting.some((some, other) => other !== i && some.has(pattern)));
      const { met } = readText(text, without(knowledge, { ...entry, meets }, text));
      result.wordings++;
      if (own.some((id) => met.has(id))) result.credited++;
      else result.missed.push({ entry: entry.id, text });
    }
    for (const [i, { misconception }] of entry.misconceptions.entries())
      for (const text of misconception.kind === 'error' ? misconception.examples : []) {
        const unforeseen = without(knowledge, { ...entry, misconceptions: entry.misconceptions.toSpliced(i, 1) }, null);
        const isPraised = ({ met, wrong }: ReturnType<typeof readText>) => !wrong && own.some((id) => met.has(id));
        result.errors++;
        if (isPraised(readText(text, knowledge))) result.praised++;
        if (isPraised(readText(text, unforeseen))) result.praisedUnforeseen++;
      }
  }
  return result;
}

/** What is known without one wording of an entry, and with the entry as it is given. */
function without(knowledge: Knowledge, entry: Entry, wording: string | null): Knowledge {
  const { sayings } = knowledge;
  const left = sayings.sayings.map((one) =>
    one.entry === entry.id && one.text === wording ? { ...one, length: Number.POSITIVE_INFINITY } : one,
  );
  return { ...knowledge, entries: new Map(knowledge.entries).set(entry.id, entry), sayings: { ...sayings, sayings: left } };
}

const readingsOf = (text: string, { lexicon, mender }: Knowledge) => {
  const essay = readEssay(text);
  return { essay, readings: readSentences(essay, lexicon, mender()) };
};
const fits = (pattern: Entry['meets'][number], text: string, knowledge: Knowledge) =>
  readingsOf(text, knowledge).readings.some((reading) => matchPattern(pattern, reading)?.negated === false);

function readText(text: string, knowledge: Knowledge): { met: Set<string>; wrong: boolean } {
  const { essay, readings } = readingsOf(text, knowledge);
  const meanings = readings.map((reading) => meaningOf(reading, essay, knowledge));
  return {
    met: new Set(meanings.flatMap(({ met }) => met.map(({ entry }) => entry.id))),
    wrong: meanings.some(({ clashes }) => clashes.length > 0),
  };
}

/** The figures in words; shares are cut, never rounded up. */
export function leaveOneOutLines({ wordings, credited, missed, errors, praised, praisedUnforeseen }: LeftOneOut): string[] {
  const share = (part: number, of: number) => (of ? (Math.floor((1000 * part) / of) / 1000).toFixed(3).replace(/^0/u, '') : '-');
  return [
    ...missed.map(({ entry, text }) => `left out ${entry}: "${text}"`),
    `Each wording left out in turn, with the patterns that no other text of its point fits: ${credited} of ${wordings} are still credited (${share(credited, wordings)}).`,
    `Wrong facts that are foreseen: ${praised} of ${errors} are credited as right (${share(praised, errors)}); ${praisedUnforeseen} would be, were they not foreseen (${share(praisedUnforeseen, errors)}).`,
  ];
}
