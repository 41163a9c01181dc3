import { useState } from 'react';
import type { Rubric } from '../domain/rubric.ts';

/** What the parts of the page share: which claim is chosen, which corrections are revealed, and how to go to a place in the essay. */
export type Reading = {
  rubric: Rubric;
  chosen: string | null;
  revealed: ReadonlySet<string>;
  choose: (claim: string | null) => void;
  reveal: (claim: string) => void;
  /** Scrolls to a claim (`clm_3`, which is chosen too) or a paragraph (`par_2`). */
  show: (id: string) => void;
};

/** A reading of one essay against a rubric, with nothing chosen yet. */
export function useReading(rubric: Rubric): Reading {
  const [chosen, choose] = useState<string | null>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  return {
    rubric,
    chosen,
    revealed,
    choose,
    reveal: (claim) => setRevealed((known) => new Set([...known, claim])),
    show: (id) => {
      if (id.startsWith('clm_')) choose(id);
      const place = document.getElementById(id);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    },
  };
}
