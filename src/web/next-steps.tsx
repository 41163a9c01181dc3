import type { Feedback } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';

/** What is good, and what to do next: the first step matters most. */
export function NextSteps({ feedback, rubric }: { feedback: Feedback; rubric: Rubric }) {
  return (
    <>
      {feedback.strengths.length > 0 && (
        <section aria-labelledby="strengths">
          <h2 id="strengths">What is good</h2>
          {feedback.strengths.map((strength) => (
            <p key={strength}>{strength}</p>
          ))}
        </section>
      )}
      <section aria-labelledby="next">
        <h2 id="next">What to do next</h2>
        <ol className="steps">
          {feedback.nextSteps.map(({ target, quote, advice }, i) => (
            <li key={target}>
              <h3>
                {rubric.scheme.targets[target]?.title ?? target}
                {i === 0 && <span className="first"> start here</span>}
              </h3>
              <q>{quote}</q>
              <p>{advice}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
