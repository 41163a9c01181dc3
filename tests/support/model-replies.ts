import type { Exchange } from '../../src/domain/submission.ts';
import type { LedgerReply } from '../../src/engines/openai/schemas.ts';

type Wrong = Omit<LedgerReply['wrong'][number], 'at'>;
type Said = Partial<Wrong> & { from?: number; to?: number; why?: string; points?: string[] } & {
  verdict?: LedgerReply['claims'][number]['v'];
  side?: LedgerReply['claims'][number]['s'];
  use?: LedgerReply['claims'][number]['u'];
};

/** A reply to the first request, hand-made: claims of the first clause that make `p1`, unless told otherwise. */
export function ledgerReply(...claims: Said[]): LedgerReply {
  const told = claims.map(({ from = 1, to = from, why = 'says what the point says', ...more }) => {
    const { verdict = 'supported', points = ['p1'], side = null, use = 'stated', correction, hint = '', severity = 'error' } = more;
    const at = from === to ? String(from) : `${from}-${to}`;
    return {
      claim: { at, why, v: verdict, p: points, s: side, u: use },
      wrong: correction === undefined ? [] : [{ at, correction, hint, severity }],
    };
  });
  return { claims: told.map(({ claim }) => claim), wrong: told.flatMap(({ wrong }) => wrong) };
}

/** A reply to the second request about an essay of three paragraphs, as a model would write it. */
export const argumentReplyText = JSON.stringify({
  paragraphs: [1, 2, 3].map((n) => ({ n, mode: 'explains', link: 'implicit' })),
  ...{ line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'asserted', best: 1, rewrite: null },
  ...{ summary: 'Clear.', strength: 'Exact.', advice: 'Weigh.' },
});

/** A kept exchange: answered where `n` is odd, failed where it is even. */
export const anExchange = (n: number, createdAt: string): Exchange => ({
  purpose: 'claims',
  request: { model: 'm', n, messages: ['“words”\r\n😀'] },
  reply: n % 2 ? { text: `reply ${n}` } : null,
  status: n % 2 ? 200 : null,
  failure: n % 2 ? null : 'timed out',
  askedModel: 'm',
  answeringModel: n % 2 ? 'm-2026' : null,
  inputTokens: n,
  cachedTokens: 0,
  outputTokens: 2,
  milliseconds: 3,
  createdAt,
});
