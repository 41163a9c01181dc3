import { asc } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../store.ts';
import { audit as auditRows, reasons } from './schema.ts';

type Part = 'reasons' | 'setReasons';

/** The part of the store that keeps the reasons that are given by one key. */
export function reasonRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    reasons: () => {
      const list = db.select({ key: reasons.key, words: reasons.words }).from(reasons).orderBy(asc(reasons.place)).all();
      return list.length ? list : null;
    },
    setReasons: (list, audit) =>
      db.transaction((tx) => {
        tx.delete(reasons).run();
        tx.insert(reasons)
          .values(list.map((one, place) => ({ ...one, place })))
          .run();
        tx.insert(auditRows).values(audit).run();
      }),
  };
}
