import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { ASSIGNMENTS, classAddress } from '../use-route.ts';
import { type Assignment, type ClassNow, deleteAssignment, loadAssignment, loadClass } from './assignments-api.ts';
import { sendAssignment } from './class-api.ts';
import { ClassList } from './class-list.tsx';
import { closesWords, seenWords } from './class-words.ts';
import { CopyLink } from './copy-link.tsx';
import { DeleteForGood } from './delete-for-good.tsx';
import { Refused } from './refused.tsx';

/** One assignment: the link for students, who has handed in, and the way to marking it. */
export function AssignmentPage({ id }: { id: string }) {
  const [assignment, setAssignment] = useState<Assignment | null>(null);
  const [now, setNow] = useState<ClassNow | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const ready = Boolean(assignment && now);
  const load = () => {
    setProblem(null);
    Promise.all([loadAssignment(id).then(setAssignment), loadClass(id).then(setNow)]).catch((error) => setProblem(problemOf(error)));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each assignment
  useEffect(() => {
    document.title = 'Assignment: Essay examiner';
    load();
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is there
  useEffect(() => heading.current?.focus(), [ready]);

  if (problem) return <Refused problem={problem} onRetry={load} />;
  if (!assignment || !now) return <p role="status">Looking for the assignment…</p>;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Assignment
      </h1>
      <blockquote className="question">{assignment.task}</blockquote>
      <p className="soft">
        {closesWords(assignment.closes)} {seenWords[assignment.mode]}
      </p>
      <CopyLink label="The link for students" address={new URL(assignment.links.students, location.origin).href} />
      <ClassList assignment={id} now={now} onList={load} />
      <MarkIt assignment={assignment} />
      <DeleteForGood
        label="Delete this assignment and its essays"
        sure="Delete it and its essays for good"
        remove={() => deleteAssignment(id)}
        then={ASSIGNMENTS}
      />
    </>
  );
}

function MarkIt({ assignment: { id, task } }: { assignment: Assignment }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const mark = async () => {
    setBusy(true);
    setProblem(null);
    try {
      location.hash = classAddress((await sendAssignment(id, task.replaceAll(/\s+/gu, ' ').slice(0, 100).trim())).id);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="mark-it">
      <h2 id="mark-it">Mark it</h2>
      <p>Takes every essay that no class has yet; of each student the newest. You see what it will take before anything is marked.</p>
      <Button onClick={mark} disabled={busy}>
        Mark what came in
      </Button>
      {problem && <Refused problem={problem} />}
    </section>
  );
}
