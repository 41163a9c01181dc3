/** Work that may not begin yet. It is no failure and costs no attempt. `reason` is a plain sentence for whoever waits. */
export class Later extends Error {
  readonly until: string;
  readonly reason: string;

  constructor(until: string, reason: string) {
    super(reason);
    this.name = 'Later';
    this.until = until;
    this.reason = reason;
  }
}
