import type { Exchange } from '../../domain/submission.ts';
import { NoAnswer, triedTimes } from './failures.ts';
import { canonical } from './recording-files.ts';
import type { Send } from './send.ts';

/**
 * Answers from exchanges that were kept, each request by the whole of its body, and sends nothing. Equal ones are the attempts at one request:
 * all of them are gone through again, so that a failure is the failure it was. Throws NoAnswer when the request was not kept.
 */
export function keptSender(exchanges: Exchange[]): Send {
  const formWasRefused = exchanges.some(({ request }) => JSON.stringify(request).includes('"response_format":{"type":"json_object"}'));
  return async (request, { purpose }, kept) => {
    const same = exchanges.filter((one) => one.purpose === purpose && canonical(one.request) === canonical(request));
    const last = same.at(-1);
    if (!last) {
      const [other] = exchanges.filter((one) => one.purpose === purpose);
      const failure = 'This is not the request that was kept.';
      if (other) kept.push({ ...other, request, reply: null, status: null, failure });
      throw new NoAnswer(failure, false);
    }
    // copies, since whoever reads a reply notes at its exchange why it cannot be used
    kept.push(...same.map((one) => ({ ...one, ...(one.status === 200 && one.reply ? { failure: null } : {}) })));
    if (last.status === 200 && last.reply) return last.reply;
    throw new NoAnswer(triedTimes(last.failure ?? '', same.length), formWasRefused && [400, 404, 422].includes(last.status ?? 0));
  };
}
