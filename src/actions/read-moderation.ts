import { type Actor, mayDo } from '../domain/actor.ts';
import { type Batch, isRead } from '../domain/batch.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import { type Moderated, usualSize } from '../domain/moderation.ts';
import type { Rubric } from '../domain/rubric.ts';
import { agreementOf } from '../marking/agreement.ts';
import type { ListedItem } from '../store/class-store.ts';
import { TOLERANCE } from './agree-on-class.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { itemsOf } from './class-scripts.ts';

/** A script of the sample: `now` is the mark that it has now, null where it has none. `outcome` is null until a moderator has settled it. */
export type ModeratedScript = Moderated &
  Pick<ListedItem, 'n' | 'identifier' | 'name' | 'group' | 'state'> & { now: number | null; outcome: 'agreed' | 'changed' | null };
/** Of the scripts that are settled: gaps in marks, `bias` above 0 where the teacher was the more generous. `within`: the mean gap is within the tolerance. */
export type ModerationFigures = {
  settled: number;
  agreed: number;
  withinTolerance: number;
  meanGap: number;
  bias: number;
  within: boolean;
};
/** `read`: how many scripts a sample can be drawn from; `usual`: how many it would then have at least. `figures`: null until one is settled. */
export type Moderation = {
  scripts: ModeratedScript[];
  figures: ModerationFigures | null;
  tolerance: number;
  outOf: number;
  read: number;
  usual: number;
  mayModerate: boolean;
};

/**
 * The moderation sample of a class and how far the moderator agreed with it; no scripts where none is drawn yet.
 * @throws Problem `not-found`
 */
export function readModeration(actor: Actor, id: string, deps: BatchDeps): Moderation {
  const { batch } = batchFor(actor, id, deps);
  const { scheme } = rubricOfBatch(batch, deps);
  const items = new Map(ownItems(id, deps).map((item) => [item.submissionId, item]));
  const scripts = deps.store.moderation(id).flatMap((script): ModeratedScript[] => {
    const item = items.get(script.submissionId);
    // one that this teacher has yet to mark unseen is kept from them here too
    if (!item?.state || isBlindTo(actor, deps.store.blindness(script.submissionId), item.state)) return [];
    const { n, identifier, name, group, state, awarded: now } = item;
    const outcome = script.settled === null ? null : script.settled === script.awarded ? 'agreed' : 'changed';
    return [{ ...script, n, identifier, name, group, state, now, outcome }];
  });
  const read = [...items.values()].filter(isReadItem).length;
  return {
    ...{ scripts, figures: figuresOf(scripts, scheme), tolerance: TOLERANCE, outOf: scheme.maxMark },
    ...{ read, usual: Math.min(read, usualSize(read)), mayModerate: mayDo(actor, 'moderate-class') },
  };
}

function figuresOf(scripts: Moderated[], { maxMark, levels }: Rubric['scheme']): ModerationFigures | null {
  const pairs = scripts.flatMap(({ awarded, settled }) => (settled === null ? [] : { mark: awarded, reference: settled }));
  if (!pairs.length) return null;
  const levelStarts = Object.values(levels).map(({ min }) => min);
  const { withinTolerance, meanGap, bias } = agreementOf(pairs, { maxMark, levelStarts, tolerance: TOLERANCE });
  const agreed = pairs.filter(({ mark, reference }) => mark === reference).length;
  return { settled: pairs.length, agreed, withinTolerance, meanGap, bias, within: meanGap <= TOLERANCE };
}

/** The accepted items of a batch but seed scripts. */
export function ownItems(id: string, deps: BatchDeps): ListedItem[] {
  const own = new Set(deps.store.reportRows(id).map(({ submissionId }) => submissionId));
  return [...itemsOf(id, deps)].filter(({ submissionId }) => submissionId !== null && own.has(submissionId));
}

/** Whether somebody has read a script, and it has a mark. */
export const isReadItem = ({ state, awarded }: ListedItem): boolean => state !== null && isRead(state) && awarded !== null;

export function rubricOfBatch({ rubricId, rubricVersion }: Batch, { store }: BatchDeps): Rubric {
  const rubric = store.rubric(rubricId, rubricVersion);
  if (!rubric) throw new Error('the rubric version of a batch is missing');
  return rubric;
}
