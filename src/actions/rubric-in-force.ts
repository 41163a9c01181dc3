import { Problem } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';

/**
 * The rubric that new essays are marked against: the one that is named, else the one that is listed first.
 * @throws Problem `rubric-unknown`
 */
export function rubricInForce(store: Pick<Store, 'rubrics'>, rubricId?: string): ReturnType<Store['rubrics']>[number] {
  const listed = store.rubrics();
  const rubric = rubricId === undefined ? listed[0] : listed.find((one) => one.id === rubricId);
  if (rubric) return rubric;
  throw new Problem('rubric-unknown', 'There is no rubric with this id; GET /api/v1/rubrics lists those there are.', [
    { field: 'rubricId', detail: 'must be the id of a rubric' },
  ]);
}
