import type { Assessment } from '../domain/assessment.ts';
import type { Exchange } from '../domain/submission.ts';
import type { Calls } from '../engines/engine.ts';
import type { Job, Store } from '../store/store.ts';
import { wasHandedOver } from './handed-over.ts';

/** The calls of a job: what its submission has paid for already, and each further answer kept at once, so that it is never paid for twice. */
export function callsOf(job: Job, store: Pick<Store, 'submission' | 'exchanges' | 'finishedCalls' | 'keepCalls'>): Calls {
  const before = store.submission(job.submissionId)?.assessment;
  return {
    finished: [...(before ? servedIn(before, store.exchanges(before.id)) : []), ...store.finishedCalls(job.submissionId)],
    sent: (exchanges) => {
      // the last attempt is the answer; where there is none, nothing is lost by asking again
      if (exchanges.at(-1)?.reply) store.keepCalls(job, exchanges);
    },
  };
}

/**
 * What need not be asked again of the newest assessment. A marked essay is marked anew by whoever asks for that. Of one that failed at a step,
 * the steps before it served; that step itself is asked anew, or it would fail in the same way for ever.
 */
export function servedIn(made: Assessment, exchanges: Exchange[]): Exchange[] {
  if (made.status === 'marked') return [];
  if (wasHandedOver(made) || !made.flags.some(({ kind }) => kind === 'engine-failed')) return exchanges;
  const failed = exchanges.at(-1)?.purpose;
  return exchanges.filter(({ purpose }) => purpose !== failed);
}
