import type { z } from 'zod';
import { noUsage, type Usage } from './assessment.ts';
import { ScriptState } from './batch.ts';

/** How far a submission has come. */
export const SubmissionState = ScriptState;

/** One essay handed in; never changed afterwards. `text` is kept exactly as it came. */
export type Submission = {
  id: string;
  text: string;
  rubricId: string;
  rubricVersion: number;
  candidate: string | null;
  state: z.infer<typeof SubmissionState>;
  createdAt: string;
  /** `practice`: seen at once by whoever holds its id. `class`: a student sees its state only, until it is released. */
  mode: 'practice' | 'class';
  assignmentId: string | null;
  /** Whose it is, as the school's systems know them; null in practice. */
  identifier: string | null;
};

/** What is true of a submission that belongs to no class. */
export const inPractice = { mode: 'practice', assignmentId: null, identifier: null } as const satisfies Partial<Submission>;

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
