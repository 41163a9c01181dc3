import type { CompiledPattern } from './compile-pattern.ts';
import type { Entry } from './knowledge.ts';
import type { PatternMatch } from './patterns.ts';

/** The words of the essay that carry the wrong detail. */
export type Detail = { start: number; end: number; text: string; from?: number; to?: number };

/** A clash of fact that can be named. */
export type Clash = {
  kind: 'date' | 'number' | 'name' | 'statement';
  clauses: [number, number];
  detail: Detail | null;
  said: string;
  correction: string;
  hint: string;
};

/**
 * The wrong statements that the rubric foresees and that this sentence makes. Nobody has checked those of an unreviewed point, so they are
 * commented on like what can be argued: nothing is called wrong for them.
 */
export function readMisconceptions(entry: Entry, found: Map<CompiledPattern, PatternMatch>): { clash: Clash; contestable: boolean }[] {
  return entry.misconceptions.flatMap(({ misconception, meets }) => {
    const match = meets.map((pattern) => found.get(pattern)).find((one) => one && !one.negated && !one.hits.some((hit) => hit.unsure));
    if (!match) return [];
    return [
      {
        contestable: misconception.kind === 'contestable' || entry.about.unreviewed === true,
        clash: {
          kind: 'statement' as const,
          clauses: match.clauses,
          detail: null,
          said: '',
          correction: misconception.correction,
          hint: misconception.hint ?? 'is this right?',
        },
      },
    ];
  });
}
