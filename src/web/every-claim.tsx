import { useState } from 'react';
import type { Claim, Verdict } from '../domain/claim.ts';
import { noteOn } from '../domain/margin-notes.ts';
import { verdictOrder, verdictWords } from '../domain/words.ts';
import { ClaimWords } from './claim-note.tsx';
import type { Reading } from './use-reading.ts';

/** The full ledger: every claim with its verdict, explanation and cards, all of them or those of one verdict. */
export function EveryClaim({ claims, reading }: { claims: Claim[]; reading: Reading }) {
  const [only, setOnly] = useState<Verdict | null>(null);
  const shown = claims.filter((claim) => !only || claim.verdict === only);
  const found = verdictOrder.filter((verdict) => claims.some((claim) => claim.verdict === verdict));
  return (
    <section className="ledger" aria-labelledby="ledger">
      <h2 id="ledger">Every claim</h2>
      <fieldset className="filter no-print">
        <legend>Show</legend>
        {[null, ...found].map((verdict) => (
          <button
            key={verdict ?? 'all'}
            type="button"
            aria-pressed={only === verdict}
            onClick={() => setOnly(verdict)}
            className={verdict ?? 'all'}
          >
            {verdict ? `${verdictWords[verdict].sign} ${verdictWords[verdict].label}` : 'all'}
          </button>
        ))}
      </fieldset>
      <ol>
        {shown.map((claim) => (
          <li key={claim.id} className={claim.verdict}>
            <span className={`tag ${claim.verdict}`}>
              <span aria-hidden="true">{verdictWords[claim.verdict].sign}</span> {verdictWords[claim.verdict].label}
            </span>
            <q>{claim.quote}</q>
            <button type="button" className="as-link no-print" onClick={() => reading.show(claim.id)}>
              in the essay
            </button>
            <ClaimWords note={noteOn(claim)} reading={reading} cards />
          </li>
        ))}
      </ol>
    </section>
  );
}
