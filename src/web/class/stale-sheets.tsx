import { useEffect, useState } from 'react';
import type { ApiProblem } from '../api.ts';
import { reviewAddress } from '../use-route.ts';
import { type Item, loadItem } from './class-api.ts';
import { Whose } from './whose.tsx';

const SHOWN = 20;

/** The essays that a release was refused for, each as a way to it. */
export function StaleSheets({ batch, problem }: { batch: string; problem: ApiProblem }) {
  const [items, setItems] = useState<Item[]>([]);
  const places = problem.fields.flatMap(({ field }) => Number(/^items\.(\d+)$/u.exec(field)?.[1] ?? 0) || []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the places are those of the problem
  useEffect(() => {
    let over = false;
    const found = (all: (Item | null)[]) => over || setItems(all.flatMap((item) => item ?? []));
    Promise.all(places.slice(0, SHOWN).map((n) => loadItem(batch, n))).then(found, () => setItems([]));
    return () => {
      over = true;
    };
  }, [batch, problem]);

  if (!places.length) return null;
  return (
    <ul>
      {items.map((item) => (
        <li key={item.n}>
          <a href={reviewAddress(batch, item.submissionId ?? '')}>
            <Whose item={item} />
          </a>
        </li>
      ))}
      {places.length > SHOWN && <li>and {places.length - SHOWN} more</li>}
    </ul>
  );
}
