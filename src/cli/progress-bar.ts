import { timeWords } from './time-words.ts';

/** A bar on a terminal. `step` counts one more, `clear` takes the bar away until the next step, so that a line can be told, `done` for good. */
export type Bar = { step: () => void; clear: () => void; done: () => void };

const WIDEST = 40;
/** The first few are no measure: threads start and rubrics are read. */
const MEASURED = 3;

/** A bar on standard error with how many of `total` are done and the time left at the pace so far; nothing where that is no terminal. */
export function progressBar(what: string, total: number, terminal: NodeJS.WriteStream = process.stderr): Bar {
  if (!terminal.isTTY) return { step: () => {}, clear: () => {}, done: () => {} };
  const began = Date.now();
  let done = 0;
  const show = () => terminal.write(`\r\u001b[K${barOf(what, { done, total, ms: Date.now() - began }, terminal.columns || 80)}`);
  const clear = () => void terminal.write('\r\u001b[K');
  show();
  const timer = setInterval(show, 1000);
  return {
    step: () => {
      done += 1;
      show();
    },
    clear,
    done: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** The bar as a line of less than `columns`: without its drawing where there is no room for it. `ms`: milliseconds since it began. */
export function barOf(what: string, { done, total, ms }: { done: number; total: number; ms: number }, columns: number): string {
  const left = done >= MEASURED && done < total ? `, about ${timeWords(((ms / done) * (total - done)) / 1000)} left` : '';
  const count = `${done} of ${total}${left}`;
  // as wide from the first to the last, whatever is said beside it
  const longest = Math.max(count.length, `${total} of ${total}, about 99 minutes left`.length);
  const steady = Math.min(WIDEST, columns - what.length - longest - 3);
  const room = steady < 5 ? columns - what.length - count.length - 3 : steady;
  if (room < 5) return `${what} ${count}`.slice(0, columns - 1);
  const full = Math.floor((room * done) / Math.max(1, total));
  return `${what} ${'█'.repeat(full)}${'░'.repeat(room - full)} ${count}`;
}
