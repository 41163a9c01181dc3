import { Problem } from '../domain/errors.ts';
import { counted } from '../domain/words.ts';
import { fileOf, type Recording, recordingsIn, repliesTo, requestOf, responseOf } from '../engines/openai/recording-files.ts';
import { isAnswered } from '../engines/openai/recordings.ts';
import { MANIFEST } from './record-manifest.ts';
import { inParallel, type Work } from './record-work.ts';

type Asked = { work: Work; request: Recording['request']; file: string; answered: boolean };
/** `stale`: the same is asked about the same text, but in other words; `unused`: nothing asks for it at all. `failed` is no fault of the recordings. */
export type RecordingsCheck = {
  missing: { work: Work; what: string }[];
  stale: { file: string; round: number; what: string; work: Work }[];
  unused: { file: string; round: number; what: string }[];
  failed: { work: Work; reason: string }[];
  recordings: number;
};

/** Does all works with the recordings for answers, sending nothing, and compares what they ask for with what the folder holds. */
export async function checkRecordings(dir: string, model: string, works: Work[]): Promise<RecordingsCheck> {
  const openai = {
    baseURL: 'http://replay.invalid/v1',
    apiKey: 'replay',
    model,
    timeoutMs: 10_000,
    maxRetries: 0,
    atOnce: 100,
    perMinute: null,
  };
  const asked: Asked[] = [];
  const failed: RecordingsCheck['failed'] = [];
  await inParallel(works, 1, async (work) => {
    let short = false;
    const { failed: reason } = await work.run(openai, async (input, init) => {
      const request = requestOf(input, init);
      const replies = repliesTo(request, dir, work.round);
      const last = replies.at(-1);
      const answered = isAnswered(replies);
      asked.push({ work, request, file: fileOf(request), answered });
      if (last && answered) return responseOf(last);
      short = true;
      throw new Problem('recording-missing', 'It is not recorded.');
    });
    if (reason && !short) failed.push({ work, reason });
  });
  const missing = unlike(asked.filter(({ answered }) => !answered)).map(({ work, request }) => ({ work, what: purposeOf(request) }));
  return { missing, failed, ...left(recordingsIn(dir), asked) };
}

const unlike = (asked: Asked[]): Asked[] => [...new Map(asked.map((one) => [`${one.file} ${one.work.round}`, one])).values()];

/** The recorded rounds that nothing asks for. */
function left(recordings: [string, Recording][], asked: Asked[]): Pick<RecordingsCheck, 'stale' | 'unused' | 'recordings'> {
  const wanted = new Set(asked.map(({ file, work }) => `${file} ${work.round}`));
  const about = new Map(asked.map(({ request, work }) => [subjectOf(request), work]));
  const files = new Set(asked.map(({ file }) => file));
  const kept = recordings.flatMap(([file, { request, replies, rounds = {} }]) => {
    const numbers = [...(replies.length ? [1] : []), ...Object.keys(rounds).map(Number)];
    // a request that was edited has another hash than its file's name says, so nothing can ask for it
    const name = fileOf(request) === file ? file : '';
    return numbers.map((round) => ({ file, round, what: purposeOf(request), name, request }));
  });
  const over = kept.filter(({ name, round }) => !wanted.has(`${name} ${round}`));
  const stale: RecordingsCheck['stale'] = [];
  const unused: RecordingsCheck['unused'] = [];
  for (const { file, round, what, name, request } of over) {
    const work = files.has(name) ? undefined : about.get(subjectOf(request));
    if (work) stale.push({ file, round, what, work });
    else unused.push({ file, round, what });
  }
  return { stale, unused, recordings: kept.length };
}

type Body = { messages?: { content: string }[]; response_format?: { json_schema?: { name?: string } } };

const purposeOf = ({ body }: Recording['request']): string => (body as Body | null)?.response_format?.json_schema?.name ?? 'unknown';

/** What a request is about, whatever words surround it: its purpose, and the letters of the essay or the notes that it sends. */
function subjectOf(request: Recording['request']): string {
  const [sent = ''] = (request.body as Body | null)?.messages?.at(-1)?.content.split('\n', 1) ?? [];
  let data: unknown = sent;
  try {
    data = JSON.parse(sent);
  } catch {}
  return `${purposeOf(request)} ${lettersIn(data)}`;
}

const lettersIn = (data: unknown): string => {
  if (typeof data === 'string') return data.replace(/[^\p{L}\p{N}]/gu, '');
  return data && typeof data === 'object' ? Object.values(data).map(lettersIn).join('') : '';
};

export const isComplete = ({ missing, stale, unused }: RecordingsCheck): boolean => missing.length + stale.length + unused.length === 0;

/** A line for each thing that is wrong, and one that sums up. */
export function checkLines(check: RecordingsCheck, dir: string): string[] {
  const { missing, stale, unused, failed, recordings } = check;
  const where = ({ file, round, what }: { file: string; round: number; what: string }) =>
    `${file}${round > 1 ? `, round ${round}` : ''} (${what})`;
  const wrong = [
    ...(missing.length ? [`${missing.length} missing`] : []),
    ...(stale.length ? [`${stale.length} stale`] : []),
    ...(unused.length ? [`${unused.length} unused`] : []),
  ];
  return [
    ...missing.map(({ work, what }) => `missing: ${work.name} (${what}${what === 'claims' ? ', and what follows from it' : ''})`),
    ...stale.map((one) => `stale: ${where(one)}; ${one.work.name} asks in other words now`),
    ...unused.map((one) => `unused: ${where(one)}`),
    ...failed.map(({ work, reason }) => `recorded, but of no use: ${work.name}. ${reason}`),
    wrong.length
      ? `${wrong.join(', ')} in ${dir}.`
      : `${counted(recordings, 'answer')} in ${dir}: all that ${MANIFEST} lists, and nothing else.`,
    ...(missing.length ? [`To record what is missing: npm run -s examiner -- record --missing ${dir}`] : []),
  ];
}
