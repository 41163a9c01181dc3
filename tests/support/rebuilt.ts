import { expect } from 'vitest';
import { replayAssessment } from '../../src/actions/replay-assessment.ts';
import { system } from '../../src/domain/actor.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Exchange } from '../../src/domain/submission.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { replayEngine } from '../../src/make-engine.ts';
import type { Store } from '../../src/store/store.ts';
import { failing, fakeEngine } from './fake-engine.ts';

/** Makes every assessment of a store again from what was kept of it; fails where one comes out otherwise. For the end of each test that keeps any. */
export async function expectRebuilt(store: Store): Promise<void> {
  if (isEmpty(store)) return;
  const pages = [];
  for (let page = store.submissions({ limit: 100 }); page.length; page = store.submissions({ limit: 100, after: page.at(-1)?.id ?? '' }))
    pages.push(page);
  for (const made of pages.flat().flatMap(({ id }) => store.assessments(id))) {
    if (!isKnown(made)) continue;
    const { differences } = await replayAssessment(system, made.id, { store, engineOf });
    expect(differences, `${made.id} made again`).toEqual([]);
  }
}

/** Or closed: some tests close the store to see what becomes of the service. */
function isEmpty(store: Store): boolean {
  try {
    return store.counts().submissions === 0;
  } catch {
    return true;
  }
}

const isFake = ({ engine }: Assessment) => engine.version === 'fake';
// what a model that is a fake was asked is made up, and cannot be asked again
const isKnown = (made: Assessment) =>
  made.engine.id === 'openai' ? !isFake(made) : isFake(made) || made.engine.version === offlineEngine().version;

function engineOf(made: Assessment, kept: Exchange[]): Engine {
  if (!isFake(made)) return replayEngine(made, kept);
  const failed = made.flags.find(({ kind }) => kind === 'engine-failed');
  return fakeEngine(failed ? failing(failed.detail) : undefined);
}
