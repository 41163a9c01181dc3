import { useEffect, useRef } from 'react';
import type { Assessment } from '../../domain/assessment.ts';
import { isRead } from '../../domain/batch.ts';
import { needOf } from '../../domain/need.ts';
import { scriptWords } from '../class/class-words.ts';
import { Failure } from '../failure.tsx';
import { MarkHead } from '../mark-head.tsx';
import { MarkedEssay } from '../marked-essay.tsx';
import { useReading } from '../use-reading.ts';
import { AddWords } from './add-words.tsx';
import { AtHand } from './at-hand.tsx';
import { BlindMark } from './blind-mark.tsx';
import { ChangeArgument } from './change-argument.tsx';
import { ChangeClaim } from './change-claim.tsx';
import { ChangeFeedback } from './change-feedback.tsx';
import { ChangeMark } from './change-mark.tsx';
import { History } from './history.tsx';
import { Moves } from './moves.tsx';
import { ScriptQueries } from './script-queries.tsx';
import { useSelectedWords } from './selected-words.ts';
import { Reasons, useReasonsInForce } from './use-reasons.ts';
import { type Opened, useScript } from './use-script.ts';

/** One script of a class, as its teacher reads, changes and releases it. */
export function ScriptReview({ id }: { id: string }) {
  const { opened, problem, reload } = useScript(id);
  const reasons = useReasonsInForce();

  useEffect(() => {
    document.title = 'Review: Essay examiner';
  }, []);

  if (problem) return <Failure problem={problem} />;
  if (!opened) return <p role="status">Looking for the script…</p>;
  const { script, rubric } = opened;
  const maxMark = rubric.scheme.maxMark;
  if (script.blind) return <BlindMark id={id} text={script.text} maxMark={maxMark} onKept={reload} />;
  if (!script.assessment || !script.review) return <p>This essay is {scriptWords[script.state]}: there is nothing to review yet.</p>;
  return (
    <Reasons value={reasons}>
      <ScriptQueries id={id} state={script.state} />
      <Marked opened={opened} reload={reload} />
    </Reasons>
  );
}

/** To the place where a mark is set. */
const toMark = () => {
  document.getElementById('change-mark')?.scrollIntoView();
  document.getElementById('change-mark')?.focus({ preventScroll: true });
};

function Marked({ opened: { script, rubric }, reload }: { opened: Opened; reload: () => void }) {
  const reads = useReading(rubric);
  const assessment = script.assessment as Assessment;
  const { id, review, text, state, check, revised } = script;
  const essay = useRef<HTMLDivElement>(null);
  const [span, select] = useSelectedWords(essay, text);
  const choose = (claim: string | null) => {
    select(null);
    reads.choose(claim);
  };
  const reading = { ...reads, choose };
  if (!review) return null;
  const { mark, claims, feedback, flags, reason } = assessment;
  const { reasons } = needOf(assessment, rubric);
  const chosen = claims.find((claim) => claim.id === reading.chosen);
  const changing = { id, etag: review.etag, reload };
  const leaveClaim = (claim: string) => {
    choose(null);
    document.getElementById(claim)?.focus({ preventScroll: true });
  };
  return (
    <>
      <p>
        <span className="chip">{scriptWords[state]}</span> {reasons.join(' ')}
        {review.awardedByEngine !== null && review.awardedByEngine !== mark?.awarded && ` The engine gave ${review.awardedByEngine}.`}
        {review.givenUnseen.map(({ author, awarded }) => ` ${author} gave ${awarded} before seeing it.`)}
        {review.givenUnseen.some(({ awarded }) => awarded !== mark?.awarded) && (
          <>
            {' '}
            <button type="button" className="as-link" onClick={toMark}>
              Decide between them
            </button>
          </>
        )}
      </p>
      {flags.map((flag) => (
        <p key={flag.kind + flag.detail} className="flag">
          {flag.detail}
        </p>
      ))}
      {mark ? (
        <MarkHead mark={mark} check={check} read={revised || isRead(state)} summary={feedback.summary} rubric={rubric} />
      ) : (
        <p className="verdict-line">No mark: {reason}</p>
      )}
      <Moves script={script} onMoved={reload} />
      <div ref={essay}>
        <MarkedEssay text={text} assessment={assessment} reading={reading} everything />
      </div>
      {span ? (
        <div className="at-hand">
          <AddWords span={span} text={text} assessment={assessment} rubric={rubric} onClose={() => select(null)} {...changing} />
        </div>
      ) : chosen ? (
        <AtHand key={chosen.id} claim={chosen.id} onClose={() => leaveClaim(chosen.id)}>
          <ChangeClaim
            claim={chosen}
            onClose={() => leaveClaim(chosen.id)}
            onNote={() => select({ start: chosen.start, end: chosen.end })}
            {...changing}
          />
        </AtHand>
      ) : (
        <p className="soft">Choose a claim in the essay to change its verdict, or select words to write a note on them.</p>
      )}
      <h2>Change something else</h2>
      {state === 'released' && <p className="flag">The student has this. Take it back first to change it.</p>}
      <ChangeArgument assessment={assessment} {...changing} />
      <ChangeFeedback text={text} assessment={assessment} rubric={rubric} stale={review.stale} {...changing} />
      <ChangeMark awarded={mark?.awarded ?? null} maxMark={rubric.scheme.maxMark} unseen={review.givenUnseen} {...changing} />
      <History id={id} review={review} onKept={reload} />
    </>
  );
}
