import { z } from '@hono/zod-openapi';
import { SubmissionPage } from '../actions/list-submissions.ts';
import { EssayInput } from '../actions/submit-essay.ts';
import { Assessment } from '../domain/assessment.ts';
import { SubmissionState } from '../domain/submission.ts';
import { CheckFiguresDocument } from './check-documents.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
const Links = z.object({ self: z.string() });
const RubricRef = z.object({ id: z.string(), version: z.number().int() });
export const Id = z.object({ id: z.string() });
export const AssessmentDocument = z.object(Assessment.shape).openapi('Assessment');

export const Accepted = z.object({ id: z.string(), state: SubmissionState, links: Links }).openapi('Accepted');
export const SubmissionDocument = z
  .object({
    id: z.string(),
    state: SubmissionState,
    rubric: RubricRef,
    createdAt: z.iso.datetime(),
    text: z.string(),
    assessment: z.union([AssessmentDocument, z.null()]),
    check: z
      .union([CheckFiguresDocument, z.null()])
      .describe('the department’s own check that holds for this mark; null: there is none, so it is a practice mark'),
    putOff: z
      .object({ until: z.iso.datetime(), reason: z.string() })
      .nullable()
      .describe('why an essay that waits is not marked yet, and when it is tried again; null: it waits for its turn, or does not wait'),
    earlier: z
      .array(
        z.object({
          id: z.string(),
          createdAt: z.iso.datetime(),
          status: Assessment.shape.status,
          rubric: RubricRef,
          mark: z.object({ awarded: z.number().int(), outOf: z.number().int(), level: z.number().int() }).nullable(),
          links: Links,
        }),
      )
      .describe('every assessment but the one shown, newest first'),
    links: Links,
  })
  .openapi('Submission');
export const SubmissionQuery = z.strictObject({
  ...SubmissionPage.shape,
  limit: z.preprocess((value) => value, SubmissionPage.shape.limit).openapi({ type: 'integer', minimum: 1, maximum: 100, default: 20 }),
});
export const SubmissionList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        state: SubmissionState,
        rubric: RubricRef,
        candidate: z.string().nullable(),
        createdAt: z.iso.datetime(),
        links: Links,
      }),
    ),
    next: z.string().nullable().describe('`after` for the next page; null on the last'),
  })
  .openapi('SubmissionList');

const example = { text: 'It bought time, but …', rubricId: 'the-question' };
export const EssayDocument = z.strictObject(EssayInput.shape).openapi('EssayInput', { example });
