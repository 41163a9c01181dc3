import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { deleteSubmission } from '../actions/delete-submission.ts';
import { listSubmissions } from '../actions/list-submissions.ts';
import { type EarlierAssessment, type Review, readSubmission } from '../actions/read-submission.ts';
import { submitEssay } from '../actions/submit-essay.ts';
import type { Actor } from '../domain/actor.ts';
import { secondsUntil } from '../domain/spending.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readableBody } from './read-body.ts';
import { Accepted, EssayDocument, Id, SubmissionDocument, SubmissionList, SubmissionQuery } from './submission-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const linksOf = (id: string) => ({ self: `/api/v1/submissions/${id}` });

const reviewDocument = <T>({ tag, proposals, ...review }: Review, withLink: (one: EarlierAssessment) => T) => ({
  etag: tag,
  ...review,
  proposals: proposals.map(withLink),
});

/** Handing essays in, reading what became of them, and taking them back. */
export function submissions(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.use('/submissions/:id', etag());

  const document = (actor: Actor, id: string): z.infer<typeof SubmissionDocument> => {
    const { submission, review, earlier, ...read } = readSubmission(actor, id, deps);
    const { state, mode, rubricId, rubricVersion, createdAt, text } = submission;
    const links = linksOf(id);
    const withLink = (one: EarlierAssessment) => ({ ...one, links: { self: `${links.self}/assessments/${one.id}` } });
    return {
      id,
      state,
      mode,
      rubric: { id: rubricId, version: rubricVersion },
      createdAt,
      text,
      ...read,
      review: review && reviewDocument(review, withLink),
      earlier: earlier.map(withLink),
      links,
    };
  };

  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions',
        tags: ['Submissions'],
        summary: 'Hand an essay in',
        description:
          'Send JSON, or the essay itself as plain text or Markdown. Keep the id of the answer: it is the only way back to the essay. ' +
          'With `wait` the answer comes when the essay is marked, if that takes no longer.',
        middleware: [readableBody] as const,
        request: {
          query: z.strictObject({
            wait: z.coerce
              .number()
              .int()
              .min(0)
              .max(60)
              .default(0)
              .openapi({ type: 'integer', minimum: 0, maximum: 60, default: 0, description: 'seconds to wait for the mark' }),
          }),
          body: {
            content: {
              'application/json': { schema: EssayDocument },
              'text/plain': { schema: z.string() },
              'text/markdown': { schema: z.string() },
            },
          },
        },
        responses: {
          200: json(SubmissionDocument, 'Marked, or handed to a teacher, within the wait'),
          202: {
            ...json(Accepted, 'Kept, and to be marked'),
            headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
          },
          ...refusals(400, 401, 413, 415, 422, 429),
        },
      }),
      async (c) => {
        const { wait } = c.req.valid('query');
        const actor = c.get('actor');
        const isJson = c.req.header('content-type')?.trim().toLowerCase().startsWith('application/json');
        const input = isJson ? c.req.valid('json') : { text: new TextDecoder().decode(await c.req.arrayBuffer()) };
        const { id, mode } = submitEssay(actor, input, deps);
        // an essay of a class is marked when a batch takes it, which may be days from now
        if (wait > 0 && mode === 'practice') await deps.queue.finished(id, wait * 1000, c.req.raw.signal);
        c.header('Cache-Control', 'private, no-store');
        c.header('Location', linksOf(id).self);
        if (wait > 0) {
          const marked = document(actor, id);
          if (marked.state !== 'waiting') return c.json(marked, 200);
        }
        c.header('Retry-After', '2');
        return c.json({ id, state: 'waiting' as const, links: linksOf(id) }, 202);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/submissions',
        tags: ['Submissions'],
        summary: 'List submissions, newest first',
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        request: { query: SubmissionQuery },
        responses: { 200: json(SubmissionList, 'A page of submissions'), ...refusals(401, 422) },
      }),
      (c) => {
        const { items, next } = listSubmissions(c.get('actor'), c.req.valid('query'), deps);
        c.header('Cache-Control', 'private, no-store');
        const listed = items.map(({ id, state, rubricId, rubricVersion, candidate, createdAt }) => ({
          id,
          state,
          rubric: { id: rubricId, version: rubricVersion },
          candidate,
          createdAt,
          links: linksOf(id),
        }));
        return c.json({ items: listed, next }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/submissions/{id}',
        tags: ['Submissions'],
        summary: 'Read an essay and its assessment',
        request: { params: Id },
        responses: {
          200: { ...json(SubmissionDocument, 'The submission'), headers: z.object({ ETag: z.string() }) },
          304: { description: 'Nothing has changed since the ETag that was sent in If-None-Match' },
          ...refusals(401, 404),
        },
      }),
      (c) => {
        const found = document(c.get('actor'), c.req.valid('param').id);
        c.header('Cache-Control', 'private, no-store');
        c.header('Vary', 'Authorization');
        if (found.state === 'waiting') c.header('Retry-After', String(found.putOff ? secondsUntil(deps.now(), found.putOff.until) : 2));
        return c.json(found, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/submissions/{id}',
        tags: ['Submissions'],
        summary: 'Delete an essay and everything made from it',
        request: { params: Id },
        responses: { 204: { description: 'Gone' }, ...refusals(401, 403, 404) },
      }),
      (c) => {
        deleteSubmission(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    );
}
