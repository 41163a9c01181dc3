import { counted } from '../domain/words.ts';
import type { Entry } from './batch-class.ts';
import { oneLine } from './terminal-text.ts';

/** As a shell counts a command that a signal ended. */
const CODES = { SIGINT: 130, SIGTERM: 143 };

/** Until it is called off, Ctrl-C and a polite kill end the command at once with a sentence about what is kept and how to go on. */
export function onBreak(waiting: Entry[], out: string | null): () => void {
  const ends = Object.entries(CODES).map(([signal, code]) => {
    const end = () => {
      const bar = process.stderr.isTTY ? '\r\u001b[K' : '';
      process.stderr.write(`${bar}${breakWords(waiting, out)}\n`, () => process.exit(code));
    };
    process.once(signal, end);
    return () => void process.off(signal, end);
  });
  return () => {
    for (const off of ends) off();
  };
}

/** What is kept of those that were to be marked when they were broken off. `out`: where, if anywhere. */
export function breakWords(waiting: Entry[], out: string | null): string {
  const done = waiting.filter(({ result }) => result).length;
  const head = `Broken off with ${done} of ${counted(waiting.length, 'essay')} done.`;
  if (!out) return `${head} Nothing is kept. Name a folder with --out, so that the next run can go on where it was.`;
  return `${head} What was done is kept in ${oneLine(out)}. Run the same command again to go on: nothing that was answered is asked again.`;
}
