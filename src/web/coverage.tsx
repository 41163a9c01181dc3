import type { Assessment, ThemeCoverage } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';

const DEPTH: Record<ThemeCoverage['status'], number> = { absent: 0, mentioned: 1, developed: 2 };

/** Themes and phases as a small picture: how deep the answer goes into each, never how many points it met. */
export function Coverage({ assessment, rubric }: { assessment: Assessment; rubric: Rubric }) {
  const { themes, phases } = rubric.bank;
  return (
    <section aria-labelledby="covers">
      <h2 id="covers">What it covers</h2>
      <div className="covers">
        <div>
          <h3>Themes</h3>
          <ul>
            {assessment.coverage.map(({ theme, status }) => (
              <Depth key={theme} title={themes[theme]?.title ?? theme} status={status} />
            ))}
          </ul>
        </div>
        <div>
          <h3>Phases</h3>
          <ul>
            {assessment.phases.map(({ phase, status }) => (
              <Depth key={phase} title={`${phase.replace('-', '–')} ${phases[phase]?.title ?? ''}`} status={status} />
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

const Depth = ({ title, status }: { title: string; status: ThemeCoverage['status'] }) => (
  <li className={`depth ${status}`}>
    <span className="title">{title}</span>
    <span className="dots" aria-hidden="true">
      <i className={DEPTH[status] > 0 ? 'on' : ''} />
      <i className={DEPTH[status] > 1 ? 'on' : ''} />
    </span>
    <span className="word">{status}</span>
  </li>
);
