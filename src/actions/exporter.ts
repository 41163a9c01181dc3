import type { Task, ToFill, ToWrite } from '../exports/export-worker.ts';
import type { Filled } from '../exports/fill.ts';

/** Makes files of classes without keeping anybody waiting. Given by compose.ts. Each throws the Problem for which a file cannot be made. */
export type Exporter = {
  write: (task: Task<ToWrite>) => Promise<Uint8Array | string>;
  fill: (task: Task<ToFill>) => Promise<Filled>;
  /** Does the work when what was asked for before is done, so that the scripts of one class at most are gathered at a time. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};
