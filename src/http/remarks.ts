import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readAssessment } from '../actions/read-assessment.ts';
import { remarkSubmission } from '../actions/remark-submission.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { Accepted, AssessmentDocument, Id } from './submission-documents.ts';

/** Marking an essay again, and reading what it was given before. */
export function remarks(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/remark',
        tags: ['Submissions'],
        summary: 'Mark an essay again, against the newest version of its rubric',
        description:
          'The assessments it has are kept; the submission shows the newest that has a mark and lists the others. Where the last marking failed, a model is asked only what it did not answer, unless the rubric has changed. ' +
          'Where a teacher has changed, read or released what is shown, the new marking is a proposal until it is accepted.',
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        request: { params: Id },
        responses: {
          202: {
            description: 'To be marked again',
            content: { 'application/json': { schema: Accepted } },
            headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
          },
          ...refusals(401, 403, 404, 409, 429),
        },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        const state = remarkSubmission(c.get('actor'), id, deps);
        const self = `/api/v1/submissions/${id}`;
        c.header('Cache-Control', 'private, no-store');
        c.header('Location', self);
        c.header('Retry-After', '2');
        return c.json({ id, state, links: { self } }, 202);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/submissions/{id}/assessments/{assessmentId}',
        tags: ['Submissions'],
        summary: 'Read one assessment of an essay, an earlier one too',
        description:
          'With an API key as the engine left it; without one, with what teachers changed in it, and of a class only once it is released.',
        request: { params: z.object({ id: z.string(), assessmentId: z.string() }) },
        responses: {
          200: { description: 'The assessment', content: { 'application/json': { schema: AssessmentDocument } } },
          ...refusals(401, 404, 409),
        },
      }),
      (c) => {
        const { id, assessmentId } = c.req.valid('param');
        c.header('Cache-Control', 'private, no-store');
        c.header('Vary', 'Authorization');
        return c.json(readAssessment(c.get('actor'), id, assessmentId, deps), 200);
      },
    );
}
