import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { listen } from '../../src/http/listen.ts';
import type { Store } from '../../src/store/store.ts';
import { expectRebuilt } from '../support/rebuilt.ts';

export type Site = { url: string; store: Store; close: () => Promise<void> };

/** The whole service with the offline engine (or another), the shipped rubrics (or others) and an empty store in memory, on a free port of this machine. */
export async function startSite(engine?: Engine, rubrics?: Omit<Rubric, 'version'>[], env: Record<string, string> = {}): Promise<Site> {
  const config = readConfig({ PORT: '0', DATABASE_URL: ':memory:', ENGINE: 'offline', LOG_LEVEL: 'silent', ...env });
  const service = compose(config, { ...(engine && { engine }), ...(rubrics && { rubrics }) });
  const listening = await listen(service.app, config);
  service.queue.start();
  return {
    url: listening.url,
    store: service.store,
    close: async () => {
      await service.queue.stop(1000);
      listening.cut();
      await listening.close();
      await expectRebuilt(service.store).finally(() => service.close());
    },
  };
}
