import { z } from '@hono/zod-openapi';
import { EditNote } from '../actions/edit-rubric.ts';
import { Bank, Question, Scheme } from '../domain/rubric-parts.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
export const RubricList = z
  .object({
    items: z.array(
      z.object({ id: z.string(), title: z.string(), version: z.number().int(), hash: z.string(), createdAt: z.iso.datetime() }),
    ),
  })
  .openapi('RubricList');
export const RubricDocument = z
  .object({ id: z.string(), version: z.number().int(), hash: z.string(), question: Question, bank: Bank, scheme: Scheme })
  .openapi('Rubric');

const version = {
  version: z.number().int(),
  hash: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  links: z.object({ self: z.string() }),
};
export const VersionList = z
  .object({
    items: z.array(
      z.object({
        ...version,
        author: z.string().nullable(),
        note: z.string().nullable(),
        current: z.boolean().describe('the one that new essays are marked against'),
      }),
    ),
  })
  .openapi('RubricVersionList');
export const EditedDocument = z
  .object({
    ...version,
    id: z.string(),
    author: z.string(),
    note: z.string(),
    changed: z.boolean().describe('false when nothing differed, so that no version was made'),
  })
  .openapi('RubricEdit');
export const RubricChangeDocument = z.object({
  pointer: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  words: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export const DiffDocument = z
  .object({
    id: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    changes: z.array(RubricChangeDocument),
  })
  .openapi('RubricDiff');

/** The content type of a patch (RFC 7396). */
export const PATCH = 'application/merge-patch+json';

/** What POST and PUT take. It only describes: the action checks it, so that each problem has its JSON pointer. */
export const RubricBody = z
  .strictObject({ question: z.strictObject(Question.shape), bank: z.strictObject(Bank.shape), scheme: z.strictObject(Scheme.shape) })
  .openapi('RubricBody');
export const RubricPatch = z
  .object({ question: z.unknown().optional(), bank: z.unknown().optional(), scheme: z.unknown().optional() })
  .openapi('RubricPatch', {
    description: 'A JSON Merge Patch (RFC 7396) of a rubric: entries are keyed by id, null removes one, arrays are replaced whole.',
    example: { bank: { points: { 'theme.point': { proposition: 'What it says now.' }, 'theme.other': null } } },
  });

export const RubricId = z.object({ id: z.string() });
export const NoteQuery = z.strictObject({
  note: z
    .preprocess((value) => value, EditNote)
    .openapi({
      type: 'string',
      maxLength: 500,
      default: '',
      description: 'why, in a few words; kept with the version',
    }),
});
