/** Every way in which the product says no. One closed set; http/problems.ts and cli.ts map it once to a status or exit code. */
export const problems = {
  'bad-request': 'The request is not one this service understands',
  'not-json': 'The body is not JSON',
  'not-utf8': 'The text is not UTF-8',
  'wrong-content-type': 'The content type is not one this route takes',
  'invalid-field': 'A field is missing or wrong',
  'too-large': 'The body is too large',
  'essay-empty': 'The essay is empty',
  'essay-too-long': 'The essay is too long',
  'essay-unreadable': 'The essay holds characters that are not text',
  'rubric-unknown': 'There is no such rubric',
  'rubric-invalid': 'The rubric breaks a rule',
  'not-found': 'There is nothing here',
  'not-allowed': 'This needs a right that the caller does not have',
  'key-required': 'This needs an API key',
  conflict: 'It cannot be done as things stand',
  'precondition-required': 'The request must say which version it changes',
  'precondition-failed': 'The version that the request changes is no longer the newest',
  'engine-unknown': 'There is no such engine',
  'engine-not-configured': 'The engine is not set up',
  'engine-failed': 'The model gave no answer that can be used',
  'spending-cap': 'The cap on what the model may spend is reached',
  'recording-missing': 'There is no recording of this request',
  internal: 'Something went wrong on our side',
} as const;

export type ProblemCode = keyof typeof problems;

/**
 * One thing wrong with the input: where (a field name or JSON pointer) and what, in a plain sentence. `choices` are what may be given there,
 * where that is to be chosen from what was sent in.
 */
export type FieldProblem = { field: string; detail: string; choices?: string[] };

/** A version of a rubric, as it is named to whoever changes it. `etag` is what goes into If-Match. */
export type VersionName = { version: number; hash: string; etag: string };

/**
 * A refusal that the caller can do something about.
 * `detail` is for people and never holds essay text, a key or a stack. `current` is the version that stands where another was expected;
 * `retryAfter` are the seconds after which it can be asked again.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly current: VersionName | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail: string, fields: FieldProblem[] = [], current?: VersionName, retryAfter?: number) {
    super(`${problems[code]}: ${detail}`);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.current = current;
    this.retryAfter = retryAfter;
  }
}
