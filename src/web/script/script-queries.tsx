import type { ScriptState } from '../../domain/batch.ts';
import { AskedAndAnswered } from '../asked-and-answered.tsx';
import { Failure } from '../failure.tsx';
import { answerQuery } from '../queries-api.ts';
import { useQueries } from '../use-queries.ts';
import { WordsForm } from '../words-form.tsx';

/** What the student of a script asked about its mark, for the teacher to answer. Nothing where nobody asked. */
export function ScriptQueries({ id, state }: { id: string; state: ScriptState }) {
  const { queries, problem, reload } = useQueries(id);
  if (problem) return <Failure problem={problem} />;
  if (!queries?.length) return null;
  const open = queries.find(({ answer }) => !answer);
  return (
    <section className="change" aria-labelledby="queries">
      <h2 id="queries">{open ? 'Its student asks for a second look' : 'A second look'}</h2>
      {queries.map((query) => (
        <AskedAndAnswered key={query.id} query={query} asker="The student" />
      ))}
      {open && (
        <>
          <p className="soft">
            {state === 'released'
              ? 'To change the mark, take the script back first; an answer alone leaves it as it is.'
              : 'The student reads your answer when you release the script again.'}
          </p>
          <WordsForm
            label="Your answer"
            description="The student reads this beside the mark; it cannot be changed afterwards."
            action="Send the answer"
            send={(words) => answerQuery(id, open.id, words)}
            onSent={reload}
          />
        </>
      )}
    </section>
  );
}
