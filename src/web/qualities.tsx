import type { CriterionResult } from '../domain/assessment.ts';
import { Audited } from './audited.tsx';
import type { Reading } from './use-reading.ts';

/** The qualities of the scheme with the level each reaches, what that level says, and what the next one asks. */
export function Qualities({ criteria, reading }: { criteria: CriterionResult[]; reading: Reading }) {
  const { scheme } = reading.rubric;
  const top = Object.keys(scheme.levels).length;
  return (
    <section aria-labelledby="qualities">
      <h2 id="qualities">Its qualities</h2>
      <div className="qualities">
        {criteria.map(({ id, level, why }) => {
          const next = scheme.levels[String(level + 1)]?.criteria[id];
          return (
            <div key={id} className="quality">
              <h3>{scheme.criteria[id]?.title ?? id}</h3>
              <p className="rung">
                <span className="dots" aria-hidden="true">
                  {Object.keys(scheme.levels).map((name) => (
                    <i key={name} className={Number(name) <= level ? 'on' : ''} />
                  ))}
                </span>
                level {level} of {top}
              </p>
              <p>{scheme.levels[String(level)]?.criteria[id]?.descriptor ?? 'Not yet at the first level.'}</p>
              {next?.lacking && (
                <p className="soft">
                  For level {level + 1}: {next.lacking}.
                </p>
              )}
              <details>
                <summary>Why this level</summary>
                <p>
                  <Audited text={why} onShow={reading.show} />
                </p>
              </details>
            </div>
          );
        })}
      </div>
    </section>
  );
}
