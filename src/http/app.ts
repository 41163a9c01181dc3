import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { fieldsProblem } from '../actions/parse.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { assignments } from './assignments.ts';
import { identify } from './auth.ts';
import { batchAgreement } from './batch-agreement.ts';
import { batchContents } from './batch-contents.ts';
import { batchEvents } from './batch-events.ts';
import { batchExports } from './batch-exports.ts';
import { batchRemarks } from './batch-remarks.ts';
import { batchRunning } from './batch-running.ts';
import { batches } from './batches.ts';
import { checks } from './checks.ts';
import { docs } from './docs.ts';
import { health } from './health.ts';
import { moderation } from './moderation.ts';
import { overrides } from './overrides.ts';
import { answerError, answerNotFound } from './problems.ts';
import { queries } from './queries.ts';
import { reasons } from './reasons.ts';
import { remarks } from './remarks.ts';
import { requestLog } from './request-log.ts';
import { reviewing } from './reviewing.ts';
import { rubricEditing } from './rubric-editing.ts';
import { rubricTools } from './rubric-tools.ts';
import { rubrics } from './rubrics.ts';
import { samples } from './samples.ts';
import { headers, limitBody, ownPagesOnly } from './security.ts';
import { seeds } from './seeds.ts';
import { sheets } from './sheets.ts';
import { spending } from './spending.ts';
import { submissions } from './submissions.ts';
import { web } from './web.ts';

const info = {
  title: 'Essay examiner',
  version: '1',
  description:
    'Marks essays on a history question: every claim is quoted, checked and shown with its verdict, and the mark follows from that by rules anyone can read. ' +
    'Marks are practice marks, except where a department’s own check holds (`check` of a submission). An essay is read only through the id that handing it in gives; routes that show more than one student’s own need an API key.',
};

/** The whole service as a value: `app.request(...)` answers without a port. */
export function createApp(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw fieldsProblem(result.error);
    },
  });
  app.use(requestLog(deps.log));
  app.use(headers);
  for (const large of ['/api/v1/rubrics/:id', '/api/v1/rubrics/:id/versions/:version', '/assets/:name', '/docs/:file'])
    app.use(large, compress());
  app.use('/api/*', ownPagesOnly);
  app.use('/api/*', identify(deps.keys));
  app.use('/api/*', limitBody);
  app.onError(answerError(deps.log));
  app.notFound(answerNotFound);
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer', description: 'an API key' });

  const routes = app
    .route('/api/v1', submissions(deps))
    .route('/api/v1', remarks(deps))
    .route('/api/v1', overrides(deps))
    .route('/api/v1', reviewing(deps))
    .route('/api/v1', queries(deps))
    .route('/api/v1', reasons(deps))
    .route('/api/v1', rubrics(deps))
    .route('/api/v1', rubricEditing(deps))
    .route('/api/v1', rubricTools(deps))
    .route('/api/v1', assignments(deps))
    .route('/api/v1', batches(deps))
    .route('/api/v1', batchContents(deps))
    .route('/api/v1', batchAgreement(deps))
    .route('/api/v1', moderation(deps))
    .route('/api/v1', batchExports(deps))
    .route('/api/v1', sheets(deps))
    .route('/api/v1', batchRunning(deps))
    .route('/api/v1', batchRemarks(deps))
    .route('/api/v1', batchEvents(deps))
    .route('/api/v1', seeds(deps))
    .route('/api/v1', checks(deps))
    .route('/api/v1', spending(deps))
    .route('/api/v1', samples(deps))
    .route('/', health(deps));
  const describe = () => app.getOpenAPI31Document({ openapi: '3.1.0', info });
  app.route('/', docs(describe)).route('/', web(deps));
  return routes;
}

/** The type of the routes, for Hono's RPC client. */
export type Api = ReturnType<typeof createApp>;
