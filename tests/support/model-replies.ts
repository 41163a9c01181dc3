import type { z } from 'zod';
import type { LedgerReply } from '../../src/engines/openai/schemas.ts';

type Said = Partial<LedgerReply['claims'][number] & Omit<LedgerReply['wrong'][number], 'from'>>;

/** A reply to the first request, hand-made: claims of one clause each that make `p1`, unless told otherwise. */
export function ledgerReply(...claims: Said[]): z.infer<typeof LedgerReply> {
  const told = claims.map(({ correction, hint, severity, ...claim }) => ({
    claim: {
      ...{ from: 1, to: claim.from ?? 1, why: 'says what the point says', verdict: 'supported' as const, points: ['p1'] },
      ...{ side: null, use: 'stated' as const },
      ...claim,
    },
    wrong:
      correction === undefined ? [] : [{ from: claim.from ?? 1, correction, hint: hint ?? '', severity: severity ?? ('error' as const) }],
  }));
  return { claims: told.map(({ claim }) => claim), wrong: told.flatMap(({ wrong }) => wrong) };
}
