/** Marks what has been handed in, in the background. What is to be done is in the store; the queue only gets it done. */
export interface Queue {
  /** Begins to work; takes up what an earlier process left. */
  start(): void;
  /** Says that there is new work, so that it need not be found by looking. */
  wake(): void;
  /** Resolves when the submission's job is over, after `ms` milliseconds, or when the signal aborts, whichever is first. Call before the job can have ended. */
  finished(submissionId: string, ms: number, signal?: AbortSignal): Promise<void>;
  /** Stops work on a submission that is gone. */
  cancel(submissionId: string): void;
  /** Whether it works: started, not stopped, and its last look at the store went well. */
  alive(): boolean;
  /** Takes no more work, gives what runs `graceMs` to end and hands the rest back to the store. */
  stop(graceMs: number): Promise<void>;
}
