import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../failure.tsx';
import { reviewAddress } from '../use-route.ts';
import type { Item } from './class-api.ts';
import { Neighbours } from './neighbours.tsx';
import { useItems } from './use-items.ts';
import { Whose } from './whose.tsx';

/** The class from the highest mark to the lowest; two that stand next to each other can be read side by side. */
export function RankOrder({ batch, done }: { batch: string; done: number }) {
  const { items, problem, more } = useItems(batch, { sort: 'mark', outcome: 'accepted' }, done);
  const [pair, setPair] = useState<number | null>(null);
  const marked = items?.filter(({ mark }) => mark) ?? [];
  const [upper, lower] = pair === null ? [] : [marked[pair], marked[pair + 1]];
  return (
    <section aria-labelledby="order">
      <h2 id="order">Rank order</h2>
      <p className="soft">Does the order hold? Read two neighbours side by side where you doubt it.</p>
      {problem && <Failure problem={problem} />}
      {items && !marked.length && <p>No essay has a mark that you may see yet.</p>}
      {upper && lower && <Neighbours upper={upper} lower={lower} onClose={() => setPair(null)} />}
      <ol className="order">
        {marked.map((item, i) => (
          <RankRow key={item.n} item={item} batch={batch} onCompare={i + 1 < marked.length ? () => setPair(i) : null} />
        ))}
      </ol>
      {more && (
        <Button variant="default" onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

type Row = { item: Item; batch: string; onCompare: (() => void) | null };

function RankRow({ item, batch, onCompare }: Row) {
  const { mark, submissionId } = item;
  return (
    <li>
      <span className="rank-mark">{mark?.awarded}</span>
      <a href={reviewAddress(batch, submissionId ?? '')}>
        <Whose item={item} />
      </a>
      <span className="soft">level {mark?.level}</span>
      {onCompare && (
        <button type="button" className="as-link" onClick={onCompare}>
          side by side with the next
        </button>
      )}
    </li>
  );
}
