import { type Actor, demand } from '../domain/actor.ts';
import type { FieldProblem } from '../domain/errors.ts';
import { pointerTo } from '../domain/pointer.ts';
import { whyNoMark } from '../domain/rubric.ts';
import type { Bank } from '../domain/rubric-parts.ts';
import type { RubricReader } from '../engines/rubric-reader.ts';
import { type PatternCheck, type RubricContent, readRubricBody } from './check-rubric.ts';

export type ValidateDeps = { reader: RubricReader; patternCheck: PatternCheck; samples: readonly { id: string; text: string }[] };
/** `warnings` are read only of a draft without problems. */
export type Validation = { valid: boolean; problems: FieldProblem[]; warnings: FieldProblem[] };

/** Below these a point is likely to be missed when students say it in their own way. */
const FEW_WORDINGS = 6;
const FEW_PATTERNS = 2;

/** Everything that is wrong with a draft of the rubric `id`, at once, and what is weak in it. Keeps nothing, and never throws for a draft. */
export async function validateRubric(actor: Actor, id: string, body: unknown, deps: ValidateDeps): Promise<Validation> {
  demand(actor, 'edit-rubric');
  const { content, problems } = readRubricBody(body, deps.patternCheck);
  const renamed = content && content.question.id !== id ? [{ field: '/question/id', detail: `must be "${id}", as in the address` }] : [];
  const all = [...problems, ...renamed];
  return { valid: all.length === 0, problems: all, warnings: content ? await warningsOf(content, deps) : [] };
}

async function warningsOf(content: RubricContent, { reader, samples }: ValidateDeps): Promise<FieldProblem[]> {
  const { bank } = content;
  const draft = whyNoMark(content);
  return [
    ...(draft ? [{ field: '/bank', detail: draft }] : []),
    ...thin(bank),
    ...(await reader.overlaps(bank)).map(({ entry, wording, other }) => ({
      field: pointerOf(bank, entry, 'wordings', String(bank[partOf(bank, entry)][entry]?.wordings.indexOf(wording) ?? 0)),
      detail: `makes the point ${other} too`,
    })),
    ...(await unmet(bank, reader, samples)),
  ];
}

const partOf = (bank: Bank, id: string) => (Object.hasOwn(bank.points, id) ? 'points' : 'beyond');
const pointerOf = (bank: Bank, id: string, ...rest: string[]) => pointerTo(['bank', partOf(bank, id), id, ...rest]);

/** Points with few wordings or patterns. */
function thin(bank: Bank): FieldProblem[] {
  return Object.entries(bank.points).flatMap(([id, { wordings, meets }]) => [
    ...(wordings.length < FEW_WORDINGS
      ? [{ field: pointerOf(bank, id, 'wordings'), detail: `${counted(wordings.length, 'wording')}: give at least ${FEW_WORDINGS}` }]
      : []),
    ...(meets.length < FEW_PATTERNS
      ? [{ field: pointerOf(bank, id, 'meets'), detail: `${counted(meets.length, 'pattern')}: give at least ${FEW_PATTERNS}` }]
      : []),
  ]);
}

const counted = (n: number, what: string) => (n === 0 ? `no ${what}s` : `only ${n} ${what}${n === 1 ? '' : 's'}`);

/** Points that no sample essay makes; one warning where the samples are about something else. */
async function unmet(bank: Bank, reader: RubricReader, samples: ValidateDeps['samples']): Promise<FieldProblem[]> {
  if (!samples.length) return [];
  const entriesIn = reader.entriesIn(bank);
  const met = new Set<string>();
  for (const { text } of samples) {
    await new Promise(setImmediate);
    for (const id of entriesIn(text)) met.add(id);
  }
  const missing = Object.keys(bank.points).filter((id) => !met.has(id));
  if (missing.length === Object.keys(bank.points).length)
    return [{ field: '/bank/points', detail: 'no sample essay makes any of these points: there are no samples on this topic' }];
  return missing.map((id) => ({ field: pointerOf(bank, id), detail: 'no sample essay makes this point' }));
}
