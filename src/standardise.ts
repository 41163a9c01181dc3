import type { Assessment } from './domain/assessment.ts';
import { countWords } from './domain/essay.ts';
import type { Rubric } from './domain/rubric.ts';
import { withoutReferences } from './domain/words.ts';
import { type MarkingDeps, markEssay } from './mark-essay.ts';
import {
  type Agreement,
  agreementOf,
  type Intervals,
  intervalsOf,
  marksByLength,
  marksByThird,
  medianOf,
  type Pair,
  type Scale,
} from './marking/agreement.ts';

/** A script with the marks that markers gave it (whole, 0 to maxMark), always in the same order of markers. */
export type Script = { id: string; text: string; marks: number[] };
/** Who gave the marks. `people` is false for a panel of models, and then no line speaks of people. */
export type Panel = { name: string; people: boolean };
export type MarkedScript = { id: string; panel: number; marks: number[]; mark: number | null; level: number | null; why: string };
export type Measured = { name: string; figures: Agreement };
export type Standardisation = {
  panel: Panel;
  engine: Assessment['engine'];
  /** Every engine that a marked script names, each once: a provider can answer with another model than it was asked for. */
  answered: Assessment['engine'][];
  rubric: { id: string; title: string; version: number; hash: string };
  scale: Scale;
  figures: Agreement;
  intervals: Intervals;
  /** Each marker of the panel against the median of the others: how far markers agree among themselves. */
  markers: Measured[];
  /** Markers that do not read. */
  unread: Measured[];
  scripts: MarkedScript[];
};

/** A department's own check needs at least so many scripts. */
export const ENOUGH = 10;

/**
 * Marks scripts whose marks are known and says how far the marker agrees with them.
 * The panel's mark is the median of its marks, the lower of two in the middle. `each` is told as every script is done.
 */
export async function standardise(
  scripts: Script[],
  rubric: Rubric,
  { panel, tolerance }: { panel: Panel; tolerance: number },
  deps: MarkingDeps,
  each: (done: number) => void = () => {},
): Promise<Standardisation> {
  const marked: MarkedScript[] = [];
  const answered: Assessment['engine'][] = [];
  for (const { id, text, marks } of scripts) {
    await new Promise(setImmediate);
    const { assessment } = await markEssay({ submissionId: id, text, rubric }, deps);
    if (assessment.mark && !answered.some(({ model }) => model === assessment.engine.model)) answered.push(assessment.engine);
    marked.push({ id, marks, panel: medianOf(marks), ...seenOf(assessment) });
    each(marked.length);
  }
  const engine = { id: deps.engine.id, version: deps.engine.version, model: deps.engine.model };
  const words = scripts.map(({ text }) => countWords(text));
  return standardisationOf(marked, words, { panel, engine, answered, rubric, tolerance });
}

type Of = Pick<Standardisation, 'panel' | 'engine' | 'answered'> & { rubric: Rubric; tolerance: number };

/** The report on scripts that are marked. `words`: how many each has, in the same order. */
export function standardisationOf(
  marked: MarkedScript[],
  words: number[],
  { panel, engine, answered, rubric, tolerance }: Of,
): Standardisation {
  const scale = scaleOf(rubric, tolerance);
  const pairs = marked.map(({ mark, panel: reference }): Pair => ({ mark, reference }));
  const references = pairs.map(({ reference }) => reference);
  const lengths = references.map((reference, i) => ({ words: words[i] ?? 0, reference }));
  const against = (marks: number[]): Agreement =>
    agreementOf(
      references.map((reference, i) => ({ mark: marks[i] ?? null, reference })),
      scale,
    );
  return {
    panel,
    engine,
    answered,
    rubric: { id: rubric.id, title: rubric.question.title, version: rubric.version, hash: rubric.hash },
    scale,
    figures: agreementOf(pairs, scale),
    intervals: intervalsOf(pairs, scale),
    markers: markersOf(marked, scale),
    unread: [
      { name: 'length alone', figures: against(marksByLength(lengths, scale)) },
      { name: 'weak, middle or strong', figures: against(marksByThird(references, scale)) },
    ],
    scripts: marked,
  };
}

const scaleOf = ({ scheme: { maxMark, levels } }: Rubric, tolerance: number): Scale => ({
  maxMark,
  tolerance,
  levelStarts: Object.values(levels).map(({ min }) => min),
});

/** What of an assessment is held against a panel. */
export const seenOf = ({ mark, reason }: Assessment) => ({
  mark: mark?.awarded ?? null,
  level: mark?.level ?? null,
  why: mark ? withoutReferences(mark.whyNotHigher) : (reason ?? ''),
});

/** Only markers that marked every script, and only where there are others to hold them against. */
function markersOf(scripts: Pick<Script, 'marks'>[], scale: Scale): Measured[] {
  const markers = Math.min(...scripts.map(({ marks }) => marks.length));
  if (markers < 2) return [];
  return Array.from({ length: markers }, (_, n) => ({
    name: `marker ${n + 1}`,
    figures: agreementOf(
      scripts.map(({ marks }) => ({ mark: marks[n] ?? null, reference: medianOf(marks.toSpliced(n, 1)) })),
      scale,
    ),
  }));
}

/** The scripts that the marker misses by most, worst first; those within the tolerance are no misses. */
export const worstMisses = ({ scripts, scale }: Pick<Standardisation, 'scripts' | 'scale'>, most = 5): MarkedScript[] => {
  const gap = ({ mark, panel }: MarkedScript) => (mark === null ? Number.POSITIVE_INFINITY : Math.abs(mark - panel));
  return scripts
    .filter((script) => gap(script) > scale.tolerance)
    .toSorted((a, b) => gap(b) - gap(a))
    .slice(0, most);
};

/** Whether this check could stand for a department's own, in a sentence. */
export function verdictOf({ panel, figures, scale }: Pick<Standardisation, 'panel' | 'figures' | 'scale'>): {
  passed: boolean;
  sentence: string;
} {
  const { scripts, withinTolerance, meanGap } = figures;
  if (!panel.people)
    return {
      passed: false,
      sentence: `The marks are those of ${panel.name}, not of people, so this says nothing of a department’s own standard.`,
    };
  if (scripts < ENOUGH) return { passed: false, sentence: `${scripts} scripts are too few: a check needs at least ${ENOUGH}.` };
  const passed = meanGap <= scale.tolerance;
  const within = `${Math.floor(100 * withinTolerance)} per cent of the marks are within ${scale.tolerance} of those of ${panel.name}`;
  return { passed, sentence: `${within}; the mean gap is ${passed ? 'within' : 'beyond'} the tolerance.` };
}
