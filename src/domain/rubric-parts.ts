import { z } from 'zod';
import { boundaryProblems, levelProblems } from './rubric-rules.ts';

/** Ids are lower case words joined by hyphens, with dots between theme and point: `causes.harvest-failed`. */
export const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower case letters, digits and hyphens');
export const PointId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a point id is theme.name, in lower case');

/** YAML reads a bare 1939 as a number. */
function yearOrText<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'number' ? String(value) : value), schema);
}

const Sentence = z.string().trim().min(1).max(400);
const Phrase = z.string().trim().min(1).max(60);
const unreviewed = z.boolean().optional().describe('true: nobody has checked this yet, so the rubric gives feedback but no mark');

/**
 * A pattern is words separated by spaces, all of which a clause must hold (see rubrics/README.md):
 * `a|b` either, `~a` here or just before, `!a` absent, `a > b` in this order. A word that is a lexicon id stands for all its names.
 */
export const Pattern = z.string().trim().min(1).max(800);

/** A date or span in ISO form, as exact as it is known: `1939`, `1939-08`, `1939-08-23`, `1936-07..1939-04`. */
export const When = yearOrText(
  z
    .string()
    .regex(
      /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?:\.\.\d{4}(?:-\d{2}(?:-\d{2})?)?)?$/,
      'a date is 1939, 1939-08, 1939-08-23 or two of these joined by ..',
    ),
);

const factCommon = {
  of: z.array(Pattern).min(1).optional().describe('the patterns to which the detail belongs; the patterns of the point when left out'),
  says: Sentence.describe('the right detail as half a sentence that can follow "in fact": it is the correction'),
  hint: z.string().max(80).optional(),
  told: z
    .literal(false)
    .optional()
    .describe('false: a model does not read it, since it is no detail of the point but a bound within which others are not wrong'),
};

/** A detail that must be right. Only a detail that cannot be reconciled with it is a clash. */
export const KeyFact = z.union([
  z.strictObject({ when: When, ...factCommon }),
  z.strictObject({ number: z.strictObject({ from: z.number(), to: z.number(), unit: z.string() }), ...factCommon }),
  z.strictObject({ who: z.array(Id).min(1).describe('lexicon ids, any of which is right'), kind: z.string(), ...factCommon }),
]);

/** A wrong statement that a point foresees. Only an `error` (a wrong fact) may ever be contradicted. */
export const Misconception = z.strictObject({
  kind: z.enum(['error', 'contestable']),
  meets: z.array(Pattern).min(1),
  examples: z.array(Sentence).min(1),
  correction: Sentence,
  hint: z.string().max(80).optional(),
});

const knowledge = {
  proposition: Sentence,
  phase: yearOrText(z.string()),
  kind: z.enum(['fact', 'interpretation']).default('fact'),
  side: z
    .enum(['success', 'failure', 'either'])
    .nullable()
    .default(null)
    .describe('where the statement is usually put; what counts is the use a student makes of it'),
  facts: z.array(KeyFact).default([]),
  meets: z.array(Pattern).default([]),
  wordings: z.array(Sentence).default([]),
  misconceptions: z.array(Misconception).default([]),
  note: Sentence.nullable().default(null).describe('worth knowing: shown when the point is met, costs nothing'),
  relevance: z.enum(['question', 'background']).default('question'),
  from: z.array(z.string()).default([]).describe('where the proposition comes from, for whoever checks it'),
  order: z.number().int().default(0),
  unreviewed,
};

export const Point = z.strictObject({
  theme: Id,
  cards: z.array(z.number().int().min(1)).min(1).describe('the card that says it, then others that touch it'),
  twins: z.array(PointId).default([]),
  ...knowledge,
});
export const Beyond = z.strictObject({ theme: Id, ...knowledge });

/** A name of this topic (person, state, place, treaty, event, body) or an idea that can be said in many words. */
export const Term = z.strictObject({
  kind: z.enum(['person', 'state', 'place', 'treaty', 'event', 'body', 'idea']),
  when: When.optional().describe('the span of an event or treaty: another date given right beside its name clashes'),
  says: Sentence.optional().describe('what follows "In fact" when that date is wrong'),
  names: z.array(z.string().trim().min(1).max(60)).min(1),
});

export const Bank = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cards: z.record(z.string().regex(/^\d+$/), z.string()),
  themes: z.record(Id, z.strictObject({ title: z.string().min(1), order: z.number().int(), reported: z.boolean().default(true) })),
  phases: z.record(z.string(), z.strictObject({ title: z.string(), order: z.number().int() })),
  lexicon: z.record(Id, Term),
  points: z.record(PointId, Point),
  beyond: z.record(PointId, Beyond),
});

