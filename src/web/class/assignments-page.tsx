import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { assignmentAddress } from '../use-route.ts';
import { AssignmentForm } from './assignment-form.tsx';
import { type Assignment, loadAssignments } from './assignments-api.ts';
import { closesWords, seenWords } from './class-words.ts';
import { Refused } from './refused.tsx';

/** Every assignment of a teacher, newest first, and a place for the next. */
export function AssignmentsPage() {
  const [assignments, setAssignments] = useState<Assignment[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const load = () => {
    setProblem(null);
    loadAssignments().then(setAssignments, (error) => setProblem(problemOf(error)));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    document.title = 'Assignments: Essay examiner';
    load();
  }, []);

  return (
    <>
      <h1>Set an assignment</h1>
      <p>Students hand their essays in through a link that you give them.</p>
      <AssignmentForm />
      <h2>Your assignments</h2>
      {problem && <Refused problem={problem} onRetry={load} />}
      {assignments?.length === 0 && <p>There is none yet.</p>}
      <ul className="queue">
        {assignments?.map(({ id, task, mode, closes, createdAt }) => (
          <li key={id}>
            <a href={assignmentAddress(id)}>{task.length > 120 ? `${task.slice(0, 118)}…` : task}</a>
            <p className="soft">
              Set {new Date(createdAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })}. {closesWords(closes)} {seenWords[mode]}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
