import type { readClassList } from '../intake/read-class-list.ts';
import type { readFiles } from '../intake/read-files.ts';
import type { readTable, TableOptions } from '../intake/read-table.ts';

export type { FileIn } from '../intake/read-files.ts';

/** Which heading of a table is which, and which sheet it is on; what is left out is found by itself. */
export type TableColumns = Omit<TableOptions, 'fileName'>;

/** Reads what is sent in, each file or row with its own outcome. Given by compose.ts. Each throws Problem where the whole cannot be read. */
export type Intake = { readFiles: typeof readFiles; readTable: typeof readTable; readClassList: typeof readClassList };
