import type { Incoming, Member } from '../domain/batch.ts';

/** A file as it was sent in. */
export type FileIn = { name: string; bytes: Uint8Array };
/** Which heading of a table is which; those left out are found by their usual names. */
export type TableColumns = {
  essay?: string | undefined;
  identifier?: string | undefined;
  name?: string | undefined;
  group?: string | undefined;
  sheet?: string | undefined;
};

/** Reads what is sent in, each file or row with its own outcome. Given by compose.ts. Each throws Problem where the whole cannot be read. */
export type Intake = {
  readFiles: (files: FileIn[], options: { pattern?: string | null }) => Promise<Incoming[]>;
  readTable: (bytes: Uint8Array, options: TableColumns & { fileName?: string | undefined }) => Promise<Incoming[]>;
  readClassList: (bytes: Uint8Array, columns: Omit<TableColumns, 'essay'>) => Promise<Member[]>;
};
