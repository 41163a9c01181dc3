import { useEffect, useRef, useState } from 'react';
import type { Rubric } from '../../domain/rubric.ts';
import { type ApiProblem, type Loaded, loadRubric, loadSubmission, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import type { Item } from './class-api.ts';
import { Whose } from './whose.tsx';

/** Two essays side by side, each with what its mark rests on. */
export function Neighbours({ upper, lower, onClose }: { upper: Item; lower: Item; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair is begun at its heading
  useEffect(() => heading.current?.focus(), [upper.n, lower.n]);
  return (
    <section className="neighbours" aria-labelledby="neighbours">
      <h3 id="neighbours" ref={heading} tabIndex={-1}>
        Side by side
      </h3>
      <div className="pair">
        <Neighbour key={upper.n} item={upper} />
        <Neighbour key={lower.n} item={lower} />
      </div>
      <button type="button" className="as-link" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

function Neighbour({ item }: { item: Item }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [rubric, setRubric] = useState<Rubric | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    const load = async () => {
      const found = await loadSubmission(item.submissionId ?? '');
      setRubric(await loadRubric(found.rubric));
      setLoaded(found);
    };
    load().catch((error) => setProblem(problemOf(error)));
  }, [item.submissionId]);
  const assessment = loaded?.assessment;
  return (
    <article>
      <h4>
        <Whose item={item} />: {item.mark?.awarded} out of {item.mark?.outOf}
      </h4>
      {problem && <Failure problem={problem} />}
      {assessment && (
        <>
          <p>{assessment.feedback.summary}</p>
          <ul>
            {assessment.criteria.map(({ id, level, why }) => (
              <li key={id}>
                <strong>{rubric?.scheme.criteria[id]?.title ?? id}</strong>, level {level}: {why}
              </li>
            ))}
          </ul>
          <p className="soft">{assessment.mark?.whyNotHigher}</p>
        </>
      )}
      {loaded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="essay-text" tabIndex={0} aria-label={`The essay of ${item.name ?? item.identifier}`}>
          {loaded.text}
        </section>
      )}
    </article>
  );
}
