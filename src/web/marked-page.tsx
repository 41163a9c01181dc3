import { type ReactNode, useState } from 'react';
import type { Assessment } from '../domain/assessment.ts';
import type { CheckFigures } from '../domain/check.ts';
import type { Rubric } from '../domain/rubric.ts';
import { Corrections } from './corrections.tsx';
import { Coverage } from './coverage.tsx';
import { EveryClaim } from './every-claim.tsx';
import { HowMarked } from './how-marked.tsx';
import { MarkHead } from './mark-head.tsx';
import { MarkedEssay } from './marked-essay.tsx';
import { NextSteps } from './next-steps.tsx';
import { Qualities } from './qualities.tsx';
import { useReading } from './use-reading.ts';

type Props = { text: string; assessment: Assessment; check: CheckFigures | null; read: boolean; rubric: Rubric; children?: ReactNode };

/** A marked essay. `check` is the department's own that holds for its mark; `read`: a teacher stands for it. `children` stand beside the mark. */
export function MarkedPage({ text, assessment, check, read, rubric, children }: Props) {
  const reading = useReading(rubric);
  const [everything, setEverything] = useState(false);
  const { mark, feedback, flags, reason } = assessment;
  const told = flags.filter((flag) => flag.audience === 'student');
  const unread = !mark && assessment.claims.length === 0;
  return (
    <>
      {mark ? (
        <MarkHead mark={mark} check={check} read={read} summary={feedback.summary} rubric={rubric} />
      ) : (
        <section className="head" aria-label="No mark">
          <p className="verdict-line">No mark yet: a teacher needs to look at this essay.</p>
          <p>{reason}</p>
          {!unread && <p>{feedback.summary}</p>}
        </section>
      )}
      {told.map((flag) => (
        <p key={flag.kind + flag.detail} className="flag">
          {flag.detail}
        </p>
      ))}
      {children}
      <MarkedEssay
        text={text}
        assessment={assessment}
        reading={reading}
        everything={everything}
        {...(!unread && { onEverything: setEverything })}
      />
      {!unread && (
        <>
          {everything && <EveryClaim claims={assessment.claims} reading={reading} />}
          {feedback.nextSteps.length > 0 && <NextSteps feedback={feedback} rubric={rubric} />}
          <Corrections corrections={feedback.corrections} reading={reading} />
          <Coverage assessment={assessment} rubric={rubric} />
        </>
      )}
      {mark && (
        <>
          <Qualities criteria={assessment.criteria} reading={reading} />
          <HowMarked assessment={assessment} mark={mark} reading={reading} />
        </>
      )}
    </>
  );
}
