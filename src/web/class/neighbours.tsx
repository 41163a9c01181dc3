import { useEffect, useRef, useState } from 'react';
import type { Assessment } from '../../domain/assessment.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type ApiProblem, loadRubric, loadSubmission, problemOf } from '../api.ts';
import { reviewAddress } from '../use-route.ts';
import type { Item } from './class-api.ts';
import { KeyFacts } from './key-facts.tsx';
import { Refused } from './refused.tsx';
import { Whose } from './whose.tsx';

/** An essay with what its mark rests on. */
export type Read = { item: Item; text: string; assessment: Assessment };
type Props = { batch: string; upper: Item; lower: Item; onClose: () => void };

/** Two essays that stand next to each other, side by side: what their marks rest on, then their words. */
export function Neighbours({ batch, upper, lower, onClose }: Props) {
  const [read, setRead] = useState<{ both: [Read, Read]; rubric: Rubric } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an item is known by its place
  useEffect(() => {
    let over = false;
    heading.current?.focus();
    const load = async () => {
      const both = await Promise.all([readItem(upper), readItem(lower)]);
      const rubric = await loadRubric(both[0].assessment.rubric);
      if (!over) setRead({ both, rubric });
    };
    load().catch((error) => over || setProblem(problemOf(error)));
    return () => {
      over = true;
    };
  }, [upper.n, lower.n]);

  return (
    <section className="neighbours" aria-labelledby="neighbours">
      <h3 id="neighbours" ref={heading} tabIndex={-1}>
        Side by side
      </h3>
      {problem && <Refused problem={problem} />}
      {!read && !problem && <p role="status">Reading both…</p>}
      {read && (
        <>
          <KeyFacts both={read.both} rubric={read.rubric} />
          <div className="pair">
            {read.both.map((one) => (
              <Words key={one.item.n} read={one} batch={batch} />
            ))}
          </div>
        </>
      )}
      <button type="button" className="as-link" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

function Words({ read: { item, text, assessment }, batch }: { read: Read; batch: string }) {
  return (
    <article>
      <h4>
        <a href={reviewAddress(batch, item.submissionId ?? '')}>
          <Whose item={item} />
        </a>
      </h4>
      <p className="soft">{assessment.feedback.summary}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="essay-text" tabIndex={0} aria-label={`The essay of ${item.name ?? item.identifier}`}>
        {text}
      </section>
    </article>
  );
}

async function readItem(item: Item): Promise<Read> {
  const { text, assessment } = await loadSubmission(item.submissionId ?? '');
  if (!assessment) throw new Error('nothing to compare');
  return { item, text, assessment };
}
