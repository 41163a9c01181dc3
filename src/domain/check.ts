import { z } from 'zod';
import { Assessment } from './assessment.ts';

/** How far the marker was from a department's own marks. Shares run from 0 to 1, gaps are in marks. */
export const CheckFigures = z.object({
  panel: z.string().describe('who gave the marks that the marker was held against'),
  scripts: z.number().int().min(1),
  meanGap: z.number().min(0).describe('in marks'),
  withinTolerance: z.number().min(0).max(1).describe('the share of the marks that were within the tolerance'),
  tolerance: z.number().int().min(0).describe('how far apart two careful markers may be, in marks'),
  at: z.iso.datetime(),
});

/**
 * A department's own check that passed: which marker it was, on which rubric, and who answers for it. Holds no script and no candidate.
 * It holds for what the same engine, version and model marks against the same content of the rubric, until it is withdrawn.
 */
export const Check = z.object({
  id: z.string(),
  ...CheckFigures.shape,
  rubric: Assessment.shape.rubric,
  engine: Assessment.shape.engine,
  by: z.string().describe('who answers for it'),
  withdrawnAt: z.iso.datetime().nullable(),
});

export type CheckFigures = z.infer<typeof CheckFigures>;
export type Check = z.infer<typeof Check>;
