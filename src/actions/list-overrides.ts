import { type Actor, demand } from '../domain/actor.ts';
import type { Override } from '../domain/override.ts';
import type { Store } from '../store/store.ts';
import { revisedScript } from './revised-script.ts';
import { demandSight, type Reviewed, reviewTag } from './script-to-review.ts';

/** `tag`: the ETag for the next change; null where nothing is marked yet. */
export type History = { overrides: Override[]; stale: string[]; tag: string | null };

/**
 * Everything that teachers changed in any assessment of a submission, oldest first, and what of their words is stale.
 * @throws Problem `not-found`, or `conflict` when this teacher has yet to mark it unseen
 */
export function listOverrides(actor: Actor, id: string, { store }: { store: Reviewed & Pick<Store, 'overrides'> }): History {
  demand(actor, 'review-script');
  const { submission, shown } = revisedScript(id, store);
  demandSight(actor, submission, store);
  const overrides = store.assessments(id).flatMap((one) => store.overrides(one.id));
  return { overrides: overrides.sort(byTime), stale: shown?.revised.stale ?? [], tag: shown && reviewTag(shown) };
}

const byTime = (a: Override, b: Override) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
