import { type ClientResponse, hc } from 'hono/client';
import type { Assessment } from '../domain/assessment.ts';
import type { CheckFigures } from '../domain/check.ts';
import type { FieldProblem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Submission } from '../domain/submission.ts';
import type { Api } from '../http/app.ts';
import { bearer, refuseKey } from './key.ts';

export type RubricName = Pick<Rubric, 'id' | 'version'>;
export type Loaded = Pick<Submission, 'id' | 'state' | 'mode' | 'text' | 'createdAt'> & {
  rubric: RubricName;
  assessment: Assessment | null;
  check: CheckFigures | null;
  revised: boolean;
  putOff: { until: string; reason: string } | null;
};
export type Sample = { id: string; words: number; firstLine: string };

/** The routes of the service, typed. Whoever is signed in on this tab asks. */
export const api = hc<Api>('/', { headers: bearer }).api.v1;

/** A refusal of the API, or no answer at all (`status` 0). `detail` is a sentence for the reader. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly fields: FieldProblem[];

  constructor(status: number, detail: string, fields: FieldProblem[] = []) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.fields = fields;
  }
}

/** Hands an essay in and waits up to `wait` seconds for its mark. Returns the id of the submission, marked or not. */
export async function submitEssay(text: string, wait: number): Promise<string> {
  const { id } = await (await asked(api.submissions.$post({ query: { wait: String(wait) }, json: { text } }))).json();
  return id;
}

export async function loadSubmission(id: string): Promise<Loaded> {
  return (await asked(api.submissions[':id'].$get({ param: { id } }))).json();
}

export async function deleteSubmission(id: string): Promise<void> {
  await asked(api.submissions[':id'].$delete({ param: { id } }));
}

/** The rubric of this name, or the one that essays are marked against when they name none. */
export async function loadRubric(name?: RubricName): Promise<Rubric> {
  if (name) return (await asked(api.rubrics[':id'].$get({ param: { id: name.id }, query: { version: String(name.version) } }))).json();
  const { items } = await (await asked(api.rubrics.$get())).json();
  return (await asked(api.rubrics[':id'].$get({ param: { id: items[0]?.id ?? '' }, query: {} }))).json();
}

export async function loadSamples(): Promise<Sample[]> {
  return (await (await asked(api.samples.$get())).json()).items;
}

export async function loadSample(id: string): Promise<string> {
  return (await (await asked(api.samples[':id'].$get({ param: { id } }))).json()).text;
}

type Good<R> = R extends ClientResponse<infer _Body, infer Status, string> ? (Status extends 200 | 201 | 202 | 204 ? R : never) : never;

/** The reply, if it is a good one. @throws ApiProblem */
export async function asked<R extends ClientResponse<unknown, number, string>>(request: Promise<R>): Promise<Good<R>> {
  return (await answered(request)) as unknown as Good<R>;
}

/** The same for a request that the typed client does not make. @throws ApiProblem */
export async function answered<R extends Pick<Response, 'ok' | 'status' | 'json'>>(request: Promise<R>): Promise<R> {
  let reply: R;
  try {
    reply = await request;
  } catch {
    throw new ApiProblem(0, 'The marker did not answer. Check that it is still running, then try again.');
  }
  if (reply.ok) return reply;
  if (reply.status === 401) refuseKey();
  const problem = (await reply.json().catch(() => ({}))) as { detail?: string; fields?: FieldProblem[] };
  throw new ApiProblem(reply.status, problem.detail ?? 'Something went wrong. Try again in a moment.', problem.fields?.map(inPlainWords));
}

/** Whoever fills in a form need not know of which type a field is. */
const inPlainWords = <F extends FieldProblem>(field: F): F => ({
  ...field,
  detail: field.detail.replace(/^must be given, as an? .*$/u, 'must be given'),
});

/** What a failure was, in a sentence for the reader. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, 'That did not work. Try again in a moment.');
