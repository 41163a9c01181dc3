import type { Actor } from '../domain/actor.ts';
import { type Batch, isRead, type ScriptState } from '../domain/batch.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import { CheckFigures } from '../domain/check.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Script, withoutEssay } from '../domain/script.ts';
import type { ListedItem } from '../store/class-store.ts';
import { turns } from '../turns.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { revisedScript } from './revised-script.ts';

/** `stale`: some of its feedback was written for another level. `unseen`: whoever asks has yet to mark it before seeing the engine's mark. */
export type LeftOut = { identifier: string; why: 'not-yet' | 'stale' | 'unseen' };
/**
 * `rubrics`: the versions that its scripts were marked against, that of the batch first. `parts`: the scripts as JSON, some in each; `count` of them. `allRead`: a teacher has read them all. `check`: the department's own that holds for
 * what was marked; null where there is none for some of it.
 */
export type ClassScripts = {
  batch: Batch;
  rubrics: Rubric[];
  parts: string[];
  count: number;
  allRead: boolean;
  leftOut: LeftOut[];
  check: CheckFigures | null;
};

/** Most scripts that are put whole into one file, such as sheets: beyond that they would take gigabytes of memory together. */
const MOST_WHOLE = 2000;
const PAGE = 500;
const PART = 100;

/**
 * The scripts of a batch in these states (all when left out) with every override in force, in the order in which they were sent; seed scripts
 * are not among them. `fresh`: those with stale feedback are left out, as they may not reach a student. `whole`: with their essays. Takes turns
 * with other work.
 * @throws Problem `not-found`, or `conflict` where there are more than fit into one file
 */
export async function classScripts(
  actor: Actor,
  id: string,
  { states, fresh, whole }: { states: readonly ScriptState[] | undefined; fresh: boolean; whole: boolean },
  deps: BatchDeps,
): Promise<ClassScripts> {
  const { batch } = batchFor(actor, id, deps);
  const { store } = deps;
  const own = new Set(store.reportRows(id).map(({ submissionId }) => submissionId));
  if (whole && own.size > MOST_WHOLE)
    throw new Problem(
      'conflict',
      `This batch has ${own.size} essays, and a file of sheets takes ${MOST_WHOLE} at most. Send such a class in as several batches.`,
    );
  const turn = turns();
  const told: Pick<ClassScripts, 'parts' | 'leftOut'> = { parts: [], leftOut: [] };
  const checks: (CheckFigures | null)[] = [];
  const versions = new Set([batch.rubricVersion]);
  let [count, allRead, part] = [0, true, [] as string[]];
  for (const item of itemsOf(id, deps)) {
    await turn();
    if (!item.submissionId || !own.has(item.submissionId)) continue;
    const found = scriptOf(actor, item, { states, fresh }, store);
    if (!found) continue;
    if ('why' in found) told.leftOut.push(found);
    else {
      if (found.assessment?.mark) checks.push(store.checkFor(found.assessment));
      if (found.assessment) versions.add(found.assessment.rubric.version);
      allRead &&= isRead(found.state);
      part.push(JSON.stringify(whole ? found : withoutEssay(found)));
      if (++count % PART === 0) told.parts.push(joined(part.splice(0)));
    }
  }
  if (part.length) told.parts.push(joined(part));
  // it may have been deleted meanwhile
  batchFor(actor, id, deps);
  const rubrics = [...versions].flatMap((version) => store.rubric(batch.rubricId, version) ?? []);
  return { batch, rubrics, ...told, count, allRead, check: checkOfAll(checks) };
}

const joined = (scripts: string[]) => `[${scripts.join(',')}]`;

/** The script of an item, or why it is left out; null where it is gone. */
function scriptOf(
  actor: Actor,
  { submissionId, identifier, fileName, name, group, words }: ListedItem,
  { states, fresh }: { states: readonly ScriptState[] | undefined; fresh: boolean },
  store: BatchDeps['store'],
): Script | LeftOut | null {
  if (!submissionId || !store.essay(submissionId)) return null;
  const { submission, shown } = revisedScript(submissionId, store);
  const { state, text } = submission;
  const unseen = isBlindTo(actor, store.blindness(submissionId), state);
  if (states && !states.includes(state)) return { identifier, why: 'not-yet' };
  if (fresh && unseen) return { identifier, why: 'unseen' };
  if (fresh && shown?.revised.stale.length) return { identifier, why: 'stale' };
  const seen = unseen ? null : shown;
  return {
    ...{ submissionId, identifier, name, group, fileName, words, text, state },
    assessment: seen?.revised.assessment ?? null,
    awardedByEngine: seen?.made.mark?.awarded ?? null,
    overrides: seen?.overrides ?? [],
  };
}

/** Every accepted item of a batch, in the order in which they were sent. */
export function* itemsOf(id: string, { store }: BatchDeps): Generator<ListedItem> {
  for (let after: number | undefined; ; ) {
    const page = store.items(id, { limit: PAGE, outcome: 'accepted', sort: 'order', ...(after !== undefined && { after }) });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.n;
  }
}

const checkOfAll = ([first, ...others]: (CheckFigures | null)[]): CheckFigures | null =>
  first && others.every(Boolean) ? CheckFigures.parse(first) : null;
