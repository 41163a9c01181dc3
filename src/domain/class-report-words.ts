import { z } from 'zod';
import type { Digest, Script } from './script.ts';

/**
 * What a class report is made of: one script. `awarded` and `level` are those that hold, overrides included; null where there is no mark.
 * `digest` is null while nothing has been made of the script.
 */
export type ReportRow = Pick<Script, 'submissionId' | 'identifier' | 'name' | 'group' | 'state' | 'awardedByEngine'> & {
  awarded: number | null;
  level: number | null;
  digest: Digest | null;
};

const count = z.number().int().min(0);

/** The first of a list, and how many more there are. */
export const someSchema = <T extends z.ZodType>(item: T) => z.object({ shown: z.array(item), more: count });

/** At most `limit` of a list, each made by `make`, and how many were left. */
export const someOf = <T, U>(list: T[], limit: number, make: (one: T) => U): Some<U> => ({
  shown: list.slice(0, limit).map(make),
  more: Math.max(0, list.length - limit),
});

/** Whose script it is. */
export const Student = z.object({ submissionId: z.string(), identifier: z.string(), name: z.string().nullable() });
export const studentOf = ({ submissionId, identifier, name }: Student): Student => ({ submissionId, identifier, name });

/** A target: who needs it next (`first`), and who after that. */
export const TargetNeed = z.object({
  id: z.string(),
  title: z.string(),
  first: count.describe('how many need it first'),
  all: count.describe('how many need it at all'),
  who: someSchema(z.object({ ...Student.shape, first: z.boolean() })).describe('those who need it first before the others'),
});

/** A mistake by its correction: how many scripts make it, and a sentence of each of the first of them. */
export const Mistake = z.object({
  correction: z.string(),
  scripts: count,
  sentences: someSchema(z.object({ ...Student.shape, quote: z.string() })),
});

/** A theme or phase, and how many of the scripts that were read leave it out. */
export const LeftOut = z.object({
  id: z.string(),
  title: z.string(),
  background: z.boolean().describe('true: only background to this question, so leaving it out need be no fault'),
  scripts: count,
});

/** How far teachers changed the engine's marks. Means are in marks and of the changed ones only; null where none was. */
export const Changes = z.object({
  compared: count.describe('scripts that have a mark by the engine and one that holds'),
  changed: count,
  raised: count,
  lowered: count,
  given: count.describe('marks by a teacher where the engine gave none'),
  mean: z.number().nullable().describe('+ where teachers were more generous'),
  meanSize: z.number().nullable(),
  biggest: someSchema(z.object({ ...Student.shape, from: count, to: count })),
});

export type Student = z.infer<typeof Student>;
export type TargetNeed = z.infer<typeof TargetNeed>;
export type Mistake = z.infer<typeof Mistake>;
export type LeftOut = z.infer<typeof LeftOut>;
export type Changes = z.infer<typeof Changes>;
/** The first of a list, and how many more there are. */
export type Some<T> = { shown: T[]; more: number };
