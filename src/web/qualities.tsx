import type { CriterionResult } from '../domain/assessment.ts';
import { Audited } from './audited.tsx';
import type { Reading } from './use-reading.ts';

/** Between what a level says, what was found, and what the next level needs. */
const PARTS = / (?=Here: |Level \d needs )/u;

/** The qualities of the scheme with the level each comes to, what was found of it, and what the next one needs. */
export function Qualities({ criteria, reading }: { criteria: CriterionResult[]; reading: Reading }) {
  const { scheme } = reading.rubric;
  const top = Object.keys(scheme.levels).length;
  return (
    <section aria-labelledby="qualities">
      <h2 id="qualities">Its qualities</h2>
      <p className="soft">
        Each stands at the level that all of its parts come to together, so one part may be further on than another. What is furthest behind
        is what the next level needs most.
      </p>
      <div className="qualities">
        {criteria.map(({ id, level, why }) => (
          <div key={id} className="quality">
            <h3>{scheme.criteria[id]?.title ?? id}</h3>
            <p className="rung">
              <span className="dots" aria-hidden="true">
                {Object.keys(scheme.levels).map((name) => (
                  <i key={name} className={Number(name) <= level ? 'on' : ''} />
                ))}
              </span>
              {level ? `level ${level} of ${top}` : 'not yet at level 1'}
            </p>
            {why.split(PARTS).map((part) => (
              <p key={part}>
                <Audited text={part} onShow={reading.show} />
              </p>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
