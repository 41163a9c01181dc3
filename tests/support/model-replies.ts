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
