import type { Rubric } from '../domain/rubric.ts';
import { verdictOrder, verdictWords } from '../domain/words.ts';

/** How essays are marked, what a mark is worth, and what happens to an essay. */
export function About({ rubric }: { rubric: Rubric }) {
  const { scheme } = rubric;
  const levels = Object.entries(scheme.levels).sort(([a], [b]) => Number(b) - Number(a));
  const criteria = Object.entries(scheme.criteria).sort(([, a], [, b]) => a.order - b.order);
  return (
    <section className="about no-print" aria-labelledby="about">
      <h2 id="about">Before you trust a mark</h2>
      <details>
        <summary>How an essay is marked</summary>
        <p>
          Each quality is read by what the answer does, and comes some way up the levels; the answer as a whole comes as far as its
          qualities together. That gives the level first, and then the place inside it. So one part may stand above the level and another
          below it. Length earns nothing; what lifts an answer is argument carried by exact knowledge.
        </p>
        <dl className="levels">
          {levels.map(([name, { min, max, descriptor, criteria: held }]) => (
            <div key={name}>
              <dt>
                Level {name}, {min} to {max} marks
              </dt>
              <dd>
                {descriptor}
                <ul>
                  {criteria.map(([id, { title }]) => (
                    <li key={id}>
                      <b>{title}:</b> {held[id]?.descriptor}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>What the signs mean</summary>
        <dl className="signs">
          {verdictOrder.map((verdict) => (
            <div key={verdict}>
              <dt>
                <span className={`tag ${verdict}`}>
                  <span aria-hidden="true">{verdictWords[verdict].sign}</span> {verdictWords[verdict].label}
                </span>
              </dt>
              <dd>{verdictWords[verdict].means}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>What a mark is worth</summary>
        <p>
          It is made by a program that can misread a sentence, miss a point put in unusual words, and know less than your teacher. It is
          shown with its range for that reason. It is called a practice mark until a department has checked this marker against its own
          marks; then what was checked stands beside it. Use it to find what to check and what to rewrite. It must not be the only marker of
          regulated or assessed work: there, a person decides.
        </p>
      </details>
      <details>
        <summary>What happens to your essay</summary>
        <p>
          It is kept on the machine that runs this page, so that its link shows it again, and it can be read through that link and by staff
          with a key. Deleting it removes the essay and everything made from it. If this service is set up with a model, the text is sent to
          that model’s provider; a candidate’s name that was given with it is blanked first, unless it is also a word of the topic. The
          marked page says which engine was used. Do not write your name in the essay.
        </p>
      </details>
    </section>
  );
}
