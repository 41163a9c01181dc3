import { z } from 'zod';

export const Verdict = z.enum(['supported', 'partly', 'contradicted', 'beyond', 'opinion', 'unverified']);
export const ClaimKind = z.enum(['fact', 'cause', 'evaluation', 'judgement']);
export const Use = z.enum(['stated', 'explained', 'argued']);
export const Relevance = z.enum(['question', 'background', 'off']);
export const Severity = z.enum(['slip', 'error', 'undermines']);
export const Side = z.enum(['success', 'failure', 'either']);

/** One claim of the essay: a clause or a sentence, quoted exactly (offsets: UTF-16 into the essay as submitted), and what became of it. */
export const Claim = z.object({
  id: z.string().regex(/^clm_\d+$/),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  quote: z.string().min(1),
  sentence: z.number().int().min(1).describe('number of the sentence it stands in, from 1'),
  sentenceWords: z.number().int().min(1).describe('how many words that sentence has'),
  kind: ClaimKind,
  verdict: Verdict,
  points: z.array(z.string()),
  cards: z.array(z.number().int()),
  side: Side.nullable(),
  use: Use,
  relevance: Relevance,
  severity: Severity.nullable(),
  exact: z.boolean().describe('carries an exact date, number or name that is right'),
  themes: z.array(z.string()),
  phases: z.array(z.string()),
  explanation: z.string(),
  hint: z.string().nullable(),
  correction: z.string().nullable(),
  note: z.string().nullable(),
});

export type Verdict = z.infer<typeof Verdict>;
export type Claim = z.infer<typeof Claim>;
export type Use = z.infer<typeof Use>;
export type Side = z.infer<typeof Side>;

/** What an engine says about a run of clauses of one sentence. Quotes, ids and cards are made from it by code (marking/write-ledger.ts). */
export type ClaimObservation = {
  /** First and last clause number; both in one sentence. */
  clauses: [first: number, last: number];
  kind: z.infer<typeof ClaimKind>;
  verdict: Verdict;
  /** Ids of points, or of `beyond` entries, of the rubric. */
  points: string[];
  side: Side | null;
  use: Use;
  relevance: z.infer<typeof Relevance>;
  severity: z.infer<typeof Severity> | null;
  exact: boolean;
  explanation: string;
  hint: string | null;
  correction: string | null;
  note: string | null;
};

/** Verdicts that earn credit. */
export const isAccurate = (claim: { verdict: Verdict }): boolean =>
  claim.verdict === 'supported' || claim.verdict === 'partly' || claim.verdict === 'beyond';