const Range = z.strictObject({ min: z.number().optional(), max: z.number().optional() });

/** The measures that code takes from the ledger, the paragraphs and the argument; marking/measure.ts says how. */
export const Measure = z.enum([
  'accurate',
  'exact',
  'packed',
  'beyond',
  'errorShare',
  'carried',
  'analytic',
  'weighed',
  'linked',
  'narrated',
  'themes',
  'phases',
  'line',
  'criteria',
  'counterArgument',
  'balance',
  'judgement',
  'drift',
]);

const CriterionLevel = z.strictObject({ descriptor: Sentence, needs: z.partialRecord(Measure, Range), lacking: Sentence.optional() });

export const Level = z.strictObject({
  min: z.number().int(),
  max: z.number().int(),
  descriptor: z.string().min(1),
  criteria: z.record(Id, CriterionLevel),
  order: z.number().int().optional(),
});

/** Advice with a code, so that a teacher can group a class by it. It is for answers that miss one of these measures. */
export const Target = z.strictObject({
  criterion: Id,
  measures: z.array(Measure).min(1),
  when: Range.extend({ measure: Measure }).optional().describe('only for answers of which this measure is in this range'),
  title: z.string().min(1).max(80),
  advice: Sentence.describe('{missing} stands for a theme that the answer leaves out'),
  order: z.number().int().default(0),
});

export const Scheme = z
  .strictObject({
    id: Id,
    title: z.string().min(1),
    maxMark: z.number().int().min(1).max(1000),
    criteria: z.record(
      Id,
      z.strictObject({
        title: z.string().min(1),
        essential: z.boolean().default(false).describe('counts for half of the whole, together with others that are'),
        weight: z
          .number()
          .positive()
          .max(100)
          .optional()
          .describe('how much it counts beside the others of its half; 1 where nothing is said'),
        advisory: z.array(Measure).optional().describe('measures that choose what is advised and do not count'),
        order: z.number().int(),
      }),
    ),
    levels: z.record(z.string().regex(/^[1-9]$/), Level),
    boundaries: z
      .record(Id, z.record(z.string().regex(/^[1-9]$/), z.number().min(0)))
      .optional()
      .describe(
        'for an engine, how far up the levels (0 to the highest) an answer must come for each to begin; half a level before it otherwise',
      ),
    targets: z.record(Id, Target),
  })
  .superRefine((scheme, context) => {
    const ofLevels = levelProblems(scheme.levels, scheme.maxMark);
    for (const { path, detail } of ofLevels.length ? ofLevels : boundaryProblems(scheme))
      context.addIssue({ code: 'custom', path, message: detail });
  });

const ArgumentStep = z.strictObject({
  claim: Sentence,
  support: z.array(PointId),
  reply: Sentence,
  repliedBy: z.array(PointId).default([]),
});

export const Question = z.strictObject({
  id: Id,
  title: z.string().min(1),
  text: z.string().min(1),
  bank: Id,
  scheme: Id,
  sides: z.strictObject({ for: z.string(), against: z.string() }),
  period: z.strictObject({ from: When, to: When }),
  themes: z.record(Id, z.enum(['question', 'background'])),
  keywords: z.array(z.string()).default([]).describe('words of the question, which prove nothing about knowledge'),
  subjects: z.array(Phrase).optional().describe('what a verdict is passed on, as answers name it: a person, a policy'),
  signs: z
    .strictObject({ success: z.array(Phrase), failure: z.array(Phrase) })
    .optional()
    .describe('words that call what the question asks about a success or a failure, besides those that always do'),
  order: z
    .number()
    .int()
    .optional()
    .describe('where the question stands in the list; the first is the one that is used when none is named'),
  criteria: z
    .array(z.strictObject({ name: z.string(), words: z.array(z.string()).min(1) }))
    .default([])
    .describe('tests of success that an answer may name'),
  argument: z.strictObject({ for: z.record(Id, ArgumentStep), against: z.record(Id, ArgumentStep) }),
});

export type Point = z.infer<typeof Point>;
export type Beyond = z.infer<typeof Beyond>;
export type KeyFact = z.infer<typeof KeyFact>;
export type Misconception = z.infer<typeof Misconception>;
export type Term = z.infer<typeof Term>;
export type Bank = z.infer<typeof Bank>;
/** As it is written, with whatever has a default left out. */
export type BankInput = z.input<typeof Bank>;
export type QuestionInput = z.input<typeof Question>;
export type Scheme = z.infer<typeof Scheme>;
export type Target = z.infer<typeof Target>;
export type Level = z.infer<typeof Level>;
export type Measure = z.infer<typeof Measure>;
export type Question = z.infer<typeof Question>;
