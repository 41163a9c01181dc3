import { z } from 'zod';
import { type FieldProblem, Problem } from '../domain/errors.ts';
import { pointerTo } from '../domain/pointer.ts';
import type { Rubric } from '../domain/rubric.ts';
import { Bank, Beyond, Point, Question, Scheme, Term } from '../domain/rubric-parts.ts';
import { bankProblems, levelProblems, questionProblems, type RuleProblem, schemeProblems } from '../domain/rubric-rules.ts';

export type RubricContent = Pick<Rubric, 'question' | 'bank' | 'scheme'>;

/** Made for the words of one bank; says what is wrong with a pattern, or null. compose.ts passes the offline engine's in. */
export type PatternCheck = (lexicon: Record<string, Term>) => (pattern: string) => string | null;

type Fields = Record<string, unknown>;
type Found = { path: PropertyKey[]; detail: string };

const parts = { question: Question, bank: Bank, scheme: Scheme };

/**
 * The content of a rubric from a request's body. Problems of shape, of the rules between the parts and of patterns are told all at once.
 * @throws Problem `rubric-invalid`, each field a JSON pointer (RFC 6901) into the body.
 */
export function checkRubric(body: unknown, patternCheck: PatternCheck): RubricContent {
  const { content, problems } = readRubricBody(body, patternCheck);
  if (content) return content;
  const [first] = problems;
  const told = first ? `${first.field || 'the body'} ${first.detail}` : 'the body is wrong';
  throw new Problem('rubric-invalid', problems.length > 1 ? `${problems.length} problems, the first: ${told}.` : `${told}.`, problems);
}

/** The same without throwing: `content` is null when there are problems. */
export function readRubricBody(body: unknown, patternCheck: PatternCheck): { content: RubricContent | null; problems: FieldProblem[] } {
  if (!isObject(body)) return { content: null, problems: [{ field: '', detail: 'must be an object with question, bank and scheme' }] };
  const found: Found[] = [];
  for (const key of Object.keys(body)) if (!Object.hasOwn(parts, key)) found.push({ path: [key], detail: 'is not a field of a rubric' });
  const question = read(Question, own(body, 'question'), ['question'], found);
  const bank = read(Bank, own(body, 'bank'), ['bank'], found);
  const scheme = read(Scheme, own(body, 'scheme'), ['scheme'], found);
  found.push(...ruleProblems(body, patternCheck));
  const problems = found.map(({ path, detail }) => ({ field: pointerTo(path), detail }));
  if (question && bank && scheme && problems.length === 0) return { content: { question, bank, scheme }, problems };
  return { content: null, problems: [...new Map(problems.map((one) => [`${one.field} ${one.detail}`, one])).values()] };
}

/** The rules between the parts, for whatever of the body has a shape that they can be read from. */
function ruleProblems(body: Fields, patternCheck: PatternCheck): Found[] {
  const question = z.object(Question.shape).safeParse(own(body, 'question')).data;
  const scheme = z.object(Scheme.shape).safeParse(own(body, 'scheme')).data;
  const { bank, broken } = usableBank(own(body, 'bank'));
  const found: Found[] = [];
  const tell = (part: string, problems: RuleProblem[]) =>
    found.push(...problems.map(({ path, detail }) => ({ path: [part, ...path], detail })));
  if (bank) {
    // An entry of the wrong shape is told once; what others say of it still counts as being there.
    const whole = ({ path }: RuleProblem) => !broken.has(pointerTo(path.slice(0, 2)));
    tell('bank', [...bankProblems(bank), ...patternProblems(bank, patternCheck)].filter(whole));
    if (question) tell('question', questionProblems(question, bank));
    if (question && question.bank !== bank.id) tell('question', [{ path: ['bank'], detail: `must be "${bank.id}", the bank’s id` }]);
  }
  if (scheme) tell('scheme', [...schemeProblems(scheme), ...levelProblems(scheme.levels, scheme.maxMark)]);
  if (scheme && question && question.scheme !== scheme.id)
    tell('question', [{ path: ['scheme'], detail: `must be "${scheme.id}", the scheme’s id` }]);
  return found;
}

function read<T>(schema: z.ZodType<T>, value: unknown, path: string[], found: Found[]): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  found.push(...parsed.error.issues.flatMap((issue) => told(issue, path)));
  return null;
}

/** An issue as problems of its own: one for each unknown field, and for a choice of shapes those of the shape that comes nearest. */
function told(issue: z.core.$ZodIssue, before: PropertyKey[]): Found[] {
  const path = [...before, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], detail: 'is not a field here' }));
    case 'invalid_key':
      return [{ path, detail: issue.issues.map(({ message }) => message).join('; ') }];
    case 'invalid_union': {
      const nearest = issue.errors.toSorted((a, b) => weight(a) - weight(b))[0];
      return nearest?.length ? nearest.flatMap((one) => told(one, path)) : [{ path, detail: issue.message }];
    }
    case 'invalid_type':
      return [
        {
          path,
          detail: issue.message.endsWith('undefined') ? `must be given (${issue.expected})` : `must be of another type: ${issue.expected}`,
        },
      ];
    default:
      return [{ path, detail: issue.message }];
  }
}

const weight = (issues: z.core.$ZodIssue[]) =>
  issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0);

/** A bank made fit for the rules, with the pointers of the entries whose shape is too wrong for them; null where it lacks a part altogether. */
function usableBank(given: unknown): { bank: Bank | null; broken: Set<string> } {
  const broken = new Set<string>();
  const record = z.record(z.string(), z.unknown());
  const { data } = z
    .object({ id: z.string(), cards: record, themes: record, phases: record, lexicon: record, points: record, beyond: record })
    .safeParse(given);
  if (!data) return { bank: null, broken };
  const each = <T>(part: 'lexicon' | 'points' | 'beyond', schema: z.ZodType<T>, otherwise: unknown) =>
    Object.fromEntries(
      Object.entries(data[part]).map(([id, entry]) => {
        const read = schema.safeParse(entry);
        if (!read.success) broken.add(pointerTo([part, id]));
        return [id, read.success ? read.data : (otherwise as T)];
      }),
    );
  const empty = { theme: '', phase: '', cards: [], facts: [], meets: [], misconceptions: [], twins: Object.keys(data.points) };
  const { id, cards, themes, phases } = data as unknown as Bank;
  const lexicon = each('lexicon', z.object(Term.shape), { kind: 'idea', names: ['-'] });
  const points = each('points', z.object(Point.shape), empty);
  const beyond = each('beyond', z.object(Beyond.shape), empty);
  return { bank: { id, title: '', cards, themes, phases, lexicon, points, beyond }, broken };
}

export function patternProblems({ lexicon, points, beyond }: Bank, patternCheck: PatternCheck): RuleProblem[] {
  const check = patternCheck(lexicon);
  const problems: RuleProblem[] = [];
  const each = (patterns: string[], path: string[]) => {
    for (const [i, pattern] of patterns.entries()) {
      const detail = check(pattern);
      if (detail !== null) problems.push({ path: [...path, String(i)], detail });
    }
  };
  for (const [part, entries] of Object.entries({ points, beyond }))
    for (const [id, entry] of Object.entries(entries)) {
      each(entry.meets, [part, id, 'meets']);
      for (const [i, { of = [] }] of entry.facts.entries()) each(of, [part, id, 'facts', String(i), 'of']);
      for (const [i, { meets }] of entry.misconceptions.entries()) each(meets, [part, id, 'misconceptions', String(i), 'meets']);
    }
  return problems;
}

const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
