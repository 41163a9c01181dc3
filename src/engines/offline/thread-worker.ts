import { deserialize } from 'node:v8';
import type { Claim } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { knowledgeOf } from './knowledge.ts';
import { offlineEngine } from './offline-engine.ts';
import { oncePerHash } from './once-per-hash.ts';
import { isWord } from './spelling.ts';

// What runs in the thread of offline-thread.ts, which calls these functions by their names.

/** A rubric as its serialised bytes, which threads share without a copy. */
export type SharedRubric = { hash: string; bytes: SharedArrayBuffer };

const engine = offlineEngine();
const rubricOf = oncePerHash(({ bytes }: SharedRubric): Rubric => deserialize(Buffer.from(bytes)));

export const checkClaims = ({ essay, rubric }: { essay: ReadEssay; rubric: SharedRubric }) => engine.checkClaims(essay, rubricOf(rubric));

export const readArgument = ({ essay, rubric, ledger }: { essay: ReadEssay; rubric: SharedRubric; ledger: Claim[] }) =>
  engine.readArgument(essay, rubricOf(rubric), ledger);

/** Does for a rubric what would else be done for its first essay. */
export function makeReady(rubric: SharedRubric): void {
  knowledgeOf(rubricOf(rubric));
  isWord('loads the dictionary');
}
