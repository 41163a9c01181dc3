import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { SSEStreamingApi } from 'hono/streaming';
import { streamSSE } from 'hono/streaming';
import { followBatch, type Step } from '../actions/follow-batch.ts';
import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchId } from './batch-documents.ts';
import { progressView } from './batch-views.ts';
import { refusals } from './problems.ts';

/** How often is looked for news, and how often is said that there are none, in milliseconds. */
const [LOOK, BEAT] = [500, 15_000];

/** What happens in a batch, as it happens. */
export function batchEvents(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>().openapi(
    createRoute({
      method: 'get',
      path: '/batches/{id}/events',
      tags: ['Batches'],
      security: [{ apiKey: [] }],
      middleware: [requireKey] as const,
      summary: 'Follow a batch as it is marked',
      description:
        'Server-sent events: `progress` at once and then at most twice a second, `item` for each essay that is done (with the `id` from which ' +
        'Last-Event-ID goes on), `drift` for each seed script that is marked outside its tolerance (those of before at once), `beat` when nothing happens, `end` when the batch is done or cancelled, after which the stream ends.',
      request: {
        params: BatchId,
        headers: z.object({
          'last-event-id': z
            .string()
            .regex(/^\d{1,15}$/u)
            .optional(),
        }),
      },
      responses: {
        200: { description: 'The events', content: { 'text/event-stream': { schema: z.string() } } },
        ...refusals(401, 404, 422),
      },
    }),
    (c) => {
      const { id } = c.req.valid('param');
      const after = c.req.valid('header')['last-event-id'];
      const actor = c.get('actor');
      const step = followBatch(actor, id, after === undefined ? null : Number(after), deps);
      c.header('Cache-Control', 'private, no-store');
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, (stream) => follow(stream, step, (last) => next(actor, id, last, deps)));
    },
  );
}

/** The step after `last`; null when the batch is gone, undefined when the service is stopping. */
function next(actor: Actor, id: string, last: number, deps: AppDeps): Step | null | undefined {
  if (!deps.queue.alive()) return undefined;
  try {
    return followBatch(actor, id, last, deps);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** Tells each step until the batch is over or gone, or nobody listens any more. */
async function follow(stream: SSEStreamingApi, first: Step, nextStep: (last: number) => Step | null | undefined): Promise<void> {
  let [told, quiet] = ['', 0];
  const drifted = new Set<number>();
  let step: Step | null | undefined = first;
  for (; step && !stream.aborted; step = nextStep(step.last)) {
    for (const { seq, ...item } of step.items) await stream.writeSSE({ event: 'item', id: String(seq), data: JSON.stringify(item) });
    for (const drift of step.drift.filter(({ n }) => !drifted.has(n))) {
      drifted.add(drift.n);
      await stream.writeSSE({ event: 'drift', data: JSON.stringify(drift) });
    }
    const progress = JSON.stringify(progressView(step.progress));
    quiet = progress === told ? quiet + LOOK : 0;
    if (progress !== told) await stream.writeSSE({ event: 'progress', data: progress });
    else if (quiet >= BEAT) {
      await stream.writeSSE({ event: 'beat', data: '' });
      quiet = 0;
    }
    told = progress;
    if (step.over) break;
    await stream.sleep(LOOK);
  }
  if (step !== undefined && !stream.aborted) await stream.writeSSE({ event: 'end', data: '' });
}
