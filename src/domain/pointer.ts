/** A JSON pointer (RFC 6901) to the value at a path; the empty string is the whole document. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
