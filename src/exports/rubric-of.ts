import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';

/** The version of a rubric that a script was marked against: what a student is told is in its words. Of a class as a whole, the first. */
export function rubricOf(script: Pick<Script, 'assessment'> | null, rubrics: Rubric[]): Rubric {
  const rubric = rubrics.find(({ version }) => version === script?.assessment?.rubric.version) ?? rubrics[0];
  if (!rubric) throw new Error('a class has no rubric');
  return rubric;
}
