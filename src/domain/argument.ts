import { z } from 'zod';

export const ParagraphMode = z.enum(['narrates', 'asserts', 'explains', 'weighs']);
export const LinkToQuestion = z.enum(['none', 'implicit', 'explicit']);
export const CriteriaNamed = z.enum(['none', 'implicit', 'explicit']);
export const CounterArgument = z.enum(['absent', 'mentioned', 'answered']);
export const Balance = z.enum(['success-only', 'failure-only', 'both', 'neither']);
export const Judgement = z.enum(['none', 'asserted', 'supported', 'sustained']);

/** What one paragraph does with its claims. Offsets: UTF-16 into the essay. */
export const ParagraphFinding = z.object({
  id: z.string().regex(/^par_\d+$/),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  mode: ParagraphMode,
  link: LinkToQuestion,
  claims: z.array(z.string()),
});

/** The essay's argument as a whole, from closed lists. `line` is the paragraph in which the line is taken. */
export const Argument = z.object({
  line: z.string().nullable(),
  criteria: CriteriaNamed,
  counterArgument: CounterArgument,
  balance: Balance,
  judgement: Judgement,
});

export const Flag = z.object({
  kind: z.enum([
    'text-to-marker',
    'off-topic',
    'too-short',
    'not-english',
    'copied-cards',
    'notes-form',
    'repetition',
    'engine-failed',
    'engines-differ',
    'worth-knowing',
  ]),
  audience: z.enum(['student', 'teacher']),
  detail: z.string(),
  start: z.number().int().min(0).nullable(),
  end: z.number().int().min(0).nullable(),
});

export type ParagraphFinding = z.infer<typeof ParagraphFinding>;
export type Argument = z.infer<typeof Argument>;
export type Flag = z.infer<typeof Flag>;

/** What an engine finds in the argument. Paragraphs by number, in order, one for each paragraph of the essay. */
export type ArgumentObservation = {
  paragraphs: { n: number; mode: z.infer<typeof ParagraphMode>; link: z.infer<typeof LinkToQuestion> }[];
  /** Number of the paragraph in which the answer's line is first taken. */
  line: number | null;
  criteria: z.infer<typeof CriteriaNamed>;
  counterArgument: z.infer<typeof CounterArgument>;
  balance: z.infer<typeof Balance>;
  judgement: z.infer<typeof Judgement>;
  /** Clause numbers that show the strongest moment and the sentence most worth rewriting, if the engine has a view. */
  best: number | null;
  rewrite: number | null;
  /** The engine's own words for the student; null where code is to write them. */
  words: { summary: string; strength: string; advice: string } | null;
};
