import { budgetOf } from '../../src/actions/budget.ts';
import { noTokens } from '../../src/domain/spending.ts';
import type { Store } from '../../src/store/store.ts';

/** A budget without caps, for a marker that is no model. */
export const unlimited = (store: Store, now: () => string) => ({
  budget: budgetOf({
    store,
    now,
    cap: { tokens: null, money: null, prices: null },
    estimates: { marking: () => noTokens, draft: () => noTokens },
  }),
  marker: { model: null },
});
