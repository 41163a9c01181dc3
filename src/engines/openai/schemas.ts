import { z } from 'zod';
import { Balance, CounterArgument, CriteriaNamed, Judgement, LinkToQuestion, ParagraphMode } from '../../domain/argument.ts';
import { ClaimKind, Relevance, Severity, Side, Use, Verdict } from '../../domain/claim.ts';

/** What the model answers to the first request. The reason comes before the verdict, so that the verdict follows from it. */
export const LedgerReply = z.object({
  claims: z.array(
    z.object({
      from: z.number().int().describe('number of the first clause'),
      to: z.number().int().describe('number of the last clause, in the same sentence'),
      reason: z.string().describe('at most twelve words'),
      verdict: Verdict,
      points: z.array(z.string()).describe('refs of the points met, such as p12 or b3'),
      clash: z.string().nullable().describe('only when contradicted: what the essay says against what is right'),
      correction: z.string().nullable().describe('only when contradicted: one plain sentence that says what is right'),
      hint: z.string().nullable().describe('only when contradicted: where to look, without the answer, at most eight words'),
      kind: ClaimKind,
      side: Side.nullable(),
      use: Use,
      relevance: Relevance,
      exact: z.boolean().describe('holds a date, figure or name that is right'),
      severity: Severity.nullable(),
    }),
  ),
});

/** What the model answers to the second request. */
export const ArgumentReply = z.object({
  paragraphs: z.array(z.object({ n: z.number().int(), mode: ParagraphMode, link: LinkToQuestion })),
  line: z.number().int().nullable().describe('number of the paragraph in which the answer first takes its line'),
  criteria: CriteriaNamed,
  counterArgument: CounterArgument,
  balance: Balance,
  judgement: Judgement,
  best: z.number().int().nullable().describe('number of the clause that shows the answer at its strongest'),
  rewrite: z.number().int().nullable().describe('number of the clause most worth rewriting'),
  summary: z.string(),
  strength: z.string(),
  advice: z.string(),
});

export type LedgerReply = z.infer<typeof LedgerReply>;
export type ArgumentReply = z.infer<typeof ArgumentReply>;
