import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { desc } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Store } from '../store.ts';
import { assignmentRows } from './assignment-rows.ts';
import { batchEnds } from './batch-ends.ts';
import { batchJobs } from './batch-jobs.ts';
import { batchRemarks } from './batch-remarks.ts';
import { batchRows } from './batch-rows.ts';
import { checkRows } from './check-rows.ts';
import { itemRows } from './item-rows.ts';
import { jobRows } from './job-rows.ts';
import { moderationRows } from './moderation-rows.ts';
import { newBatch } from './new-batch.ts';
import { overrideRows } from './override-rows.ts';
import { queryRows } from './query-rows.ts';
import { reasonRows } from './reason-rows.ts';
import { rubricRows } from './rubric-rows.ts';
import { apiKeys, audit as auditRows } from './schema.ts';
import { seedRows } from './seed-rows.ts';
import { spendingRows } from './spending-rows.ts';
import { submissionRows } from './submission-rows.ts';
import { unfinishedRows } from './unfinished.ts';

/**
 * A store in one SQLite file (its folder is made) or in `:memory:`, brought up to date by the migrations beside this file.
 * @throws what SQLite or the file system says when the file cannot be opened or is no database.
 */
export function openStore(file: string): Store {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // made before SQLite makes it, so that what children wrote is nobody else's to read; its other files take the same rights
    closeSync(openSync(file, 'a', 0o600));
  }
  const client = new Database(file);
  try {
    for (const pragma of ['busy_timeout = 5000', 'journal_mode = WAL', 'secure_delete = ON', 'foreign_keys = OFF']) client.pragma(pragma);
    const db = drizzle({ client });
    migrate(db, { migrationsFolder: join(import.meta.dirname, 'migrations') });
    client.pragma('foreign_keys = ON');
    const forgetting = { forget: () => void client.pragma('wal_checkpoint(TRUNCATE)') };
    return {
      ...rubricRows(db),
      ...submissionRows(db, forgetting),
      ...jobRows(db),
      ...assignmentRows(db, forgetting),
      ...batchRows(db),
      ...newBatch(db, forgetting),
      ...batchEnds(db, forgetting),
      ...batchJobs(db),
      ...batchRemarks(db),
      ...itemRows(db),
      ...seedRows(db, forgetting),
      ...moderationRows(db),
      ...checkRows(db),
      ...overrideRows(db),
      ...queryRows(db),
      ...reasonRows(db),
      ...spendingRows(db),
      ...unfinishedRows(db, forgetting),
      audit: (limit) =>
        db
          .select()
          .from(auditRows)
          .orderBy(desc(auditRows.seq))
          .limit(limit)
          .all()
          .map(({ seq: _seq, ...entry }) => entry),
      keys: () => db.select({ name: apiKeys.name, role: apiKeys.role, hash: apiKeys.hash }).from(apiKeys).all(),
      addKey: (key, audit) =>
        db.transaction((tx) => {
          tx.insert(apiKeys)
            .values({ ...key, createdAt: audit.at })
            .run();
          tx.insert(auditRows).values(audit).run();
        }),
      close: () => {
        client.close();
      },
    };
  } catch (error) {
    client.close();
    throw error;
  }
}
