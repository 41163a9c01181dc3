import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';

/** Largest body that is read, in bytes: far more than an essay of 20,000 words. */
export const MAX_BYTES = 1024 * 1024;

/** Largest body of a rubric, in bytes. */
export const MAX_RUBRIC_BYTES = 4 * MAX_BYTES;

/** Largest body of a batch, in bytes: ten thousand essays as text, or hundreds of documents. Taken from staff only. */
export const MAX_BATCH_BYTES = 200 * MAX_BYTES;

/**
 * A page of another site must not change anything here in a reader's name or from inside their network. Programs send no Origin.
 * Behind a proxy the host that the browser asked for is in X-Forwarded-Host, which no page can set.
 */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const hosts = [c.req.header('host') ?? new URL(c.req.url).host, c.req.header('x-forwarded-host')];
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
  if (!safe && origin !== undefined && !(URL.canParse(origin) && hosts.includes(new URL(origin).host)))
    throw new Problem('not-allowed', 'Pages of other sites may not change anything here.');
  await next();
};

const upTo = (maxSize: number, detail: string) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too-large', detail);
    },
  });
const ofEssays = upTo(MAX_BYTES, 'The body is larger than 1 MB, which is far more than the longest essay.');
const ofRubrics = upTo(MAX_RUBRIC_BYTES, 'The body is larger than 4 MB, which is the most that is taken of a rubric.');
const ofSeeds = upTo(MAX_RUBRIC_BYTES, 'The body is larger than 4 MB, which is the most that is taken of one essay in a file.');

const ofBatches = upTo(MAX_BATCH_BYTES, 'The body is larger than 200 MB, which is the most that is taken of a batch. Send it in parts.');

/** Refuses a body that is larger than its route takes, by its stated length where it has one. Runs when it is known who asks. */
export const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  const { path } = c.req;
  if (/^\/api\/v1\/rubrics(?:\/|$)/u.test(path)) return ofRubrics(c, next);
  if (path === '/api/v1/seeds' && c.get('actor').role !== 'student') return ofSeeds(c, next);
  if (path !== '/api/v1/batches' || c.get('actor').role === 'student') return ofEssays(c, next);
  // a form of no stated length would be kept in memory to be measured; batch-form.ts counts it while it is read
  const counted = c.req.header('content-length') === undefined && c.req.header('content-type')?.startsWith('multipart/form-data');
  return counted ? next() : ofBatches(c, next);
};

/** Everything from here and nothing from elsewhere. Styles may stand inline, as Mantine writes them. */
export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // TLS, where there is any, ends at a proxy; it is for the proxy to promise it.
  strictTransportSecurity: false,
});
