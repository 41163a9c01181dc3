/** What may be logged of an unexpected error: never its message, which can hold essay text (SQL parameters, a parser's excerpt). */
export type Fault = { name: string; code: string | null; at: string[] };

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /u.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, at: at.slice(0, 6).map((line) => line.trim()) };
}

/** Enough of an id to tell two submissions apart in the log, too little to read the essay by. */
export const shortId = (id: string): string => `${id.slice(0, 10)}…`;
