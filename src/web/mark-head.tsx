import type { Mark } from '../domain/assessment.ts';
import type { CheckFigures } from '../domain/check.ts';
import type { Rubric } from '../domain/rubric.ts';
import { caveatOf, markLabel, withoutReferences } from '../domain/words.ts';

/** `read`: a teacher stands for the mark. */
type Props = { mark: Mark; check: CheckFigures | null; read?: boolean; summary: string; rubric: Rubric };

/** The mark with its level and range, what it is worth, and why it is not higher. */
export function MarkHead({ mark, check, read = false, summary, rubric }: Props) {
  const { awarded, outOf, level, range, confidence, whyNotHigher } = mark;
  const levels = Object.entries(rubric.scheme.levels);
  const part = (marks: number) => `${(marks / outOf) * 100}%`;
  const lowest = Math.max(0, range[0] - 1);
  return (
    <section className="head two" aria-label="The mark">
      <div>
        <p className="verdict-line">
          <strong className="mark">{awarded}</strong> <span className="out-of">out of {outOf}</span>
          <span className="level">level {level}</span>
          <span className="worth">{markLabel(check, read)}</span>
        </p>
        <div
          className="scale"
          role="img"
          aria-label={`Level ${level} of ${levels.length}: ${awarded} out of ${outOf}, with a range from ${range[0]} to ${range[1]}.`}
        >
          {levels.map(([name, { min, max }]) => (
            <span
              key={name}
              className={Number(name) === level ? 'band here' : 'band'}
              style={{ left: part(min - 1), width: part(max - min + 1) }}
            >
              {name}
            </span>
          ))}
          <span className="range" style={{ left: part(lowest), width: part(range[1] - lowest) }} />
          <span className="pin" style={{ left: part(Math.max(0, awarded - 0.5)) }} />
        </div>
        <p className="soft">
          Another careful marker could give {range[0]} to {range[1]} ({confidence} confidence). {caveatOf(check, read)}
        </p>
      </div>
      <div>
        <p>{summary}</p>
        <h2>Why not higher</h2>
        <p>{withoutReferences(whyNotHigher)}</p>
      </div>
    </section>
  );
}
