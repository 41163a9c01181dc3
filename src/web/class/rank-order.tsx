import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import { reviewAddress } from '../use-route.ts';
import type { Item } from './class-api.ts';
import { levelWords } from './class-words.ts';
import { Neighbours } from './neighbours.tsx';
import { Refused } from './refused.tsx';
import { useItems } from './use-items.ts';
import { Whose } from './whose.tsx';

/** The class from the highest mark to the lowest; two that stand next to each other can be read side by side. */
export function RankOrder({ batch, done }: { batch: string; done: number }) {
  const { items, problem, more } = useItems(batch, { sort: 'mark', outcome: 'accepted' }, done);
  const [open, setOpen] = useState<number | null>(null);
  const marked = items?.filter(({ mark }) => mark) ?? [];
  return (
    <section aria-labelledby="order">
      <h2 id="order">Rank order</h2>
      {marked.length > 1 && <p className="soft">Does the order hold? Read two neighbours side by side where you doubt it.</p>}
      {problem && <Refused problem={problem} />}
      {items && !marked.length && <p>No essay has a mark that you may see yet.</p>}
      <ol className="order">
        {marked.map((item, i) => {
          const below = marked[i + 1];
          return (
            <Fragment key={item.n}>
              <RankRow
                item={item}
                batch={batch}
                isOpen={open === item.n}
                onCompare={below ? () => setOpen(open === item.n ? null : item.n) : null}
              />
              {below && open === item.n && (
                <li className="between">
                  <Neighbours batch={batch} upper={item} lower={below} onClose={() => setOpen(null)} />
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
      {more && (
        <Button variant="default" onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

type Row = { item: Item; batch: string; isOpen: boolean; onCompare: (() => void) | null };

function RankRow({ item, batch, isOpen, onCompare }: Row) {
  const { mark, submissionId } = item;
  return (
    <li>
      <span className="rank-mark">{mark?.awarded}</span>
      <a href={reviewAddress(batch, submissionId ?? '')}>
        <Whose item={item} />
      </a>
      <span className="soft">{mark && levelWords(mark.level)}</span>
      {onCompare && (
        <button type="button" className="as-link" aria-expanded={isOpen} onClick={onCompare}>
          compare<span className="hidden"> {item.name ?? item.identifier}</span> with the next
        </button>
      )}
    </li>
  );
}
