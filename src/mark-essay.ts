import type { Flag } from './domain/argument.ts';
import { type Assessment, noUsage, type Usage } from './domain/assessment.ts';
import { EngineFailure } from './domain/engine-failure.ts';
import type { Rubric } from './domain/rubric.ts';
import type { Exchange } from './domain/submission.ts';
import type { Engine } from './engines/engine.ts';
import { coverage, phaseCoverage } from './marking/coverage.ts';
import { decideMark } from './marking/decide-mark.ts';
import { flagEssay, toMarker } from './marking/flag-essay.ts';
import { hideName } from './marking/hide-name.ts';
import { readEssay } from './marking/read-essay.ts';
import { emptyArgument, writeArgument } from './marking/write-argument.ts';
import { writeFeedback } from './marking/write-feedback.ts';
import { writeLedger } from './marking/write-ledger.ts';

export type EssayToMark = { submissionId: string; text: string; rubric: Rubric; candidate?: string | null };
export type MarkingDeps = { engine: Engine; now: () => string; newId: (prefix: string) => string };
export type MarkedEssay = { assessment: Assessment; exchanges: Exchange[] };

/**
 * One essay's way: read it, let the engine check its claims and read its argument, decide the mark in code, write the feedback.
 * An engine that fails gives `needs_teacher` with its reason, no mark, and keeps its exchanges.
 * @throws Problem when the essay cannot be read at all (empty, too long, not text).
 */
export async function markEssay(
  { submissionId, text, rubric, candidate }: EssayToMark,
  { engine, now, newId }: MarkingDeps,
  signal?: AbortSignal,
): Promise<MarkedEssay> {
  const essay = readEssay(text);
  const shown = hideName(essay, candidate ?? null, toMarker(essay), rubric);
  const head = {
    id: newId('asm'),
    submissionId,
    createdAt: now(),
    rubric: { id: rubric.id, version: rubric.version, hash: rubric.hash },
    engine: { id: engine.id, version: engine.version, model: engine.model },
  };
  const exchanges: Exchange[] = [];
  const flags: Flag[] = [];
  try {
    const checked = await engine.checkClaims(shown, rubric, signal);
    exchanges.push(...checked.exchanges);
    const claims = writeLedger(essay, rubric, checked.value);
    const read = await engine.readArgument(shown, rubric, claims, signal);
    exchanges.push(...read.exchanges);
    const { paragraphs, argument } = writeArgument(essay, claims, read.value);
    flags.push(...flagEssay(essay, claims), ...checked.flags, ...read.flags);
    const { mark, criteria, lacking } = decideMark({ claims, paragraphs, argument }, rubric);
    const feedback = writeFeedback(
      { mark, criteria, lacking, claims, paragraphs, argument, best: read.value.best, rewrite: read.value.rewrite },
      essay,
      rubric,
    );
    const seen = {
      claims,
      paragraphs,
      argument,
      coverage: coverage(claims, rubric),
      phases: phaseCoverage(claims, rubric),
      flags,
      usage: usageOf(exchanges),
    };
    return {
      assessment: {
        ...head,
        engine: answeredBy(head.engine, exchanges),
        status: 'marked',
        reason: null,
        mark,
        criteria,
        feedback,
        ...seen,
      },
      exchanges,
    };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    exchanges.push(...error.exchanges);
    flags.push(...flagEssay(essay, []).filter((flag) => flag.kind !== 'off-topic'), {
      kind: 'engine-failed',
      audience: 'teacher',
      detail: error.reason,
      start: null,
      end: null,
    });
    const empty = {
      mark: null,
      criteria: [],
      claims: [],
      ...emptyArgument(essay),
      coverage: coverage([], rubric),
      phases: phaseCoverage([], rubric),
    };
    const feedback = {
      summary: 'This essay has not been marked yet; a teacher will look at it.',
      strengths: [],
      corrections: [],
      notes: [],
      nextSteps: [],
    };
    return {
      assessment: {
        ...head,
        engine: answeredBy(head.engine, exchanges),
        status: 'needs_teacher',
        reason: error.reason,
        ...empty,
        feedback,
        flags,
        usage: usageOf(exchanges),
      },
      exchanges,
    };
  }
}

const answeredBy = (engine: Assessment['engine'], exchanges: Exchange[]): Assessment['engine'] => ({
  ...engine,
  model: exchanges.find((one) => one.answeringModel)?.answeringModel ?? engine.model,
});

const usageOf = (exchanges: Exchange[]): Usage =>
  exchanges.reduce(
    (sum, one) => ({
      requests: sum.requests + 1,
      inputTokens: sum.inputTokens + one.inputTokens,
      cachedTokens: sum.cachedTokens + one.cachedTokens,
      outputTokens: sum.outputTokens + one.outputTokens,
      milliseconds: sum.milliseconds + one.milliseconds,
    }),
    noUsage,
  );
