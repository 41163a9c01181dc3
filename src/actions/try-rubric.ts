import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import type { RubricReader, TriedSentence } from '../engines/rubric-reader.ts';
import type { ActionDeps } from './audit.ts';
import { parse } from './parse.ts';
import { readRubric } from './read-rubric.ts';

export type { RubricReader } from '../engines/rubric-reader.ts';

export const TryInput = z.strictObject({
  sentence: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .refine((text) => !text.includes('\0') && /\p{L}{2,}/u.test(text), 'must hold words')
    .describe('a sentence, or a few, as a student might write it'),
});

/**
 * Which points of a rubric a sentence makes, what clashes, and why. Nothing is kept.
 * @throws Problem `not-found`, `invalid-field`
 */
export function tryRubric(
  actor: Actor,
  id: string,
  input: unknown,
  { store, reader }: Pick<ActionDeps, 'store'> & { reader: RubricReader },
): TriedSentence[] {
  demand(actor, 'edit-rubric');
  const rubric = readRubric(actor, id, undefined, { store });
  return reader.trySentence(parse(TryInput, input).sentence, rubric.bank);
}
