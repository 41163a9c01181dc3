import type { Rubric } from '../../src/domain/rubric.ts';
import type { Point } from '../../src/domain/rubric-parts.ts';
import { essays, rubric, timed } from './essays.ts';

/** How long rubrics of growing size take to be made ready, and an essay then. */
export async function rubricSize(): Promise<void> {
  for (const points of [50, 500, 2_000]) {
    const against = rubricOf(points);
    const [cold, warm] = [await timed(essays.slice(0, 1), { against }), await timed(essays.slice(0, 1), { against })];
    console.log(
      `a rubric of ${points.toLocaleString('en-GB')} points   made ready in ${(cold.milliseconds - warm.milliseconds).toFixed(0)} ms, an essay then takes ${warm.milliseconds.toFixed(0)} ms`,
    );
  }
}

/** The shipped rubric with so many points: its own again and again under other ids, without twins. */
function rubricOf(points: number): Rubric {
  const own = Object.entries(rubric.bank.points);
  const copies = Array.from({ length: points }, (_, i): [string, Point] => {
    const [id = '', point] = own[i % own.length] ?? [];
    if (!point) throw new Error('no point');
    return [`${id}-${i}`, { ...point, twins: [] }];
  });
  return { ...rubric, hash: `sha256-${points}`, bank: { ...rubric.bank, points: Object.fromEntries(copies), beyond: {} } };
}
