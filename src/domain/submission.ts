import { z } from 'zod';

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
  purpose: 'claims' | 'argument';
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
