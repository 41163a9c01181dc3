import type { z } from 'zod';
import { type FieldProblem, Problem } from '../domain/errors.ts';

/** @throws Problem `invalid-field`, with one entry for each field that is missing, wrong or unknown. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw fieldsProblem(parsed.error);
  return parsed.data;
}

/** The same for an error that a validator has already found. */
export function fieldsProblem({ issues }: { issues: readonly z.core.$ZodIssue[] }): Problem {
  const fields = issues.flatMap((issue): FieldProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), detail: 'is not a field of this request' }))
      : [{ field: issue.path.join('.') || 'body', detail: detailOf(issue) }],
  );
  const [first] = fields;
  const told = first ? `"${first.field.slice(0, 60)}" ${first.detail}` : 'a field is wrong';
  return new Problem('invalid-field', fields.length > 1 ? `${fields.length} fields are wrong, the first: ${told}.` : `${told}.`, fields);
}

function detailOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.message.endsWith('undefined') ? 'must be given, as' : 'must be'} ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'too_big':
      return issue.origin === 'string' ? `must have at most ${issue.maximum} characters` : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}

const article = (type: string) => (/^[aeio]/u.test(type) ? `an ${type}` : `a ${type === 'int' ? 'whole number' : type}`);
