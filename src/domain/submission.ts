import { z } from 'zod';
import { noUsage, type Usage } from './assessment.ts';

/** Waiting: queued or being marked. */
export const SubmissionState = z.enum(['waiting', 'marked', 'needs_teacher']);

/** One essay handed in; never changed afterwards. `text` is kept exactly as it came. */
export type Submission = {
  id: string;
  text: string;
  rubricId: string;
  rubricVersion: number;
  candidate: string | null;
  state: z.infer<typeof SubmissionState>;
  createdAt: string;
};

/** One exchange with a model, kept whole so that an assessment can be rebuilt. Never holds a key. */
export type Exchange = {
  purpose: 'claims' | 'argument' | 'draft-points' | 'draft-question';
  request: unknown;
  reply: unknown;
  status: number | null;
  failure: string | null;
  askedModel: string;
  answeringModel: string | null;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  milliseconds: number;
  createdAt: string;
};

/** What the exchanges cost together. */
export const usageOf = (exchanges: Exchange[]): Usage =>
  exchanges.reduce(
    (sum, one) => ({
      requests: sum.requests + 1,
      inputTokens: sum.inputTokens + one.inputTokens,
      cachedTokens: sum.cachedTokens + one.cachedTokens,
      outputTokens: sum.outputTokens + one.outputTokens,
      milliseconds: sum.milliseconds + one.milliseconds,
    }),
    noUsage,
  );
