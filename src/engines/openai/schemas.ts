import { z } from 'zod';
import { Balance, CounterArgument, CriteriaNamed, Judgement, LinkToQuestion, ParagraphMode } from '../../domain/argument.ts';
import { Severity, Side, Use, Verdict } from '../../domain/claim.ts';

/** What a claim does in the answer, or why it does nothing: `reported` is another's view, a question or a supposition. */
export const ClaimUse = z.enum([...Use.options, 'reported', 'background', 'off']);

/** The numbers of the first and last clause of `12` or `12-14`; not a number where it is neither. */
export function clausesIn(range: string): [first: number, last: number] {
  const [, first, last = first] = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/u.exec(range) ?? [];
  return [Number(first), Number(last)];
}

/**
 * What the model answers to the first request. The reason comes before the verdict, so that the verdict follows from it; what only a mistake
 * needs stands apart, and names are a letter, since a long essay has eighty claims and every word of a reply costs time and money.
 */
export const LedgerReply = z.object({
  claims: z.array(
    z.object({
      at: z.string().describe('number of the clause, or first-last within one sentence'),
      why: z.string().describe('at most six words; when contradicted, what the essay says against what is right'),
      v: Verdict.describe('verdict'),
      p: z.array(z.string()).describe('points made, such as p12 or b3'),
      s: Side.nullable().describe('side'),
      u: ClaimUse.describe('use'),
    }),
  ),
  wrong: z
    .array(
      z.object({
        at: z.string().describe('clauses of a contradicted claim'),
        correction: z.string().describe('one plain sentence that says what is right'),
        hint: z.string().describe('where to look, without the answer, at most eight words'),
        severity: Severity,
      }),
    )
    .describe('one for every contradicted claim'),
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
  summary: z.string().describe('at most forty words'),
  strength: z.string().describe('at most thirty words'),
  advice: z.string().describe('at most thirty words'),
});

export type LedgerReply = z.infer<typeof LedgerReply>;
export type ArgumentReply = z.infer<typeof ArgumentReply>;
