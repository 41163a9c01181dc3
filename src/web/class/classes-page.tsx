import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { classAddress } from '../use-route.ts';
import { type Batch, loadBatches } from './class-api.ts';
import { batchWords } from './class-words.ts';
import { SendClass } from './send-class.tsx';

/** Every class of a teacher, newest first, and a place for the next. */
export function ClassesPage() {
  const [batches, setBatches] = useState<Batch[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const load = () => {
    setProblem(null);
    loadBatches().then(setBatches, (error) => setProblem(problemOf(error)));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    document.title = 'Classes: Essay examiner';
    load();
  }, []);

  return (
    <>
      <h1>Mark a class</h1>
      <SendClass />
      <h2>Your classes</h2>
      {problem && <Failure problem={problem} onRetry={load} />}
      {batches?.length === 0 && <p>There is none yet. The first appears here when its files are read.</p>}
      {batches && batches.length > 0 && (
        <div className="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col">State</th>
                <th scope="col">Marked</th>
                <th scope="col">Read</th>
                <th scope="col">Released</th>
                <th scope="col">Sent in</th>
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <BatchRow key={batch.id} batch={batch} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function BatchRow({ batch: { id, title, createdAt, progress } }: { batch: Batch }) {
  const { states, done, of, state } = progress;
  return (
    <tr>
      <th scope="row">
        <a href={classAddress(id)}>{title}</a>
      </th>
      <td>{batchWords[state]}</td>
      <td>
        {done} of {of}
      </td>
      <td>{(states.reviewed ?? 0) + (states.released ?? 0)}</td>
      <td>{states.released ?? 0}</td>
      <td>{new Date(createdAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })}</td>
    </tr>
  );
}
