import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { ASSIGNMENTS, classAddress } from '../use-route.ts';
import { type Batch, loadBatches } from './class-api.ts';
import { batchWords } from './class-words.ts';
import { Refused } from './refused.tsx';
import { SendClass } from './send-class.tsx';

/** Every class of a teacher, newest first, and a place for the next. */
export function ClassesPage() {
  const [batches, setBatches] = useState<Batch[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const load = (after?: string) => {
    setProblem(null);
    loadBatches(after).then(
      (page) => {
        setBatches((known) => [...(after ? (known ?? []) : []), ...page.items]);
        setNext(page.next);
      },
      (error) => setProblem(problemOf(error)),
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    document.title = 'Classes: Essay examiner';
    load();
  }, []);

  return (
    <>
      <h1>Mark a class</h1>
      <p>
        Have the essays already? Give them here. Want students to hand them in? <a href={ASSIGNMENTS}>Set an assignment</a>.
      </p>
      <SendClass />
      <h2 id="classes">Your classes</h2>
      {problem && <Refused problem={problem} onRetry={() => load()} />}
      {batches?.length === 0 && <p>There is none yet. The first appears here when its files are read.</p>}
      {batches && batches.length > 0 && (
        <div className="wide">
          <table aria-labelledby="classes" className="stack">
            <thead>
              <tr>
                {HEADINGS.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
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
      {next && (
        <Button variant="default" mt="md" onClick={() => load(next)}>
          Show older classes
        </Button>
      )}
    </>
  );
}

const HEADINGS = ['Class', 'State', 'Marked', 'Without a mark', 'Read, to release', 'Released', 'Sent in'];

function BatchRow({ batch: { id, title, createdAt, progress, drifts } }: { batch: Batch }) {
  const { states, done, of, state } = progress;
  const cells = [
    batchWords[state],
    `${done - (states.cancelled ?? 0)} of ${of}`,
    states.needs_teacher ?? 0,
    states.reviewed ?? 0,
    states.released ?? 0,
    new Date(createdAt).toLocaleDateString('en-GB', { dateStyle: 'medium' }),
  ];
  return (
    <tr>
      <th scope="row">
        <a href={classAddress(id)}>{title}</a> {drifts && <span className="chip needs">the marking drifts</span>}
      </th>
      {cells.map((cell, i) => (
        <td key={HEADINGS[i + 1]} data-heading={HEADINGS[i + 1]}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
