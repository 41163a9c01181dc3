import { BatchActions } from './batch-actions.tsx';
import type { Batch } from './class-api.ts';
import { estimateWords, timeWords } from './class-words.ts';

/** How far a class has come, what is still expected of it, and what can be told to it now. */
export function BatchProgress({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const { state, done, of, secondsLeft, states } = batch.progress;
  const marked = done - (states.cancelled ?? 0);
  const waits = of - done > 0 && state !== 'cancelled';
  return (
    <section className="batch-progress" aria-label="Progress">
      {(state !== 'ready' || done > 0) && <progress max={Math.max(1, of)} value={marked} aria-label={`${marked} of ${of} essays marked`} />}
      <p>
        {state === 'ready' ? 'Nothing is marked yet' : `${marked} of ${of} marked`}
        {batch.seedsMarked > 0 && `, ${batch.seedsMarked} of them ${batch.seedsMarked > 1 ? 'seed scripts' : 'a seed script'}`}
        {Boolean(states.cancelled) && `, ${states.cancelled} cancelled`}
        {state === 'running' && secondsLeft !== null && `, about ${timeWords(secondsLeft)} left`}
        {Boolean(states.needs_teacher) && `, ${states.needs_teacher} of them without a mark`}.
      </p>
      {waits && state !== 'running' && (
        <p>
          Still to mark: {estimateWords(batch)}
          {batch.tokenCap !== null && ` Its cap is ${batch.tokenCap.toLocaleString('en-GB')} tokens.`}
        </p>
      )}
      {waits && !batch.estimate.fits.batch && (
        <p className="flag">Its cap on tokens does not leave room for all of it: it will stop before it.</p>
      )}
      {waits && !batch.estimate.fits.day && <p className="flag">What the model may spend today does not leave room for all of it.</p>}
      <BatchActions batch={batch} onTold={onTold} />
    </section>
  );
}
