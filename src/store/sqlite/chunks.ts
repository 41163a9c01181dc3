/** In parts small enough for one statement: SQLite takes some 32,000 values at a time. */
export const chunks = <T>(all: T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
