import { z } from '@hono/zod-openapi';
import { BlindMarkInput } from '../actions/commit-blind-mark.ts';
import { OverrideInput } from '../actions/override-assessment.ts';
import { Override } from '../domain/override.ts';
import { SubmissionState } from '../domain/submission.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
export const OverrideDocument = z.object(Override.shape).openapi('Override');
const MarkSeen = z.object({ awarded: z.number().int(), level: z.number().int(), outOf: z.number().int() }).nullable();

export const OutcomeDocument = z
  .object({
    override: z.union([OverrideDocument, z.null()]).describe('null: it was only tried'),
    before: MarkSeen.describe('the mark before it; null: there was none'),
    after: MarkSeen.describe('the mark with it; null: there is none'),
    why: z.array(z.string()).describe('the audit lines that are new'),
    feedback: z.array(z.string()).describe('the parts of the feedback that change'),
    stale: z.array(z.string()).describe('the parts of the feedback that then argue for another level'),
  })
  .openapi('OverrideOutcome');

export const HistoryDocument = z
  .object({
    overrides: z.array(OverrideDocument).describe('oldest first; one with `undoes` ends an earlier one'),
    stale: z.array(z.string()),
    reasons: z.array(z.object({ key: z.string(), words: z.string() })).describe('reasons that can be given by one key'),
  })
  .openapi('Overrides');

export const ScriptDocument = z
  .object({ id: z.string(), state: SubmissionState, links: z.object({ self: z.string() }) })
  .openapi('ScriptState');

const example = { change: { kind: 'verdict', claim: 'clm_3', verdict: 'supported' }, reason: 'r' };
export const OverrideBody = z.strictObject(OverrideInput.shape).openapi('OverrideInput', { example });
export const BlindMarkBody = z.strictObject(BlindMarkInput.shape).openapi('BlindMarkInput', { example: { awarded: 14 } });
export const BlindMarkDocument = z
  .object({ awarded: z.number().int(), at: z.iso.datetime(), links: z.object({ self: z.string() }) })
  .openapi('BlindMark');

export const TryQuery = z.strictObject({
  try: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .openapi({ type: 'boolean', default: false, description: 'only tell what it would do; nothing is kept' }),
});
