import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { acceptAssessment } from '../actions/accept-assessment.ts';
import { commitBlindMark } from '../actions/commit-blind-mark.ts';
import { releaseScript, takeBackScript } from '../actions/release-script.ts';
import { reviewScript } from '../actions/review-script.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BlindMarkBody, BlindMarkDocument, ScriptDocument } from './override-documents.ts';
import { refusals } from './problems.ts';
import { readJson } from './read-json.ts';
import { Id } from './submission-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const staff = { tags: ['Overrides'], security: [{ apiKey: [] }] };
const self = (id: string) => ({ self: `/api/v1/submissions/${id}` });
const moved = (description: string) => ({ responses: { 200: json(ScriptDocument, description), ...refusals(401, 403, 404, 409) } });

/** What a teacher does with one script: marking it unseen, reading it, accepting a later marking, releasing it and taking it back. */
export function reviewing(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('BlindMarkInput', BlindMarkBody);
  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/review',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Say that you have read a script and its mark stands',
        request: { params: Id },
        ...moved('It is reviewed'),
      }),
      (c) => {
        const { id } = c.req.valid('param');
        reviewScript(c.get('actor'), id, deps);
        return c.json({ id, state: 'reviewed' as const, links: self(id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/release',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Release a script: its student sees the mark and the feedback',
        description: 'Refused without a mark, and while any part of the feedback was written for another level.',
        request: { params: Id },
        ...moved('It is released'),
      }),
      (c) => {
        const { id } = c.req.valid('param');
        releaseScript(c.get('actor'), id, deps);
        return c.json({ id, state: 'released' as const, links: self(id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/take-back',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Take a released script back, to change it and release it again',
        description: 'Its student sees its state only, as before it was released. Nothing of its history is lost.',
        request: { params: Id },
        ...moved('It is reviewed, and released no more'),
      }),
      (c) => {
        const { id } = c.req.valid('param');
        takeBackScript(c.get('actor'), id, deps);
        return c.json({ id, state: 'reviewed' as const, links: self(id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/accept/{assessmentId}',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Accept a later marking in the place of the one that is shown',
        description:
          'For a marking under `review.proposals`. The one that was shown stays kept, with its overrides; none of them goes over to the new one.',
        request: { params: z.object({ id: z.string(), assessmentId: z.string() }) },
        ...moved('It is shown, and reviewed'),
      }),
      (c) => {
        const { id, assessmentId } = c.req.valid('param');
        acceptAssessment(c.get('actor'), id, assessmentId, deps);
        return c.json({ id, state: 'reviewed' as const, links: self(id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/blind-mark',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Give your own mark before you see the engine’s',
        description: 'Once and for all, for a script that says `blind`. Then you see how it was marked.',
        request: {
          params: Id,
          body: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/BlindMarkInput' } } } },
        },
        responses: { 201: json(BlindMarkDocument, 'Kept'), ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { awarded, at } = commitBlindMark(c.get('actor'), id, await readJson(c, 'application/json', 'invalid-field'), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json({ awarded, at, links: self(id) }, 201);
      },
    );
}
