import { Button } from '@mantine/core';
import { counted } from '../../domain/words.ts';
import type { Batch, Item } from './class-api.ts';
import { Refused } from './refused.tsx';
import { useItems } from './use-items.ts';
import { Whose } from './whose.tsx';

/** What became of each file or row that was sent in, those that could not be taken first. */
export function Outcomes({ batch }: { batch: Batch }) {
  const { outcomes } = batch.progress;
  return (
    <section aria-labelledby="files">
      <h2 id="files">What was sent in</h2>
      <p>
        {counted(outcomes.accepted ?? 0, 'essay')} taken
        {Boolean(outcomes.duplicate) && `, ${counted(outcomes.duplicate ?? 0, 'duplicate')}`}
        {Boolean(outcomes.unreadable) && `, ${outcomes.unreadable} not readable`}.
      </p>
      {Boolean(outcomes.unreadable) && <OutcomeList batch={batch.id} outcome="unreadable" title="Not readable" />}
      {Boolean(outcomes.duplicate) && <OutcomeList batch={batch.id} outcome="duplicate" title="Sent in twice" />}
      <OutcomeList batch={batch.id} outcome="accepted" title="Taken" />
    </section>
  );
}

function OutcomeList({ batch, outcome, title }: { batch: string; outcome: Item['outcome']; title: string }) {
  const { items, problem, more } = useItems(batch, { sort: 'order', outcome });
  return (
    <>
      <h3>{title}</h3>
      {problem && <Refused problem={problem} />}
      <ul className="outcomes">
        {items?.map((item) => (
          <li key={item.n}>
            <strong>{outcome === 'accepted' ? <Whose item={item} /> : <bdi>{item.fileName ?? item.identifier}</bdi>}</strong>{' '}
            {outcome === 'accepted' && <span className="soft">{counted(item.words, 'word')}</span>} {item.detail}
          </li>
        ))}
      </ul>
      {more && (
        <Button variant="default" onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}
