import type { Assessment } from './domain/assessment.ts';
import { EngineFailure } from './domain/engine-failure.ts';
import { type Rubric, whyNoMark } from './domain/rubric.ts';
import { type Exchange, usageOf } from './domain/submission.ts';
import type { Engine } from './engines/engine.ts';
import { coverage, phaseCoverage } from './marking/coverage.ts';
import { decideMark } from './marking/decide-mark.ts';
import { flagEssay, readsAsEnglish, toMarker } from './marking/flag-essay.ts';
import { hideName } from './marking/hide-name.ts';
import { notMarked } from './marking/not-marked.ts';
import { readEssay } from './marking/read-essay.ts';
import { writeArgument } from './marking/write-argument.ts';
import { writeFeedback } from './marking/write-feedback.ts';
import { writeLedger } from './marking/write-ledger.ts';
import { differences, lessSure, secondOpinion } from './second-opinion.ts';

export type EssayToMark = { submissionId: string; text: string; rubric: Rubric; candidate?: string | null };
export type MarkingDeps = { engine: Engine; now: () => string; newId: (prefix: string) => string };
export type MarkedEssay = { assessment: Assessment; exchanges: Exchange[] };

/**
 * One essay's way: read it, let the engine check its claims and read its argument, decide the mark in code, write the feedback.
 * An engine that fails gives `needs_teacher` with its reason, no mark, and keeps its exchanges. A rubric that nobody has reviewed, and
 * an essay in another language, give everything but the mark.
 * @throws Problem when the essay cannot be read at all (empty, too long, not text).
 */
export async function markEssay(given: EssayToMark, { engine, now, newId }: MarkingDeps, signal?: AbortSignal): Promise<MarkedEssay> {
  const { submissionId, text, rubric, candidate = null } = given;
  const essay = readEssay(text);
  const shown = hideName(essay, candidate, toMarker(essay), rubric);
  const head = { id: newId('asm'), submissionId, createdAt: now(), rubric: { id: rubric.id, version: rubric.version, hash: rubric.hash } };
  const exchanges: Exchange[] = [];
  const madeBy = () => ({
    engine: { id: engine.id, version: engine.version, model: exchanges.find((one) => one.answeringModel)?.answeringModel ?? engine.model },
    usage: usageOf(exchanges),
  });
  try {
    const asked = engine.checkClaims(shown, rubric, signal);
    const other = engine.second && secondOpinion(shown, rubric, engine.second, signal);
    other?.catch(() => {}); // awaited below; where this engine fails first, nobody asks
    const checked = await asked;
    exchanges.push(...checked.exchanges);
    const claims = writeLedger(essay, rubric, checked.value);

    const read = await engine.readArgument(shown, rubric, claims, signal);
    exchanges.push(...read.exchanges);
    const { paragraphs, argument } = writeArgument(essay, claims, read.value);

    const decision = decideMark({ claims, paragraphs, argument }, rubric, engine.id);
    const covered = { coverage: coverage(claims, rubric, essay.words), phases: phaseCoverage(claims, rubric, essay.words) };
    const seen = { claims, paragraphs, argument, ...covered };
    const held =
      whyNoMark(rubric) ?? (readsAsEnglish(essay) ? null : 'Much of the essay does not read as English, which is what it is checked in.');
    const feedback = writeFeedback(
      { ...decision, ...seen, best: read.value.best, rewrite: read.value.rewrite, words: read.value.words, held },
      essay,
      rubric,
    );

    const apart = other ? differences({ claims, mark: decision.mark }, await other) : [];
    const { criteria } = decision;
    const mark = lessSure(decision.mark, apart);
    const flags = [...flagEssay(essay, claims), ...checked.flags, ...read.flags, ...apart];
    const outcome = held
      ? { status: 'needs_teacher' as const, reason: held, mark: null, criteria: [] }
      : { status: 'marked' as const, reason: null, mark, criteria };
    return { assessment: { ...head, ...outcome, ...seen, feedback, flags, ...madeBy() }, exchanges };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    exchanges.push(...error.exchanges);
    return { assessment: { ...head, ...notMarked(essay, rubric, error.reason), ...madeBy() }, exchanges };
  }
}
