import { and, avg, desc, eq, gt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { noTokens } from '../../domain/spending.ts';
import type { Store } from '../store.ts';
import { exchanges, spending } from './schema.ts';

type Part = 'meanOutput' | 'addSpending' | 'spentOn' | 'spending';

/** The part of the store that counts what models took. */
export function spendingRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    meanOutput: (model) =>
      Object.fromEntries(
        db
          .select({ purpose: exchanges.purpose, mean: avg(exchanges.outputTokens).mapWith(Number) })
          .from(exchanges)
          .where(and(eq(exchanges.askedModel, model), gt(exchanges.outputTokens, 0)))
          .groupBy(exchanges.purpose)
          .all()
          .map(({ purpose, mean }) => [purpose, mean]),
      ),
    addSpending: (day, { requests, inputTokens, cachedTokens, outputTokens }) => {
      db.insert(spending)
        .values({ day, requests, inputTokens, cachedTokens, outputTokens })
        .onConflictDoUpdate({
          target: spending.day,
          set: {
            requests: sql`${spending.requests} + ${requests}`,
            inputTokens: sql`${spending.inputTokens} + ${inputTokens}`,
            cachedTokens: sql`${spending.cachedTokens} + ${cachedTokens}`,
            outputTokens: sql`${spending.outputTokens} + ${outputTokens}`,
          },
        })
        .run();
    },
    spentOn: (day) => {
      const row = db.select().from(spending).where(eq(spending.day, day)).get();
      if (!row) return noTokens;
      const { day: _day, ...tokens } = row;
      return tokens;
    },
    spending: (limit) => db.select().from(spending).orderBy(desc(spending.day)).limit(limit).all(),
  };
}
