import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../domain/errors.ts';

/** Largest body that is read, in bytes: far more than an essay of 20,000 words. */
export const MAX_BYTES = 1024 * 1024;

export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new Problem('too-large', 'The body is larger than 1 MB, which is far more than the longest essay.');
  },
});

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
