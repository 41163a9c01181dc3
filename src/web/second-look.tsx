import { Button } from '@mantine/core';
import { useState } from 'react';
import { AskedAndAnswered } from './asked-and-answered.tsx';
import { Failure } from './failure.tsx';
import { queryMark } from './queries-api.ts';
import { useQueries } from './use-queries.ts';
import { WordsForm } from './words-form.tsx';

/** For the student of a released essay: what they asked about its mark, what was answered, and a form to ask. */
export function SecondLook({ id }: { id: string }) {
  const { queries, problem, reload } = useQueries(id);
  const [asking, setAsking] = useState(false);
  if (problem) return <Failure problem={problem} onRetry={reload} />;
  if (!queries) return null;
  const open = queries.some(({ answer }) => !answer);
  return (
    <section className="no-print" aria-labelledby="second-look">
      <h2 id="second-look">A second look</h2>
      {queries.map((query) => (
        <AskedAndAnswered key={query.id} query={query} asker="You" />
      ))}
      <p role="status">{open ? 'Your teacher has this, and has yet to answer. The answer will be here.' : ''}</p>
      {!open && asking && (
        <WordsForm
          label="What should your teacher look at again, and why?"
          description="Your teacher reads this beside your essay. It is deleted with the essay."
          action="Send it to my teacher"
          autoFocus
          send={(words) => queryMark(id, words)}
          onSent={() => {
            setAsking(false);
            reload();
          }}
        />
      )}
      {!open && !asking && (
        <Button variant="default" onClick={() => setAsking(true)}>
          Ask for a second look
        </Button>
      )}
    </section>
  );
}
