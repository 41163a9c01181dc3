import type { Actor } from '../domain/actor.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import { Problem } from '../domain/errors.ts';
import { medianOf } from '../marking/agreement.ts';
import { type MarkedScript, type Standardisation, seenOf, standardisationOf, verdictOf, worstMisses } from '../standardise.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { itemsOf } from './class-scripts.ts';
import { revisedScript } from './revised-script.ts';

/** How far apart two careful markers may be, in marks. */
export const TOLERANCE = 2;

/** The report of a standardisation, with its verdict in a sentence and the scripts that the engine misses by most. `unmarked`: still to be marked unseen. */
export type ClassAgreement = { report: Standardisation; sentence: string; misses: MarkedScript[]; unmarked: number };

/**
 * How far the engine agrees, in this very class, with the marks that teachers gave before they saw its own. Its marks are those it gave, before any
 * override.
 * @throws Problem `not-found`, or `conflict` where nobody has marked one unseen
 */
export function agreeOnClass(actor: Actor, id: string, deps: BatchDeps): ClassAgreement {
  const { batch } = batchFor(actor, id, deps);
  const { store } = deps;
  const rubric = store.rubric(batch.rubricId, batch.rubricVersion);
  if (!rubric) throw new Error('the rubric version of a batch is missing');
  const scripts: MarkedScript[] = [];
  const words: number[] = [];
  const answered: Standardisation['answered'] = [];
  let unmarked = 0;
  for (const item of itemsOf(id, deps)) {
    if (!item.blind || !item.submissionId) continue;
    const { marks, blind } = store.blindness(item.submissionId);
    const { submission, shown } = revisedScript(item.submissionId, store);
    if (!marks.length || isBlindTo(actor, { blind, marks }, submission.state)) unmarked += 1;
    else if (shown) {
      const given = marks.map(({ awarded }) => awarded);
      scripts.push({ id: item.identifier, marks: given, panel: medianOf(given), ...seenOf(shown.made) });
      words.push(item.words);
      if (!answered.some(({ model, version }) => model === shown.made.engine.model && version === shown.made.engine.version))
        answered.push(shown.made.engine);
    }
  }
  const [engine] = answered;
  if (!engine) throw new Problem('conflict', 'Nobody has marked an essay of this class unseen yet, so there is nothing to compare.');
  const panel = { name: 'the teachers of this class', people: true };
  const report = standardisationOf(scripts, words, { panel, engine, answered, rubric, tolerance: TOLERANCE });
  return { report, sentence: verdictOf(report).sentence, misses: worstMisses(report), unmarked };
}
