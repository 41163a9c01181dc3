import type { Assessment } from '../domain/assessment.ts';
import type { FieldProblem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Submission } from '../domain/submission.ts';

export type Loaded = Pick<Submission, 'id' | 'state' | 'text' | 'createdAt'> & { assessment: Assessment | null };
export type Sample = { id: string; words: number; firstLine: string };

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
  const reply = await ask(`submissions?wait=${wait}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  const body = await reply.json();
  return body.submissionId ?? body.id;
}

export const loadSubmission = async (id: string): Promise<Loaded> => (await ask(`submissions/${encodeURIComponent(id)}`)).json();
export const deleteSubmission = async (id: string): Promise<void> => {
  await ask(`submissions/${encodeURIComponent(id)}`, { method: 'DELETE' });
};
/** The rubric that is listed first, or the one with this id. */
export async function loadRubric(id?: string): Promise<Rubric> {
  const wanted = id ?? listed<{ id: string }>(await (await ask('rubrics')).json())[0]?.id ?? '';
  return (await ask(`rubrics/${encodeURIComponent(wanted)}`)).json();
}
export const loadSamples = async (): Promise<Sample[]> => listed(await (await ask('samples')).json());
export const loadSample = async (id: string): Promise<string> => (await (await ask(`samples/${encodeURIComponent(id)}`)).json()).text;

const listed = <T>(body: T[] | { items: T[] }): T[] => (Array.isArray(body) ? body : body.items);

async function ask(path: string, init?: RequestInit): Promise<Response> {
  let reply: Response;
  try {
    reply = await fetch(`/api/v1/${path}`, init);
  } catch {
    throw new ApiProblem(0, 'The marker did not answer. Check that it is still running, then try again.');
  }
  if (reply.ok) return reply;
  const problem = await reply.json().catch(() => ({}));
  throw new ApiProblem(
    reply.status,
    problem.detail ?? problem.title ?? 'Something went wrong. Try again in a moment.',
    problem.fields ?? [],
  );
}
