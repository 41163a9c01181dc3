import { useState } from 'react';
import { inForce, type Override } from '../../domain/override.ts';
import { verdictWords } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { type Review, undoChange } from './script-api.ts';
import { partWords } from './worth.tsx';

/** Everything that teachers changed, newest first, and a way back from each. */
export function History({ id, review, onKept }: { id: string; review: Review; onKept: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const overrides = review.overrides as Override[];
  if (!overrides.length) return null;
  const holding = new Set(inForce(overrides).map((one) => one.id));
  return (
    <section className="change" aria-labelledby="history">
      <h3 id="history">What was changed</h3>
      <ol className="outcomes">
        {overrides.toReversed().map((one) => (
          <li key={one.id}>
            {said(one)}: {one.reason}{' '}
            <span className="soft">
              {one.author}, {new Date(one.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
            </span>{' '}
            {holding.has(one.id) && (
              <button
                type="button"
                className="as-link"
                onClick={() => undoChange(id, one.id).then(onKept, (error) => setProblem(problemOf(error)))}
              >
                Undo
              </button>
            )}
          </li>
        ))}
      </ol>
      {problem && <Failure problem={problem} />}
    </section>
  );
}

function said({ change }: Override): string {
  if (!change) return 'A change was undone';
  if (change.kind === 'mark') return `The mark was set to ${change.awarded}`;
  if (change.kind === 'verdict') return `Claim ${change.claim.replace('clm_', '')} became “${verdictWords[change.verdict].label}”`;
  if (change.kind === 'paragraph') return `Paragraph ${change.paragraph.replace('par_', '')} was read otherwise`;
  if (change.kind === 'argument') return 'The argument was read otherwise';
  return `Edited: ${Object.keys(change)
    .filter((part) => part !== 'kind')
    .map(partWords)
    .join(', ')}`;
}
