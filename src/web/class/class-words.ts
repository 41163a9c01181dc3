import type { BatchState, ScriptState } from '../../domain/batch.ts';
import { moneyWords } from '../../domain/spending-words.ts';
import { counted } from '../../domain/words.ts';
import type { Batch } from './class-api.ts';

export const batchWords: Record<BatchState, string> = {
  ready: 'counted, not begun',
  running: 'being marked',
  asks: 'the first few are marked',
  paused: 'paused',
  capped: 'stopped at its cap',
  cancelled: 'cancelled',
  done: 'marked',
};

export const scriptWords: Record<ScriptState, string> = {
  waiting: 'waiting',
  marked: 'marked',
  needs_teacher: 'needs you',
  reviewed: 'read by you',
  released: 'released',
  cancelled: 'cancelled',
};

/** A stretch of time in words: seconds below a minute and a half, then minutes. */
export const timeWords = (seconds: number): string =>
  seconds < 90 ? counted(Math.max(1, Math.round(seconds)), 'second') : counted(Math.round(seconds / 60), 'minute');

/** What marking the essays that wait is expected to take. */
export function estimateWords({ estimate: { essays, words, requests, tokens, money, seconds } }: Pick<Batch, 'estimate'>): string {
  const what = `${counted(essays, 'essay')}, ${words.toLocaleString('en-GB')} words`;
  if (!requests) return `${what}: about ${timeWords(seconds)}, and nothing to pay.`;
  const price = money ? `, about ${moneyWords(money.amount, money)} at the prices of ${money.asOf}` : '';
  return `${what}: about ${timeWords(seconds)}, ${counted(requests, 'request')} to the model, ${tokens.toLocaleString('en-GB')} tokens${price}.`;
}

/** Who sees the mark of an essay handed in for an assignment, and when. */
export const modeWords: Record<'class' | 'practice', string> = {
  class: 'Nobody before you release it',
  practice: 'Each student at once, as practice',
};

/** The same as a sentence. */
export const seenWords: Record<'class' | 'practice', string> = {
  class: 'Nobody sees a mark before you release it.',
  practice: 'Each student sees a practice mark at once.',
};

/** When an assignment takes no more essays. */
export const closesWords = (closes: string | null): string => {
  if (closes === null) return 'It stays open.';
  const when = new Date(closes);
  return `${when.getTime() < Date.now() ? 'It closed' : 'It closes'} on ${when.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}.`;
};

/** A level as it stands in a list; 0 is what no level describes. */
export const levelWords = (level: number): string => (level === 0 ? 'below level 1' : `level ${level}`);

/** The day of a moment, as it is read here. */
export const dayWords = (at: string): string => new Date(at).toLocaleDateString('en-GB', { dateStyle: 'medium' });

/** How far a mark is from another. */
export const gapWords = (gap: number): string =>
  gap === 0 ? 'the same mark' : `${counted(Math.abs(gap), 'mark')} ${gap > 0 ? 'higher' : 'lower'}`;
