import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Rubric } from '../../src/domain/rubric.ts';

const MIGRATIONS = join(import.meta.dirname, '../../src/store/sqlite/migrations');

/** Makes a database as it was after the first few migrations, and fills it. */
export function olderDatabase(file: string, migrations: number, fill: (client: Database.Database) => void): void {
  mkdirSync(dirname(file), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'examiner-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, migrations) }));
  const client = new Database(file);
  migrate(drizzle({ client }), { migrationsFolder: folder });
  fill(client);
  client.close();
  rmSync(folder, { recursive: true });
}

/** Keeps versions of a rubric as every release has kept them, each with the content of this one. */
export function keepVersions(client: Database.Database, { id, question, bank, scheme }: Omit<Rubric, 'version'>, hashes: string[]): void {
  client.prepare("insert into rubrics (id, created_at) values (?, '2026')").run(id);
  const insert = client.prepare("insert into rubric_versions values (?, ?, ?, ?, ?, 'system', '', '2026')");
  for (const [i, hash] of hashes.entries()) insert.run(id, i + 1, hash, question.title, JSON.stringify({ question, bank, scheme }));
}
