import { useEffect, useRef, useState } from 'react';
import { isRead } from '../domain/batch.ts';
import type { Rubric } from '../domain/rubric.ts';
import { loadRubric } from './api.ts';
import { DeleteEssay } from './delete-essay.tsx';
import { Failure } from './failure.tsx';
import { MarkedPage } from './marked-page.tsx';
import { SecondLook } from './second-look.tsx';
import { useSubmission } from './use-submission.ts';
import { Waiting } from './waiting.tsx';

/** What a submission was marked against: nearly always what the page has already. Null while another is being loaded. */
function useRubricOf(name: { id: string; version: number } | undefined, here: Rubric): Rubric | null {
  const [other, setOther] = useState<Rubric | null>(null);
  const [id, version] = [name?.id, name?.version];
  const same = id === undefined || version === undefined || (id === here.id && version === here.version);
  useEffect(() => {
    // where it cannot be loaded, ids stand in for titles
    if (!same) loadRubric({ id, version }).then(setOther, () => setOther(here));
  }, [same, id, version, here]);
  return same ? here : other;
}

/** One submission: the wait, the marked text, or why there is no mark. */
export function SubmissionPage({ id, rubric, onDeleted }: { id: string; rubric: Rubric; onDeleted: () => void }) {
  const { loaded, problem, seconds, retry } = useSubmission(id);
  const own = useRubricOf(loaded?.assessment?.rubric ?? loaded?.rubric, rubric);
  const heading = useRef<HTMLHeadingElement>(null);
  const mark = loaded?.assessment?.mark;
  const held = loaded?.mode === 'class' && !loaded.assessment;
  const ready = Boolean(held || (loaded && loaded.state !== 'waiting'));

  useEffect(() => {
    document.title = mark ? `${mark.awarded} out of ${mark.outOf}: Essay examiner` : 'Essay examiner';
    if (ready) heading.current?.focus();
  }, [mark, ready]);

  if (problem) return <Failure problem={problem} onRetry={retry} />;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {ready ? (loaded?.assessment ? 'Your marked essay' : 'Your essay is handed in') : 'Marking your essay'}
      </h1>
      {held ? (
        <p className="lead">Your teacher has it. You see the result here when it is released.</p>
      ) : loaded?.assessment && ready && own ? (
        <MarkedPage
          text={loaded.text}
          assessment={loaded.assessment}
          check={loaded.check}
          read={loaded.revised || isRead(loaded.state)}
          rubric={own}
        >
          {loaded.mode === 'class' && loaded.state === 'released' && <SecondLook id={id} />}
        </MarkedPage>
      ) : (
        <Waiting seconds={seconds} putOff={loaded?.putOff} />
      )}
      {loaded?.mode === 'practice' && <DeleteEssay id={id} onDeleted={onDeleted} />}
    </>
  );
}
