import type { Batch } from './class-api.ts';

/** Seed scripts that were marked outside their tolerance: nobody should go on before they have looked. */
export function Drift({ batch: { drift, seedsMarked } }: { batch: Batch }) {
  if (!drift.length) return null;
  return (
    <section className="flag" role="alert" aria-label="Drift">
      <p>
        <strong>The marking drifts.</strong> Of {seedsMarked} marked seed scripts these are outside their tolerance. Look at them before you
        rely on the other marks.
      </p>
      <ul>
        {drift.map(({ n, title, definitive, awarded, tolerance }) => (
          <li key={n}>
            {title}: marked {awarded}, definitive mark {definitive}, tolerance {tolerance}.
          </li>
        ))}
      </ul>
    </section>
  );
}
