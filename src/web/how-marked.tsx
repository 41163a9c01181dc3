import type { Assessment, Mark } from '../domain/assessment.ts';
import { Audited } from './audited.tsx';
import type { Reading } from './use-reading.ts';

/** The audit lines, step by step, and who made the mark. Closed until asked for. */
export function HowMarked({ assessment, mark, reading }: { assessment: Assessment; mark: Mark; reading: Reading }) {
  const { engine, rubric, createdAt } = assessment;
  // of a mark that a teacher set, a student is told that alone
  const bySteps = mark.why.length > 1;
  return (
    <details className="how">
      <summary>For teachers: how the mark was made</summary>
      {bySteps && (
        <p>
          The engine only observed: which claims hold, and what each paragraph does with them. These steps then turned what it saw into the
          mark; the same observations always give the same mark.
        </p>
      )}
      <ol>
        {mark.why.map((line) => (
          <li key={line}>
            <Audited text={line} onShow={reading.show} />
          </li>
        ))}
      </ol>
      <p className="soft">
        {bySteps ? 'Marked' : 'Read'} by{' '}
        {engine.model ? `${engine.model} (engine ${engine.id} ${engine.version})` : `the ${engine.id} engine, version ${engine.version}`}{' '}
        against {rubric.id}, version {rubric.version}, on <time dateTime={createdAt}>{new Date(createdAt).toLocaleString('en-GB')}</time>.
      </p>
    </details>
  );
}
