import { z } from 'zod';
import { Argument, Flag, ParagraphFinding } from './argument.ts';
import { Claim } from './claim.ts';

export const Mark = z.object({
  awarded: z.number().int().min(0),
  outOf: z.number().int().min(1),
  level: z.number().int().min(0),
  range: z.tuple([z.number().int(), z.number().int()]).describe('the marks that another careful marker could give'),
  confidence: z.enum(['high', 'medium', 'low']),
  why: z.array(z.string()).describe('one audit line a step, each naming its claims or paragraphs'),
  whyNotHigher: z.string(),
});

export const CriterionResult = z.object({ id: z.string(), level: z.number().int().min(0), why: z.string(), evidence: z.array(z.string()) });

export const ThemeCoverage = z.object({
  theme: z.string(),
  status: z.enum(['absent', 'mentioned', 'developed']),
  met: z.number().int().min(0),
  points: z.number().int().min(0),
});
export const PhaseCoverage = z.object({ phase: z.string(), status: z.enum(['absent', 'mentioned', 'developed']) });

/** What a teacher wrote beside words of the essay (offsets: UTF-16 into the essay as submitted); `quote` is cut from it by code. */
export const TeacherNote = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  quote: z.string().min(1),
  note: z.string(),
});

export const Feedback = z.object({
  summary: z.string(),
  strengths: z.array(z.string()),
  corrections: z.array(z.object({ claim: z.string(), quote: z.string(), hint: z.string().nullable(), correction: z.string() })),
  notes: z.array(z.string()).describe('ids of the claims shown in the margin, worst misunderstanding first'),
  nextSteps: z.array(z.object({ target: z.string(), quote: z.string(), advice: z.string() })),
  teacherNotes: z.array(TeacherNote).optional().describe('notes that a teacher added in the margin, in the order of the essay'),
});

export const Usage = z.object({
  requests: z.number().int(),
  inputTokens: z.number().int(),
  cachedTokens: z.number().int(),
  outputTokens: z.number().int(),
  milliseconds: z.number().int(),
});

/** The public assessment: ledger, mark, feedback and who made it. Times are ISO 8601 UTC; marks are whole, 0 to outOf. */
export const Assessment = z.object({
  id: z.string(),
  submissionId: z.string(),
  createdAt: z.iso.datetime(),
  status: z.enum(['marked', 'needs_teacher']),
  reason: z.string().nullable(),
  rubric: z.object({ id: z.string(), version: z.number().int(), hash: z.string() }),
  engine: z.object({ id: z.enum(['offline', 'openai']), version: z.string(), model: z.string().nullable() }),
  mark: Mark.nullable(),
  criteria: z.array(CriterionResult),
  claims: z.array(Claim),
  paragraphs: z.array(ParagraphFinding),
  argument: Argument,
  coverage: z.array(ThemeCoverage),
  phases: z.array(PhaseCoverage),
  feedback: Feedback,
  flags: z.array(Flag),
  usage: Usage,
});

export type Mark = z.infer<typeof Mark>;
export type CriterionResult = z.infer<typeof CriterionResult>;
export type ThemeCoverage = z.infer<typeof ThemeCoverage>;
export type PhaseCoverage = z.infer<typeof PhaseCoverage>;
export type Feedback = z.infer<typeof Feedback>;
export type Usage = z.infer<typeof Usage>;
export type Assessment = z.infer<typeof Assessment>;

export const noUsage: Usage = { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, milliseconds: 0 };
