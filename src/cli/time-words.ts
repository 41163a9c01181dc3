import { counted } from '../domain/words.ts';

/** `40 seconds`, `3 minutes`, `2 hours 5 minutes`: rounded up to what a person plans by. */
export function timeWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 100) return counted(whole, 'second');
  const minutes = Math.ceil(whole / 60);
  if (minutes < 100) return counted(minutes, 'minute');
  return minutes % 60 ? `${counted(Math.floor(minutes / 60), 'hour')} ${counted(minutes % 60, 'minute')}` : counted(minutes / 60, 'hour');
}
