import { z } from 'zod';

/** What the model answers about some of the notes. */
export const PointsReply = z.object({
  points: z.array(
    z.object({
      n: z.number().int().describe('number of the note'),
      proposition: z.string().describe('the point in one clear sentence, with its dates, figures and names'),
      kind: z.enum(['fact', 'interpretation']),
      side: z.enum(['success', 'failure', 'either']).nullable().describe('the side of the question on which it is usually used'),
      wordings: z.array(z.string()).describe('eight clauses as students would write them'),
      misconceptions: z.array(
        z.object({
          kind: z.enum(['error', 'contestable']),
          examples: z.array(z.string()).describe('one or two sentences as students would write them'),
          correction: z.string().describe('one plain sentence that says what is right'),
          hint: z.string().describe('where to look, without the answer, at most eight words'),
        }),
      ),
    }),
  ),
  names: z.array(
    z.object({
      name: z.string().describe('a name as it stands in the notes'),
      others: z.array(z.string()).describe('what else students call it, with usual misspellings'),
    }),
  ),
});

const Step = z.object({
  claim: z.string().describe('an argument in one sentence'),
  support: z.array(z.number().int()).describe('numbers of the notes that carry it'),
  reply: z.string().describe('the best answer to it'),
  repliedBy: z.array(z.number().int()),
});

/** What the model answers about the question. */
export const QuestionReply = z.object({
  title: z.string().describe('the question in at most eight words'),
  sideFor: z.string().describe('what the side that agrees says, in one to three words'),
  sideAgainst: z.string(),
  themes: z.array(z.object({ title: z.string(), points: z.array(z.number().int()) })).describe('two to six, each note in one of them'),
  tests: z.array(z.object({ name: z.string(), words: z.array(z.string()) })).describe('tests by which the matter could be judged'),
  subjects: z.array(z.string()).describe('what a verdict is passed on, as students name it'),
  signsOfSuccess: z.array(z.string()).describe('words that call it a success in this question'),
  signsOfFailure: z.array(z.string()),
  for: z.array(Step).describe('two to four'),
  against: z.array(Step).describe('two to four'),
});

export type PointsReply = z.infer<typeof PointsReply>;
export type QuestionReply = z.infer<typeof QuestionReply>;
