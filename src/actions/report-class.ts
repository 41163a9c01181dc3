import type { Actor } from '../domain/actor.ts';
import { type ClassReport, classReport } from '../domain/class-report.ts';
import { Problem } from '../domain/errors.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';

/**
 * What the class of a batch did and needs next, straight from what stands of its essays; seed scripts are left out.
 * @throws Problem `not-found`
 */
export function reportClass(actor: Actor, id: string, deps: BatchDeps): { title: string; report: ClassReport } {
  const { batch } = batchFor(actor, id, deps);
  const rubric = deps.store.rubric(batch.rubricId, batch.rubricVersion);
  if (!rubric) throw new Problem('internal', 'The rubric version of this batch is missing.');
  return { title: batch.title, report: classReport(deps.store.reportRows(id), rubric) };
}
