import type { z } from 'zod';
import type { ClaimObservation, Verdict } from '../../domain/claim.ts';
import { EngineFailure } from '../../domain/engine-failure.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Exchange } from '../../domain/submission.ts';
import type { Earlier, Engine, Observed } from '../engine.ts';
import { argumentOf, observationsOf } from './observations.ts';
import { constantPart, entryPart, essayPart, referencesOf } from './prompts.ts';
import { readReply } from './reply.ts';
import { asksWith } from './request.ts';
import { ArgumentReply, LedgerReply } from './schemas.ts';

/** Ids of the entries that the model must be asked about: new ones and those of which it reads something else; and of those that are no more. */
type Changed = { asked: Set<string>; gone: Set<string> };
type Reused = Pick<Engine, 'checkClaims' | 'readArgument'>;
/** `checkSome` asks about a few points only. */
type Asking = Reused & {
  checkSome: (essay: ReadEssay, rubric: Rubric, ids: Set<string>, signal?: AbortSignal) => Promise<Observed<ClaimObservation[]>>;
};

const UNUSABLE = 'What the model said of this essay before cannot be used again: mark it again.';

export function changedEntries(before: Rubric, after: Rubric): Changed {
  const entries = ({ bank }: Rubric) => new Map([...Object.entries(bank.points), ...Object.entries(bank.beyond)]);
  const [was, is] = [entries(before), entries(after)];
  const asked = Array.from(is).filter(([id, one]) => {
    const old = was.get(id);
    return !old || entryPart(old) !== entryPart(one) || Object.hasOwn(before.bank.points, id) !== Object.hasOwn(after.bank.points, id);
  });
  return { asked: new Set(asked.map(([id]) => id)), gone: new Set([...was.keys()].filter((id) => !is.has(id))) };
}

const argumentChanged = (before: Rubric, after: Rubric) =>
  constantPart(before, referencesOf(before)).argument !== constantPart(after, referencesOf(after)).argument;

/** One request for the claims of what has changed, and one for the argument where the question or the levels read differently. */
export function asksAgain(before: Rubric, after: Rubric): number {
  const claims = before.question.text !== after.question.text || changedEntries(before, after).asked.size > 0;
  return Number(claims) + Number(argumentChanged(before, after));
}

/** The two steps over an earlier marking. Its argument is used again as it is: it was read of the essay, not of the points. */
export function reusing({ rubric: before, exchanges }: Earlier, asking: Asking): Reused {
  return {
    async checkClaims(essay, rubric, signal) {
      if (before.question.text !== rubric.question.text) return asking.checkClaims(essay, rubric, signal);
      const references = referencesOf(before);
      const said = saidIn(exchanges, 'claims', LedgerReply, constantPart(before, references).ledger, essay);
      const kept = observationsOf(said, essay, before, references);
      const changed = changedEntries(before, rubric);
      if (!changed.asked.size) return { value: mergeLedgers(kept, [], changed), exchanges: [], flags: [] };
      const fresh = await asking.checkSome(essay, rubric, changed.asked, signal);
      return { ...fresh, value: mergeLedgers(kept, fresh.value, changed) };
    },
    async readArgument(essay, rubric, ledger, signal) {
      if (argumentChanged(before, rubric)) return asking.readArgument(essay, rubric, ledger, signal);
      const said = saidIn(exchanges, 'argument', ArgumentReply, constantPart(before, referencesOf(before)).argument, essay);
      const read = argumentOf(said, essay);
      if (!read) throw new EngineFailure(UNUSABLE, []);
      return { value: read, exchanges: [], flags: [] };
    },
  };
}

/** The reply to a request that is still made in the same words and of the same clauses. @throws EngineFailure where there is none. */
function saidIn<T>(exchanges: Exchange[], purpose: Exchange['purpose'], schema: z.ZodType<T>, system: string, essay: ReadEssay): T {
  const said = exchanges.findLast((one) => one.purpose === purpose && !one.failure && one.reply);
  const messages = (said?.request as { messages?: { content: string }[] } | undefined)?.messages;
  const same = asksWith(messages?.[0]?.content, system, schema) && messages?.[1]?.content.split('\n', 1)[0] === essayPart(essay);
  if (!said || !same) throw new EngineFailure(UNUSABLE, []);
  try {
    return readReply(said.reply, schema);
  } catch {
    throw new EngineFailure(UNUSABLE, []);
  }
}

/**
 * The ledger of before with what is now said of the changed points. A claim that rested on such a point alone, and is not said to make it
 * now, stays in the ledger without its credit or its correction; where the point is gone, what was right is right beyond the points.
 */
export function mergeLedgers(kept: ClaimObservation[], fresh: ClaimObservation[], { asked, gone }: Changed): ClaimObservation[] {
  const news = fresh
    .map((one) => ({ ...one, points: one.points.filter((id) => asked.has(id)) }))
    .filter((one) => one.points.length > 0 || one.verdict === 'contradicted');
  const used = new Set<ClaimObservation>();
  const merged = kept.map((claim) => {
    const rest = claim.points.filter((id) => !asked.has(id) && !gone.has(id));
    const now = news.filter((one) => one.clauses[0] <= claim.clauses[1] && claim.clauses[0] <= one.clauses[1]);
    for (const one of now) used.add(one);
    if (now.length === 0) return rest.length === claim.points.length ? claim : without(claim, rest, { asked });
    const points = [...new Set([...rest, ...now.flatMap((one) => one.points)])];
    const stays = rest.length > 0 || claim.points.length === 0 ? [claim] : [];
    const told = [...stays, ...now].reduce((best, one) => (WEIGHT[one.verdict] > WEIGHT[best.verdict] ? one : best));
    return { ...told, clauses: claim.clauses, points };
  });
  return [...merged, ...news.filter((one) => !used.has(one))];
}

/** Of two verdicts on one claim, the heavier holds: what is wrong in a part is wrong, and credit outweighs a mere remark. */
const WEIGHT: Record<Verdict, number> = { unverified: 0, opinion: 1, beyond: 2, partly: 3, supported: 4, contradicted: 5 };

/** A claim after points of it were taken away. */
function without(claim: ClaimObservation, points: string[], { asked }: Pick<Changed, 'asked'>): ClaimObservation {
  if (points.length || claim.verdict === 'opinion' || claim.verdict === 'unverified') return { ...claim, points };
  const changed = claim.points.some((id) => asked.has(id));
  if (!changed) return claim.verdict === 'contradicted' ? { ...claim, points } : { ...claim, points, verdict: 'beyond' };
  if (claim.verdict === 'beyond') return { ...claim, points };
  const bare = { severity: null, correction: null, hint: null, note: null, exact: false };
  return { ...claim, ...bare, points, verdict: 'unverified', explanation: 'It rested on a point that says something else now.' };
}
