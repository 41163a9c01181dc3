import { z } from 'zod';
import { Argument, LinkToQuestion, ParagraphMode } from './argument.ts';
import { Feedback } from './assessment.ts';
import { Severity, Verdict } from './claim.ts';

const step = Feedback.shape.nextSteps.element;

/**
 * What a teacher changes in an assessment. A verdict or a finding is put in the place of the engine's and the mark is decided anew by the same
 * code; a mark stands above what code decides. Of the feedback each part that is given replaces the whole of that part.
 */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mark'), awarded: z.number().int().min(0) }),
  z.strictObject({
    kind: z.literal('verdict'),
    claim: z.string().regex(/^clm_\d+$/),
    verdict: Verdict,
    points: z.array(z.string().max(200)).max(20).optional().describe('the points it makes; those it has when left out'),
    severity: Severity.optional().describe('how grave a mistake it is; only where it is contradicted'),
    correction: z.string().trim().min(1).max(500).optional().describe('what is right; needed where it is contradicted and has none yet'),
  }),
  z.strictObject({
    kind: z.literal('paragraph'),
    paragraph: z.string().regex(/^par_\d+$/),
    mode: ParagraphMode.optional(),
    link: LinkToQuestion.optional(),
  }),
  z.strictObject({ kind: z.literal('argument'), ...Argument.partial().shape }),
  z.strictObject({
    kind: z.literal('feedback'),
    summary: z.string().trim().min(1).max(2000).optional(),
    strengths: z.array(z.string().trim().min(1).max(1000)).max(3).optional(),
    nextSteps: z
      .array(z.strictObject({ target: step.shape.target.max(100), quote: step.shape.quote.max(1000), advice: step.shape.advice.max(1000) }))
      .max(3)
      .optional(),
    notes: z
      .array(z.strictObject({ claim: z.string().regex(/^clm_\d+$/), note: z.string().trim().min(1).max(500) }))
      .max(20)
      .optional()
      .describe('the notes in the margin on claims, in this order'),
    teacherNotes: z
      .array(z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(1), note: z.string().trim().min(1).max(500) }))
      .max(20)
      .optional()
      .describe('notes of a teacher’s own on any words of the essay, by their UTF-16 offsets; the quotation is cut by the service'),
  }),
]);
export type Change = z.infer<typeof Change>;

/**
 * One change to one assessment: who made it, why and when. It is never changed or removed; undoing it appends another with `undoes`.
 * `level` is the level that the teacher had before their eyes when they wrote, so that words for another level are seen to be stale.
 */
export const Override = z.object({
  id: z.string(),
  assessmentId: z.string(),
  change: Change.nullable(),
  undoes: z.string().nullable().describe('the id of an earlier override that holds no more'),
  reason: z.string(),
  author: z.string(),
  at: z.iso.datetime(),
  level: z.number().int().nullable(),
});
export type Override = z.infer<typeof Override>;

/** The overrides that still hold, oldest first. */
export function inForce(overrides: Override[]): Override[] {
  const undone = new Set(overrides.flatMap(({ undoes }) => undoes ?? []));
  return overrides.filter(({ id, change }) => change && !undone.has(id));
}
