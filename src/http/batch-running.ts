import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readBatch } from '../actions/read-batch.ts';
import { releaseBatch } from '../actions/release-batch.ts';
import { cancelBatch, goOn, pauseBatch, resumeBatch, retryBatch, startBatch } from '../actions/run-batch.ts';
import type { Actor } from '../domain/actor.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchDocument, BatchId, bodies, Counted } from './batch-documents.ts';
import { batchView } from './batch-views.ts';
import { refusals } from './problems.ts';
import { readJsonBody } from './read-body.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });

/** Describes a route that tells a batch what to do. `body` describes what may be sent; the action checks it. */
function telling<P extends string, T extends z.ZodType>(verb: P, summary: string, description: string, answer: T, body?: object) {
  return createRoute({
    method: 'post',
    path: `/batches/{id}/${verb}` as const,
    tags: ['Batches'],
    security: [{ apiKey: [] }],
    middleware: [requireKey] as const,
    summary,
    description,
    request: { params: BatchId, ...(body && { body: { required: false, content: { 'application/json': { schema: body } } } }) },
    responses: { 200: json(answer, 'Done'), ...refusals(400, 401, 404, 409, 415, 422) },
  });
}

/** Telling batches what to do. */
export function batchRunning(deps: AppDeps) {
  const answer = async (c: Context<AppEnv>, id: string, act: (actor: Actor, input: unknown) => void) => {
    act(c.get('actor'), await readJsonBody(c, {}));
    c.header('Cache-Control', 'private, no-store');
    return c.json(batchView(readBatch(c.get('actor'), id, deps)), 200);
  };
  const count = async (c: Context<AppEnv>, act: (actor: Actor, input: unknown) => number) => {
    const counted = act(c.get('actor'), await readJsonBody(c, {}));
    c.header('Cache-Control', 'private, no-store');
    return c.json({ count: counted }, 200);
  };
  return new OpenAPIHono<AppEnv>()
    .openapi(
      telling('start', 'Begin to mark a batch', 'All of it, or the `first` few, after which it asks.', BatchDocument, bodies.start),
      (c) => answer(c, c.req.valid('param').id, (actor, input) => startBatch(actor, c.req.valid('param').id, input, deps)),
    )
    .openapi(
      telling(
        'go-on',
        'Go on after the first few, or with a larger cap',
        'A batch that had reached its cap needs a larger `tokenCap`.',
        BatchDocument,
        bodies.goOn,
      ),
      (c) => answer(c, c.req.valid('param').id, (actor, input) => goOn(actor, c.req.valid('param').id, input, deps)),
    )
    .openapi(telling('pause', 'Pause a batch', 'What is being marked is marked to its end; nothing more is begun.', BatchDocument), (c) =>
      answer(c, c.req.valid('param').id, (actor) => pauseBatch(actor, c.req.valid('param').id, deps)),
    )
    .openapi(telling('resume', 'Go on with a paused batch', 'It goes on where it was paused.', BatchDocument), (c) =>
      answer(c, c.req.valid('param').id, (actor) => resumeBatch(actor, c.req.valid('param').id, deps)),
    )
    .openapi(
      telling(
        'cancel',
        'End a batch for good',
        'What is marked stays marked; what waits is `cancelled`, and its essays are kept.',
        BatchDocument,
      ),
      (c) => answer(c, c.req.valid('param').id, (actor) => cancelBatch(actor, c.req.valid('param').id, deps)),
    )
    .openapi(
      telling('retry', 'Try those again for which the engine failed', 'Answers with how many; nothing else is marked again.', Counted),
      (c) => count(c, (actor) => retryBatch(actor, c.req.valid('param').id, deps)),
    )
    .openapi(
      telling(
        'release',
        'Let students see the marks of a batch',
        'Those that are `reviewed`, or those only marked by the engine too: `states` says which. Seed scripts, and essays that a teacher has yet to mark ' +
          'unseen, are left. Refused as a whole where feedback was written for another level; `fields` names those items.',
        Counted,
        bodies.release,
      ),
      (c) => count(c, (actor, input) => releaseBatch(actor, c.req.valid('param').id, input, deps)),
    );
}
