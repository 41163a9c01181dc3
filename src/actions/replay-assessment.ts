import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { type Difference, differences } from '../domain/differences.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Exchange, type Submission, usageOf } from '../domain/submission.ts';
import type { Engine } from '../engines/engine.ts';
import { type MarkedEssay, markEssay } from '../mark-essay.ts';
import type { Store } from '../store/store.ts';
import { handedOver, wasHandedOver } from './handed-over.ts';

type Kept = Pick<Store, 'assessment' | 'submission' | 'exchanges' | 'rubric'>;
/** `engineOf`: the engine of today that an assessment's own was, answering from what was kept of its exchanges. */
export type ReplayDeps = { store: Kept; engineOf: (made: Assessment, kept: Exchange[]) => Engine };
/**
 * `asksAnew`: the engine asks something else of the model now, so that what the model said does not count and only the requests were compared.
 * `version`: the engine's version then and now.
 */
export type Replayed = { assessment: Assessment; differences: Difference[]; asksAnew: boolean; version: { was: string; is: string } };

/**
 * Makes an assessment again from the essay, the rubric it was marked against and the kept exchanges, and says where it differs from the one that is
 * kept; its id and its time always do and are left out. Nothing is kept and nothing is sent.
 * @throws Problem `not-found`, or `rubric-unknown` when that content of the rubric is kept no more
 */
export async function replayAssessment(actor: Actor, id: string, { store, engineOf }: ReplayDeps): Promise<Replayed> {
  demand(actor, 'replay-assessment');
  const made = store.assessment(id);
  const submission = made && store.submission(made.submissionId)?.submission;
  if (!made || !submission) throw new Problem('not-found', `There is no assessment "${id}" in this database.`);
  const kept = store.exchanges(id);
  const engine = engineOf(made, kept);
  const again = await remade(made, submission, rubricOf(made, store), engine, kept);
  const version = { was: made.engine.version, is: engine.version };

  const requests = differences({ requests: kept.map(asked) }, { requests: again.exchanges.map(asked) });
  if (requests.length) return { assessment: made, differences: requests, asksAnew: true, version };
  const milliseconds = usageOf(kept).milliseconds;
  const { id: _id, createdAt: _at, ...is } = { ...again.assessment, usage: { ...again.assessment.usage, milliseconds } };
  const { id: _wasId, createdAt: _wasAt, ...was } = made;
  const all = differences({ ...was, exchanges: kept.map(answered) }, { ...is, exchanges: again.exchanges.map(answered) });
  return { assessment: made, differences: all, asksAnew: false, version };
}

async function remade(
  made: Assessment,
  { id, text, candidate }: Submission,
  rubric: Rubric,
  engine: Engine,
  kept: Exchange[],
): Promise<MarkedEssay> {
  if (wasHandedOver(made)) return { assessment: handedOver(id, rubric, engine, made.reason ?? '', made, kept), exchanges: kept };
  const again = { now: () => made.createdAt, newId: () => made.id };
  return markEssay({ submissionId: id, text, rubric, candidate }, { engine, ...again });
}

function rubricOf({ rubric: { id, version, hash } }: Assessment, store: Kept): Rubric {
  const found = store.rubric(id, version);
  if (found?.hash !== hash)
    throw new Problem('rubric-unknown', `Version ${version} of the rubric "${id}" is not kept as it was (${hash}).`);
  return found;
}

const asked = ({ purpose, request }: Exchange) => ({ purpose, request: JSON.parse(JSON.stringify(request)) });
/** What an exchange came to; the reply itself is what it was made again from, and its times are those of then. */
const answered = ({ request: _request, reply: _reply, milliseconds: _ms, createdAt: _at, ...rest }: Exchange) => rest;
