import type { Exchange } from './submission.ts';

/** An engine could not give an answer that is safe to mark from. `reason` is a plain sentence for the teacher; the exchanges so far are kept. */
export class EngineFailure extends Error {
  readonly reason: string;
  readonly exchanges: Exchange[];

  constructor(reason: string, exchanges: Exchange[]) {
    super(reason);
    this.name = 'EngineFailure';
    this.reason = reason;
    this.exchanges = exchanges;
  }
}
