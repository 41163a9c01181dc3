import type { Actor } from '../domain/actor.ts';
import type { Batch, ScriptState } from '../domain/batch.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import { CheckFigures } from '../domain/check.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import type { ListedItem } from '../store/class-store.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { revisedScript } from './revised-script.ts';

/** `stale`: some of its feedback was written for another level. `unseen`: whoever asks has yet to mark it before seeing the engine's mark. */
export type LeftOut = { identifier: string; why: 'not-yet' | 'stale' | 'unseen' };
/** `check`: the department's own that holds for what was marked; null where there is none for some of it. */
export type ClassScripts = { batch: Batch; rubric: Rubric; scripts: Script[]; leftOut: LeftOut[]; check: CheckFigures | null };

/** Most scripts that are put into one file: their assessments are in memory together. */
const MOST = 2000;
const PAGE = 500;

/**
 * The scripts of a batch in these states (all when left out) with every override in force, in the order in which they were sent; seed scripts
 * are not among them. `fresh`: those with stale feedback are left out, as they may not reach a student.
 * @throws Problem `not-found`, or `conflict` where there are more than fit into one file
 */
export function classScripts(
  actor: Actor,
  id: string,
  { states, fresh = false }: { states?: readonly ScriptState[] | undefined; fresh?: boolean },
  deps: BatchDeps,
): ClassScripts {
  const { batch } = batchFor(actor, id, deps);
  const { store } = deps;
  const rubric = store.rubric(batch.rubricId, batch.rubricVersion);
  if (!rubric) throw new Error('the rubric version of a batch is missing');
  const own = new Set(store.reportRows(id).map(({ submissionId }) => submissionId));
  if (own.size > MOST)
    throw new Problem('conflict', `This batch has ${own.size} essays, and a file takes ${MOST} at most; read them from its items instead.`);
  const scripts: Script[] = [];
  const leftOut: LeftOut[] = [];
  const checks: (CheckFigures | null)[] = [];
  for (const item of itemsOf(id, deps)) {
    const { submissionId, identifier } = item;
    if (!submissionId || !own.has(submissionId)) continue;
    const { submission, shown } = revisedScript(submissionId, store);
    const unseen = isBlindTo(actor, store.blindness(submissionId), submission.state);
    const why =
      states && !states.includes(submission.state)
        ? 'not-yet'
        : fresh && unseen
          ? 'unseen'
          : fresh && shown?.revised.stale.length
            ? 'stale'
            : null;
    if (why) leftOut.push({ identifier, why });
    else {
      const { fileName, name, group, words } = item;
      const seen = unseen ? null : shown;
      const assessment = seen?.revised.assessment ?? null;
      if (assessment?.mark) checks.push(store.checkFor(assessment));
      scripts.push({
        ...{ submissionId, identifier, name, group, fileName, words, text: submission.text, state: submission.state },
        ...{ assessment, awardedByEngine: seen?.made.mark?.awarded ?? null, overrides: seen?.overrides ?? [] },
      });
    }
  }
  return { batch, rubric, scripts, leftOut, check: checkOfAll(checks) };
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
