import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import type { Usage } from '../domain/assessment.ts';
import { EngineFailure } from '../domain/engine-failure.ts';
import { Problem } from '../domain/errors.ts';
import { outOfReach } from '../domain/rubric.ts';
import { Bank, Question } from '../domain/rubric-parts.ts';
import { usageOf } from '../domain/submission.ts';
import type { EngineId } from '../engines/engine.ts';
import type { Drafted, RubricDrafter } from '../engines/rubric-drafter.ts';
import type { ActionDeps } from './audit.ts';
import type { RubricContent } from './check-rubric.ts';
import { parse } from './parse.ts';

/** Makes the drafter asked for, or the one of the engine that is set up. @throws Problem `engine-not-configured` */
export type DrafterFor = (id?: EngineId) => RubricDrafter;

export const DraftInput = z.strictObject({
  question: z.string().trim().min(8).max(400).describe('the question as students are asked it'),
  notes: z
    .string()
    .min(1)
    .max(60_000)
    .describe('one point a line, ten to twenty of them; a line that ends with a colon names the theme of those below'),
  schemeOf: z.string().max(100).optional().describe('the rubric whose mark scheme is taken; the one that is listed first when left out'),
  engine: z
    .enum(['offline', 'openai'])
    .optional()
    .describe('openai: a model writes wordings, misconceptions and the argument too; the engine that marks essays here when left out'),
});

export type DraftedRubric = {
  rubric: RubricContent;
  engine: { id: EngineId; model: string | null };
  usage: Usage;
} & Pick<Drafted, 'lines' | 'warnings'>;

/**
 * A bank and a question from a teacher's notes, with a mark scheme that is there already. Keeps nothing: POST /rubrics keeps it.
 * Every point of it is unreviewed, so it gives feedback but no mark until a teacher has looked at each.
 * @throws Problem `invalid-field`, `rubric-unknown`, `engine-not-configured`, `spending-cap`, or `engine-failed` when the model gave nothing that can be used
 */
export async function draftRubric(
  actor: Actor,
  input: unknown,
  { store, budget, drafterFor }: Pick<ActionDeps, 'store' | 'budget'> & { drafterFor: DrafterFor },
  signal?: AbortSignal,
): Promise<DraftedRubric> {
  demand(actor, 'edit-rubric');
  const { question, notes, schemeOf, engine } = parse(DraftInput, input);
  const from = schemeOf ?? store.rubrics()[0]?.id;
  const scheme = from === undefined ? undefined : store.rubric(from)?.scheme;
  if (!scheme)
    throw new Problem('rubric-unknown', 'There is no rubric with this id to take the mark scheme from.', [
      { field: 'schemeOf', detail: 'must be the id of a rubric' },
    ]);
  const drafter = drafterFor(engine);
  const release = budget.holdFor(actor, budget.estimates.draft(drafter, question, notes));
  const draft = await drafter
    .draft(question, notes, scheme.id, signal)
    .catch((error: unknown) => {
      throw error instanceof EngineFailure ? draftFailed(error) : error;
    })
    .finally(release);
  const far = outOfReach(scheme, Object.keys(draft.bank.points).length);
  return {
    rubric: { question: Question.parse(draft.question), bank: Bank.parse(draft.bank), scheme },
    engine: { id: drafter.id, model: drafter.model },
    usage: usageOf(draft.exchanges),
    lines: draft.lines,
    warnings: [...draft.warnings, ...(far ? [{ field: '/scheme', detail: `${far} ${REACH}` }] : [])],
  };
}

/** What to do about a scheme that asks for more ideas than a draft holds. */
export const REACH = 'Add points, or ask for fewer under `accurate` in its levels; until then essays get feedback but no mark.';

/** What to tell whoever asked a model for a draft in vain. */
export const draftFailed = ({ reason }: EngineFailure): Problem =>
  new Problem('engine-failed', `${reason} Nothing was kept. Ask again, or draft with the engine offline, which needs no model.`);
