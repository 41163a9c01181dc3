import { useEffect, useRef } from 'react';
import type { Rubric } from '../domain/rubric.ts';
import { DeleteEssay } from './delete-essay.tsx';
import { Failure } from './failure.tsx';
import { MarkedPage } from './marked-page.tsx';
import { useSubmission } from './use-submission.ts';
import { Waiting } from './waiting.tsx';

/** One submission: the wait, the marked text, or why there is no mark. */
export function SubmissionPage({ id, rubric, onDeleted }: { id: string; rubric: Rubric; onDeleted: () => void }) {
  const { loaded, problem, seconds, retry } = useSubmission(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const mark = loaded?.assessment?.mark;
  const ready = Boolean(loaded && loaded.state !== 'waiting');

  useEffect(() => {
    document.title = mark ? `${mark.awarded} out of ${mark.outOf}: Essay examiner` : 'Essay examiner';
    if (ready) heading.current?.focus();
  }, [mark, ready]);

  if (problem) return <Failure problem={problem} onRetry={retry} />;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {ready ? 'Your marked essay' : 'Marking your essay'}
      </h1>
      {loaded?.assessment && ready ? (
        <MarkedPage text={loaded.text} assessment={loaded.assessment} rubric={rubric} />
      ) : (
        <Waiting seconds={seconds} />
      )}
      {loaded && <DeleteEssay id={id} onDeleted={onDeleted} />}
    </>
  );
}
