import { z } from '@hono/zod-openapi';
import { DraftInput } from '../actions/draft-rubric.ts';
import { TryInput } from '../actions/try-rubric.ts';
import { Usage } from '../domain/assessment.ts';
import { Verdict } from '../domain/claim.ts';
import { Bank, Question, Scheme } from '../domain/rubric-parts.ts';
import { RubricChangeDocument } from './rubric-documents.ts';

const problem = z.object({ field: z.string().describe('a JSON pointer into the body'), detail: z.string() });
const clash = z.object({
  id: z.string().nullable().describe('the point; null where the lexicon’s own date clashes'),
  kind: z.string(),
  words: z.string(),
  said: z.string(),
  correction: z.string(),
  hint: z.string(),
});

export const TryBody = z.strictObject(TryInput.shape).openapi('RubricTry', { example: { sentence: 'They signed it in 1936.' } });
export const TriedDocument = z
  .object({
    sentences: z.array(
      z.object({
        text: z.string(),
        met: z.array(
          z.object({
            id: z.string(),
            proposition: z.string(),
            beyond: z.boolean(),
            by: z.enum(['pattern', 'likeness']),
            because: z.string().describe('the pattern it fits, or the wording it is like'),
            likeness: z.number().nullable().describe('0 to 1'),
            right: z.array(z.string()).describe('dates, numbers and names that are there and right'),
            words: z.string(),
          }),
        ),
        clashes: z.array(clash),
        comments: z.array(clash).describe('on what can be argued; never called wrong'),
        stopped: z.array(z.object({ id: z.string(), because: z.string() })).describe('points whose pattern it fits but for a denial'),
        heldBack: z.string().nullable().describe('why nothing in it would be called wrong'),
        names: z.array(z.object({ term: z.string(), words: z.string() })),
        dates: z.array(z.string()),
        numbers: z.array(z.string()),
      }),
    ),
  })
  .openapi('RubricTried');
export const ValidationDocument = z
  .object({ valid: z.boolean(), problems: z.array(problem), warnings: z.array(problem) })
  .openapi('RubricValidation');

const markSeen = z.object({ awarded: z.number().int().nullable(), level: z.number().int().nullable(), reason: z.string().nullable() });
const verdictSeen = z.object({ verdict: z.enum(Verdict.options), points: z.array(z.string()) }).nullable();
export const PreviewDocument = z
  .object({
    against: z.object({ version: z.number().int(), hash: z.string() }).describe('the version in force'),
    engine: z.object({ id: z.enum(['offline', 'openai']), version: z.string(), model: z.string().nullable() }),
    changes: z.array(RubricChangeDocument).describe('what the draft changes, in words'),
    essays: z.number().int().describe('how many essays there are to look at'),
    marked: z.number().int().describe('how many were marked again; the others are under `left`'),
    asks: z
      .object({ needed: z.number().int(), allowed: z.number().int(), asked: z.number().int() })
      .describe('requests to a model: needed for all the essays, allowed by `mayAsk`, and made'),
    totals: z.object({
      marksUp: z.number().int(),
      marksDown: z.number().int(),
      levels: z.number().int(),
      unmarked: z.number().int().describe('essays that the draft would give no mark'),
      verdicts: z.number().int(),
    }),
    moved: z.array(
      z.object({
        essay: z.string().describe('the id of the sample or the submission'),
        before: markSeen,
        after: markSeen,
        criteria: z.array(z.object({ id: z.string(), before: z.number().int(), after: z.number().int() })),
        verdicts: z.array(
          z.object({
            start: z.number().int(),
            end: z.number().int(),
            quote: z.string(),
            before: verdictSeen,
            after: verdictSeen,
            because: z.array(z.string()).describe('the changes that stand behind it'),
          }),
        ),
        why: z.array(z.string()).describe('the steps of the new mark that say something else than before'),
      }),
    ),
    left: z.array(z.object({ essay: z.string(), asks: z.number().int(), reason: z.string() })),
  })
  .openapi('RubricPreview');

const content = z.object({ question: Question, bank: Bank, scheme: Scheme });
export const DraftBody = z.strictObject(DraftInput.shape).openapi('RubricNotes');
export const DraftDocument = z
  .object({
    rubric: content.describe('ready for POST /rubrics; every point is unreviewed'),
    engine: z.object({ id: z.enum(['offline', 'openai']), model: z.string().nullable() }),
    usage: z.object(Usage.shape).describe('what it took of a model'),
    lines: z.array(
      z.object({
        line: z.number().int(),
        point: z.string(),
        dates: z.array(z.string()),
        numbers: z.array(z.string()),
        names: z.array(z.string()),
        patterns: z.array(z.string()),
      }),
    ),
    warnings: z.array(problem),
  })
  .openapi('RubricDraft');
export const ImportedDocument = z
  .object({ rubric: content.describe('ready for POST or PUT'), losses: z.array(z.string()).describe('what the format could not say') })
  .openapi('RubricImport');
