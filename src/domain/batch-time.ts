/** Words that the offline engine marks in a second, on one of two busy cores: half of what was measured. */
const WORDS_PER_SECOND = 3000;
/** What a model takes for an essay, in milliseconds, for as long as nothing is measured. */
const MODEL_MS = 40_000;

/** Markings in the past: when each began, newest first, and how long its model took in milliseconds (0: no model). */
export type Recent = { at: string; milliseconds: number }[];
/** How essays are marked: by a model or not, and so many at once. */
export type Marker = { model: string | null; atOnce: number };

/** Seconds that so many essays with so many words are expected to take, from the mean time of the model in the last markings if there were any. */
export function secondsFor(essays: number, words: number, { model, atOnce }: Marker, recent: Recent): number {
  if (model === null) return Math.ceil(words / WORDS_PER_SECOND / atOnce);
  const measured = recent.map(({ milliseconds }) => milliseconds).filter((ms) => ms > 0);
  const mean = measured.length ? measured.reduce((sum, ms) => sum + ms, 0) / measured.length : MODEL_MS;
  return Math.ceil((essays * mean) / 1000 / Math.min(atOnce, Math.max(1, essays)));
}

/** Seconds left at the pace of the last markings; null where fewer than three are known, or the last is too long ago to tell. */
export function secondsAtPace(essays: number, recent: Recent, now: string): number | null {
  const [newest, oldest] = [recent[0], recent.at(-1)].map((one) => (one ? Date.parse(one.at) : Number.NaN));
  if (recent.length < 3 || newest === undefined || oldest === undefined) return null;
  const each = (newest - oldest) / (recent.length - 1);
  if (each <= 0 || Date.parse(now) - newest > 10 * each) return null;
  return Math.ceil((essays * each) / 1000);
}
