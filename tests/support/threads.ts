/** How many threads this process has started that still run. */
export const threads = (): number => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;
