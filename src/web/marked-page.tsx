import { useState } from 'react';
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

/** What the parts of the page share: which claim is chosen, which corrections are revealed, and how to go to a place in the essay. */
export type Reading = {
  rubric: Rubric;
  chosen: string | null;
  revealed: ReadonlySet<string>;
  choose: (claim: string | null) => void;
  reveal: (claim: string) => void;
  /** Scrolls to a claim (`clm_3`, which is chosen too) or a paragraph (`par_2`). */
  show: (id: string) => void;
};

type Props = { text: string; assessment: Assessment; check: CheckFigures | null; rubric: Rubric };

/** A marked essay. `check` is the department's own that holds for its mark. */
export function MarkedPage({ text, assessment, check, rubric }: Props) {
  const [chosen, choose] = useState<string | null>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const reading: Reading = {
    rubric,
    chosen,
    revealed,
    choose,
    reveal: (claim) => setRevealed((known) => new Set([...known, claim])),
    show: (id) => {
      if (id.startsWith('clm_')) choose(id);
      const place = document.getElementById(id);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    },
  };
  const { mark, feedback, flags, reason } = assessment;
  const told = flags.filter((flag) => flag.audience === 'student');
  const unread = !mark && assessment.claims.length === 0;
  return (
    <>
      {mark ? (
        <MarkHead mark={mark} check={check} summary={feedback.summary} rubric={rubric} />
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
