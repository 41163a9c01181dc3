import { z } from '@hono/zod-openapi';
import { SubmissionPage } from '../actions/list-submissions.ts';
import { EssayInput } from '../actions/submit-essay.ts';
import { Assessment } from '../domain/assessment.ts';
import { SubmissionState } from '../domain/submission.ts';
import { CheckFiguresDocument } from './check-documents.ts';
import { OverrideDocument } from './override-documents.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
const Links = z.object({ self: z.string() });
const RubricRef = z.object({ id: z.string(), version: z.number().int() });
const AssessmentLine = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  status: Assessment.shape.status,
  rubric: RubricRef,
  mark: z.object({ awarded: z.number().int(), outOf: z.number().int(), level: z.number().int() }).nullable(),
  links: Links,
});
export const Id = z.object({ id: z.string() });
export const AssessmentDocument = z.object(Assessment.shape).openapi('Assessment');

export const Accepted = z.object({ id: z.string(), state: SubmissionState, links: Links }).openapi('Accepted');
export const SubmissionDocument = z
  .object({
    id: z.string(),
    state: SubmissionState,
    mode: z
      .enum(['practice', 'class'])
      .describe('in a class its student sees the state only, until it is released, and only a teacher deletes it'),
    rubric: RubricRef,
    createdAt: z.iso.datetime(),
    text: z.string(),
    assessment: z
      .union([AssessmentDocument, z.null()])
      .describe('with every change that a teacher made; null until it is marked and, for a student of a class, released'),
    check: z
      .union([CheckFiguresDocument, z.null()])
      .describe('the department’s own check that holds for this mark; null: there is none, so it is a practice mark'),
    putOff: z
      .object({ until: z.iso.datetime(), reason: z.string() })
      .nullable()
      .describe('why an essay that waits is not marked yet, and when it is tried again; null: it waits for its turn, or does not wait'),
    revised: z.boolean().describe('whether a teacher has changed anything in the assessment that is shown'),
    blind: z.boolean().describe('you are to mark it yourself first, by `blind-mark`; until then `assessment` is null'),
    review: z
      .object({
        etag: z.string().describe('for If-Match of the next override'),
        awardedByEngine: z.number().int().nullable(),
        overrides: z.array(OverrideDocument),
        stale: z.array(z.string()).describe('parts of the feedback that were written for another level; it cannot be released with any'),
        givenUnseen: z
          .array(z.object({ author: z.string(), awarded: z.number().int() }))
          .describe('the marks that teachers gave before they saw how it was marked, by `blind-mark`'),
        proposals: z.array(AssessmentLine).describe('later markings, newest first, none of which is shown before it is accepted'),
      })
      .nullable()
      .describe('what teachers made of the assessment that is shown; null for students and where nothing is shown'),
    earlier: z.array(AssessmentLine).describe('every other assessment but proposals, newest first'),
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
