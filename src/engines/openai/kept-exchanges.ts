import type { Exchange } from '../../domain/submission.ts';
import type { Calls } from '../engine.ts';
import { NoAnswer, triedTimes } from './failures.ts';
import { canonical } from './recording-files.ts';
import type { Request } from './request.ts';
import type { Send } from './send.ts';

/**
 * Answers from exchanges that were kept, each request by the whole of its body, and sends nothing. Equal ones are the attempts at one request:
 * all of them are gone through again, so that a failure is the failure it was. Throws NoAnswer when the request was not kept.
 */
export function keptSender(exchanges: Exchange[]): Send {
  const formWasRefused = exchanges.some(({ request }) => JSON.stringify(request).includes('"response_format":{"type":"json_object"}'));
  return async (request, { purpose }, kept) => {
    const same = attemptsAt(request, purpose, exchanges);
    const last = same.at(-1);
    if (!last) {
      const failure = 'This is not the request that was kept.';
      // an earlier essay found out that this form is refused, so it was not tried again
      if (formWasRefused && request.response_format?.type === 'json_schema') throw new NoAnswer(failure, true);
      const [other] = exchanges.filter((one) => one.purpose === purpose);
      if (other) kept.push({ ...other, request, reply: null, status: null, failure });
      throw new NoAnswer(failure, false);
    }
    kept.push(...same.map(unread));
    if (isAnswered(last)) return last.reply;
    throw new NoAnswer(triedTimes(last.failure ?? '', same.length), formWasRefused && [400, 404, 422].includes(last.status ?? 0));
  };
}

/**
 * Sends what was not answered before, and tells of it at once; a request that was, by the whole of its body, gets that answer, and the attempts
 * that it took are gone through again.
 */
export function keepingSender(send: Send, { finished, sent }: Calls): Send {
  return async (request, sending, kept) => {
    const same = attemptsAt(request, sending.purpose, finished);
    const last = same.at(-1);
    if (last && isAnswered(last)) {
      kept.push(...same.map(unread));
      return last.reply;
    }
    const before = kept.length;
    try {
      return await send(request, sending, kept);
    } finally {
      sent(kept.slice(before));
    }
  };
}

const attemptsAt = (request: Request, purpose: Exchange['purpose'], exchanges: Exchange[]) =>
  exchanges.filter((one) => one.purpose === purpose && canonical(one.request) === canonical(request));

const isAnswered = ({ status, reply }: Exchange) => status === 200 && Boolean(reply);

/** A copy as it was when it came, since whoever reads a reply notes at its exchange why it cannot be used. */
const unread = (one: Exchange): Exchange => ({ ...one, ...(isAnswered(one) && { failure: null }) });
