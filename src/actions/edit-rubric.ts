import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { mergePatch } from '../domain/merge-patch.ts';
import type { Rubric } from '../domain/rubric.ts';
import { hashOf } from '../rubric-hash.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { checkRubric, type PatternCheck, type RubricContent } from './check-rubric.ts';
import { parse } from './parse.ts';
import { noRubric } from './read-rubric.ts';
import { demandMatch, staleVersion } from './rubric-match.ts';

export type EditDeps = Pick<ActionDeps, 'store' | 'now'> & { patternCheck: PatternCheck };
/** `changed` is false when the content was already in force, so that no version was made. */
export type Edited = { rubric: Rubric; changed: boolean };

export const EditNote = z
  .string()
  .trim()
  .max(500)
  .refine((note) => !/\p{Cc}/u.test(note), 'must not hold control characters')
  .default('')
  .describe('why, in a few words; kept with the version');

/**
 * Makes a rubric of a question, its bank and its scheme. An archived one with the same id comes back, as a new version of it.
 * @throws Problem `rubric-invalid` with pointers, or `conflict` when there is a rubric with this id; then nothing is kept.
 */
export function addRubric(actor: Actor, body: unknown, note: unknown, deps: EditDeps): Rubric {
  demand(actor, 'edit-rubric');
  const content = checkRubric(body, deps.patternCheck);
  const { id } = content.question;
  const made = deps.store.editRubric({ id, hash: hashOf(content), ...content }, null, ...edit(actor, 'add-rubric', id, note, deps));
  if (!made)
    throw new Problem('conflict', 'There is a rubric with this id: change it with PUT or PATCH, or choose another id.', [
      { field: '/question/id', detail: 'is the id of another rubric' },
    ]);
  return made;
}

/**
 * Puts a whole new content in a rubric's place, as a new version. `body` may be a rubric as it was read, with its id, version and hash.
 * @throws Problem `not-found`, `conflict` (archived), `precondition-required`, `precondition-failed` or `rubric-invalid`; then nothing is kept.
 */
export function replaceRubric(
  actor: Actor,
  id: string,
  body: unknown,
  how: { ifMatch: string | undefined; note: unknown },
  deps: EditDeps,
) {
  return change(actor, 'replace-rubric', id, () => body, how, deps);
}

/**
 * Applies a JSON Merge Patch to a rubric, as a new version.
 * @throws Problem as `replaceRubric` does
 */
export function patchRubric(actor: Actor, id: string, patch: unknown, how: { ifMatch: string | undefined; note: unknown }, deps: EditDeps) {
  return change(actor, 'patch-rubric', id, (current) => mergePatch(current, patch), how, deps);
}

function change(
  actor: Actor,
  action: string,
  id: string,
  bodyFrom: (current: Rubric) => unknown,
  { ifMatch, note }: { ifMatch: string | undefined; note: unknown },
  deps: EditDeps,
): Edited {
  demand(actor, 'edit-rubric');
  const { store, patternCheck } = deps;
  const current = store.rubric(id);
  if (!current) throw noRubric();
  if (!store.rubrics().some((one) => one.id === id))
    throw new Problem('conflict', 'This rubric is archived, so it cannot be changed; POST it again to bring it back.');
  demandMatch(ifMatch, current);
  const content = contentFor(current, bodyFrom(current), patternCheck);
  const given = { id, hash: hashOf(content), ...content };
  const rubric = store.editRubric(given, current.version, ...edit(actor, action, id, note, deps));
  if (!rubric) throw staleVersion(store.rubric(id) ?? current);
  return { rubric, changed: rubric.version !== current.version };
}

/**
 * The content that would take the place of a rubric's; `body` may be a rubric as it was read, with its id, version and hash.
 * @throws Problem `rubric-invalid`
 */
export function contentFor(current: Rubric, body: unknown, patternCheck: PatternCheck): RubricContent {
  const content = checkRubric(withoutReadOnly(body, current), patternCheck);
  if (content.question.id !== current.id)
    throw new Problem('rubric-invalid', 'The id of the question is not the one in the address.', [
      { field: '/question/id', detail: `must be "${current.id}"; a rubric keeps its id` },
    ]);
  return content;
}

/** Takes id, version and hash off a body that was read from here, so that it can be sent back whole; other values stay, to be refused. */
function withoutReadOnly(body: unknown, current: Rubric): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const readOnly: Record<string, unknown> = { id: current.id, version: current.version, hash: current.hash };
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => !(Object.hasOwn(readOnly, key) && readOnly[key] === value)));
}

function edit(actor: Actor, action: string, id: string, note: unknown, { now }: EditDeps) {
  const at = now();
  return [{ author: actor.name, note: parse(EditNote, note), at }, auditOf(actor, at, action, id)] as const;
}
