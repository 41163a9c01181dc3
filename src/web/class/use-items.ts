import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Item, loadItems, type Sort } from './class-api.ts';

export type Listed = { items: Item[] | null; problem: ApiProblem | null; more: (() => void) | null };

/** The items of a batch, page after page. `done` grows while it is being marked: the first pages are then read again. */
export function useItems(batch: string, query: { sort: Sort; state?: string; outcome?: string }, done = 0): Listed {
  const [pages, setPages] = useState(1);
  const [listed, setListed] = useState<{ items: Item[]; next: number | null } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { sort, state, outcome } = query;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed changes as more is done
  useEffect(() => {
    let over = false;
    const load = async () => {
      const items: Item[] = [];
      let next: number | null = null;
      for (let page = 0; page < pages && (page === 0 || next !== null); page++) {
        const given = { sort, ...(state && { state }), ...(outcome && { outcome }), ...(next !== null && { cursor: next }) };
        const found = await loadItems(batch, given);
        items.push(...found.items);
        next = found.next;
      }
      return { items, next };
    };
    load().then(
      (found) => over || setListed(found),
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [batch, sort, state, outcome, pages, done]);

  return { items: listed?.items ?? null, problem, more: listed?.next == null ? null : () => setPages(pages + 1) };
}
