import type { Feedback } from '../domain/assessment.ts';
import { Correction } from './claim-note.tsx';
import type { Reading } from './use-reading.ts';

/** Every mistake once, as a list to work through: the quotation, its hint, and the correction when asked for. */
export function Corrections({ corrections, reading }: { corrections: Feedback['corrections']; reading: Reading }) {
  if (!corrections.length) return null;
  return (
    <section aria-labelledby="slips">
      <h2 id="slips">To put right</h2>
      <ul className="slips">
        {corrections.map(({ claim, quote, hint, correction }) => (
          <li key={claim}>
            <span aria-hidden="true" className="slip-sign contradicted">
              ✗
            </span>
            <q>{quote}</q>
            <button type="button" className="as-link no-print" onClick={() => reading.show(claim)}>
              in the essay
            </button>
            {hint && <span className="line soft">Hint: {hint}</span>}
            <Correction note={{ claim: { id: claim }, correction }} reading={reading} />
          </li>
        ))}
      </ul>
    </section>
  );
}
