import type { Rubric } from './domain/rubric.ts';
import { diffRubrics, type RubricChange } from './domain/rubric-diff.ts';
import type { Earlier, Engine } from './engines/engine.ts';
import { type MarkingDeps, markEssay } from './mark-essay.ts';
import { type AssessmentMoves, compareAssessments, hasMoved } from './marking/compare-assessments.ts';

/** An essay with what the engine said when it marked it before; null: it never did, or that was not kept. */
export type EssayToPreview = { essay: string; text: string; candidate: string | null; before: Earlier | null };
/** Is told, before anything is asked of a model, what will be asked about which essays; it throws where that is too much. */
export type BeginPreview = (asks: { characters: number; requests: number }[]) => void;
export type DraftToPreview = { current: Rubric; next: Rubric; essays: EssayToPreview[]; mayAsk: number; begin?: BeginPreview };
/** An essay that was not marked again: it would take `asks` requests, or `reason` says what went wrong. */
export type LeftOut = { essay: string; asks: number; reason: string };
export type Preview = {
  against: { version: number; hash: string };
  engine: Pick<Engine, 'id' | 'version' | 'model'>;
  changes: RubricChange[];
  essays: number;
  marked: number;
  /** Requests to a model: what all the essays take, what was allowed and what was made. */
  asks: { needed: number; allowed: number; asked: number };
  totals: { marksUp: number; marksDown: number; levels: number; unmarked: number; verdicts: number };
  moved: (AssessmentMoves & { essay: string })[];
  left: LeftOut[];
};
type Marked = { essay: string; moves: AssessmentMoves };

/** Essays that are marked at the same time: a model answers slowly. */
const AT_ONCE = 4;

/**
 * The effect of a draft: each essay is marked with the rubric in force and with the draft, by one engine, and what moves is told.
 * What has to be asked of a model is counted first, and an essay for which `mayAsk` does not suffice is left out.
 */
export async function previewDraft(
  { current, next, essays, mayAsk, begin }: DraftToPreview,
  deps: MarkingDeps,
  signal?: AbortSignal,
): Promise<Preview> {
  const { engine } = deps;
  const changes = diffRubrics(current, next);
  const counted = essays.map((one) => ({ ...one, asks: asksFor(one.before, current, next, engine) }));
  const { chosen, left } = withinCap(counted, mayAsk);
  begin?.(chosen.map(({ text, asks }) => ({ characters: text.length, requests: asks })));
  const marked: Marked[] = [];
  let asked = 0;

  const mark = async ({ essay, text, candidate }: EssayToPreview, rubric: Rubric, earlier: Earlier | null) => {
    const by = earlier ? engine.again(earlier) : engine;
    const done = await markEssay({ submissionId: essay, text, candidate, rubric }, { ...deps, engine: by }, signal);
    asked += done.exchanges.length;
    return done;
  };
  const waiting = chosen.values();
  const work = async () => {
    for (const one of waiting) {
      signal?.throwIfAborted();
      await new Promise(setImmediate);
      const was = await mark(one, current, one.before);
      const is = await mark(one, next, one.before ?? { rubric: current, exchanges: was.exchanges });
      const failed = [was, is].find(({ assessment }) => assessment.flags.some(({ kind }) => kind === 'engine-failed'));
      if (failed) left.push({ essay: one.essay, asks: 0, reason: failed.assessment.reason ?? '' });
      else marked.push({ essay: one.essay, moves: compareAssessments(was.assessment, is.assessment, changes) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const place = new Map(essays.map(({ essay }, i) => [essay, i]));
  const inOrder = (a: { essay: string }, b: { essay: string }) => (place.get(a.essay) ?? 0) - (place.get(b.essay) ?? 0);
  return {
    against: { version: current.version, hash: current.hash },
    engine: { id: engine.id, version: engine.version, model: engine.model },
    changes,
    essays: essays.length,
    marked: marked.length,
    asks: { needed: counted.reduce((sum, { asks }) => sum + asks, 0), allowed: mayAsk, asked },
    totals: totalsOf(marked),
    moved: marked
      .filter(({ moves }) => hasMoved(moves))
      .sort(inOrder)
      .map(({ essay, moves }) => ({ essay, ...moves })),
    left: left.sort(inOrder),
  };
}

/** Requests for an essay: to mark it with the rubric in force, and again with the draft. */
function asksFor(before: Earlier | null, current: Rubric, next: Rubric, engine: Engine): number {
  return engine.asks(current, before?.rubric ?? null) + engine.asks(next, before?.rubric ?? current);
}

/** The essays, in order, for which the cap suffices. */
function withinCap<T extends { essay: string; asks: number }>(essays: T[], mayAsk: number): { chosen: T[]; left: LeftOut[] } {
  let allowed = mayAsk;
  const left: LeftOut[] = [];
  const chosen = essays.filter(({ essay, asks }) => {
    const fits = asks <= allowed;
    if (fits) allowed -= asks;
    else left.push({ essay, asks, reason: `It takes ${asks} requests to the model; ${allowed} of the ${mayAsk} allowed are left.` });
    return fits;
  });
  return { chosen, left };
}

function totalsOf(marked: Marked[]): Preview['totals'] {
  const count = (test: (moves: AssessmentMoves) => boolean) => marked.filter(({ moves }) => test(moves)).length;
  const by = ({ before, after }: AssessmentMoves) =>
    before.awarded === null || after.awarded === null ? 0 : after.awarded - before.awarded;
  return {
    marksUp: count((moves) => by(moves) > 0),
    marksDown: count((moves) => by(moves) < 0),
    levels: count(({ before, after }) => before.level !== null && after.level !== null && before.level !== after.level),
    unmarked: count(({ before, after }) => before.awarded !== null && after.awarded === null),
    verdicts: marked.reduce((sum, { moves }) => sum + moves.verdicts.length, 0),
  };
}
