import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { Bank, Question } from '../domain/rubric-parts.ts';
import type { Draft, RubricReader } from '../engines/rubric-reader.ts';
import type { ActionDeps } from './audit.ts';
import type { RubricContent } from './check-rubric.ts';
import { parse } from './parse.ts';

export const DraftInput = z.strictObject({
  question: z.string().trim().min(8).max(400).describe('the question as students are asked it'),
  notes: z
    .string()
    .min(1)
    .max(60_000)
    .describe('one point a line, ten to twenty of them; a line that ends with a colon names the theme of those below'),
  schemeOf: z.string().max(100).optional().describe('the rubric whose mark scheme is taken; the one that is listed first when left out'),
});

export type DraftedRubric = { rubric: RubricContent } & Pick<Draft, 'lines' | 'warnings'>;

/**
 * A bank and a question from a teacher's notes, with a mark scheme that is there already. Keeps nothing: POST /rubrics keeps it.
 * Every point of it is unreviewed, so it gives feedback but no mark until a teacher has looked at each.
 * @throws Problem `invalid-field`, `rubric-unknown`
 */
export function draftRubric(
  actor: Actor,
  input: unknown,
  { store, reader }: Pick<ActionDeps, 'store'> & { reader: RubricReader },
): DraftedRubric {
  demand(actor, 'edit-rubric');
  const { question, notes, schemeOf } = parse(DraftInput, input);
  const from = schemeOf ?? store.rubrics()[0]?.id;
  const scheme = from === undefined ? undefined : store.rubric(from)?.scheme;
  if (!scheme)
    throw new Problem('rubric-unknown', 'There is no rubric with this id to take the mark scheme from.', [
      { field: 'schemeOf', detail: 'must be the id of a rubric' },
    ]);
  const draft = reader.draft(question, notes, scheme.id);
  return {
    rubric: { question: Question.parse(draft.question), bank: Bank.parse(draft.bank), scheme },
    lines: draft.lines,
    warnings: draft.warnings,
  };
}
