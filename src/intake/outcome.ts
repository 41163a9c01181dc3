import type { Unreadable } from '../domain/batch.ts';

/** Why something could not be read, and one sentence that tells a teacher what to do about it. It holds no words of the file. */
export type Refused = { why: Unreadable; detail: string };
/** Text as it is marked. `note` says what was done to read it, where a teacher should know. */
export type Reading = { text: string; note: string | null };

export const refused = (why: Unreadable, detail: string): Refused => ({ why, detail });

export const isRefused = <T extends object>(result: T | Refused): result is Refused => 'why' in result;
