import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { loadRubrics, type RubricName } from './class-api.ts';
import { Refused } from './refused.tsx';
import { SeedForm } from './seed-form.tsx';
import { SeedRow } from './seed-row.tsx';
import { loadSeeds, type Seed } from './seeds-api.ts';

/** Every seed script of the department with what the engine made of it, and a place to register another. */
export function SeedsPage() {
  const [seeds, setSeeds] = useState<Seed[] | null>(null);
  const [rubrics, setRubrics] = useState<RubricName[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const load = () => {
    setProblem(null);
    loadSeeds().then(setSeeds, (error) => setProblem(problemOf(error)));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    document.title = 'Seed scripts: Essay examiner';
    load();
    loadRubrics().then(setRubrics, () => setRubrics([]));
  }, []);

  const again = (words: string) => {
    setTold(words);
    load();
  };
  return (
    <>
      <h1>Seed scripts</h1>
      <p>
        Essays whose mark your department has settled. Slipped into a class among the others, they show whether the marking still holds. No
        student sees them, and they are in no report and no export.
      </p>
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && <Refused problem={problem} onRetry={load} />}
      {seeds?.length === 0 && <p>There is none yet.</p>}
      <ul className="queue">
        {seeds?.map((seed) => (
          <SeedRow
            key={seed.id}
            seed={seed}
            question={rubrics.find(({ id }) => id === seed.rubricId)?.title ?? seed.rubricId}
            onDeleted={() => again(`“${seed.title}” is deleted with its markings.`)}
          />
        ))}
      </ul>
      <h2>Register a seed script</h2>
      <SeedForm
        rubrics={rubrics}
        onAdded={(title) => again(`“${title}” is registered. A class takes it in when you ask for seed scripts.`)}
      />
    </>
  );
}
