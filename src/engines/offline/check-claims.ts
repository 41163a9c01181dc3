import type { ClaimObservation } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { has } from './discourse.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { type Meaning, meaningOf, textOf } from './meaning.ts';
import { readSentences, type SentenceReading } from './reading.ts';

/** Sentences read before other work in the same thread gets a turn, an abort for one. */
const TURN = 25;

/** The claims of an essay with their verdicts. Deterministic: same essay and rubric, same observations. */
export async function checkClaims(essay: ReadEssay, rubric: Rubric, signal?: AbortSignal): Promise<ClaimObservation[]> {
  const knowledge = knowledgeOf(rubric);
  const readings = readSentences(essay, knowledge.lexicon, knowledge.mender());
  const observations: ClaimObservation[] = [];
  for (const [i, reading] of readings.entries()) {
    if (i % TURN === TURN - 1) await new Promise(setImmediate);
    signal?.throwIfAborted();
    observations.push(...claimsOf(reading, essay, knowledge));
  }
  return observations;
}

function claimsOf(reading: SentenceReading, essay: ReadEssay, knowledge: Knowledge): ClaimObservation[] {
  const found = meaningOf(reading, essay, knowledge);
  return groups(reading, found, essay).flatMap((clauses) => observe(clauses, found, reading, essay) ?? []);
}

/** Parts the sentence into claims: clauses that one point or one clash needs together stay together; the rest stand alone. */
function groups(reading: SentenceReading, found: Meaning, essay: ReadEssay): [number, number][] {
  const [first, last] = reading.sentence.clauses;
  const joined = new Set<number>(); // n: clause n and clause n + 1 are one claim
  const wrong = found.clashes.map(({ clash }) => clash.clauses);
  const isWrong = (n: number) => wrong.some(([from, to]) => n >= from && n <= to);
  const join = ([from, to]: [number, number]) => {
    for (let n = from; n < to; n++) joined.add(n);
  };
  wrong.forEach(join);
  for (const { clauses } of found.met) {
    const [from, to] = clauses;
    // no chains: a claim that grew clause by clause would be half the sentence
    if (from < to && !isWrong(from) && !isWrong(to) && !joined.has(from - 1) && !joined.has(to)) join(clauses);
  }
  const parts: [number, number][] = [];
  for (let n = first; n <= last; n++) {
    const part = parts.at(-1);
    const start = essay.clauses[(part?.[0] ?? n) - 1]?.start ?? 0;
    if (part && joined.has(n - 1) && (essay.clauses[n - 1]?.end ?? 0) - start <= 300) part[1] = n;
    else parts.push([n, n]);
  }
  return parts;
}

/** A point that spans two claims belongs to the one that holds most of its words. */
function isHome({ hits, clauses }: Meaning['met'][number], [first, last]: [number, number], reading: SentenceReading): boolean {
  const inside = hits.filter((hit) => (reading.clauseOf[hit.first] ?? 0) >= first && (reading.clauseOf[hit.first] ?? 0) <= last).length;
  return inside * 2 > hits.length || (inside * 2 === hits.length && inside > 0 && clauses[1] <= last);
}

function observe(clauses: [number, number], found: Meaning, reading: SentenceReading, essay: ReadEssay): ClaimObservation | null {
  const touches = ([from, to]: [number, number]) => from <= clauses[1] && to >= clauses[0];
  const clash = found.clashes.find((one) => touches(one.clash.clauses));
  const [first, last] = clauses;
  const met = found.met.filter((one) => (one.clauses[0] >= first && one.clauses[1] <= last) || isHome(one, clauses, reading));
  const comment = found.comments.find((one) => touches(one.clash.clauses));
  const text = textOf(clauses, essay);
  const sentence = essay.text.slice(reading.sentence.start, reading.sentence.end);
  const explained = has('cause', sentence) || has('contrast', sentence);
  const judged = has('evaluation', text);
  const common = {
    clauses,
    kind: judged ? ('evaluation' as const) : has('cause', text) ? ('cause' as const) : ('fact' as const),
    side: has('failure', text)
      ? has('success', text)
        ? ('either' as const)
        : ('failure' as const)
      : has('success', text)
        ? ('success' as const)
        : null,
    use: explained && has('evaluation', sentence) ? ('argued' as const) : explained ? ('explained' as const) : ('stated' as const),
    relevance:
      met.length && met.every((one) => one.entry.about.relevance === 'background') ? ('background' as const) : ('question' as const),
    severity: null,
    hint: null,
    correction: null,
    note: null,
  };
  if (clash) {
    const { correction, hint, said, kind } = clash.clash;
    return {
      ...common,
      verdict: 'contradicted',
      points: clash.entry && !clash.entry.beyond ? [clash.entry.id] : [],
      exact: false,
      severity: kind === 'date' || kind === 'number' ? 'slip' : common.use === 'argued' ? 'undermines' : 'error',
      explanation: said ? `${said}. ${correction}` : correction,
      hint,
      correction,
    };
  }
  const points = met.filter((one) => !one.entry.beyond);
  if (met.length) {
    const [main] = points.length ? points : met;
    const note = met.map((one) => one.entry.about.note).find(Boolean) ?? comment?.clash.correction ?? null;
    return {
      ...common,
      verdict: points.length ? 'supported' : 'beyond',
      points: met.map((one) => one.entry.id),
      exact: met.some((one) => one.right.length > 0),
      explanation: main?.entry.about.proposition ?? '',
      note,
    };
  }
  if (comment)
    return {
      ...common,
      kind: 'evaluation',
      verdict: 'opinion',
      points: [],
      exact: false,
      explanation: 'This is a view that can be argued; it needs evidence.',
      note: comment.clash.correction,
    };
  if (judged)
    return { ...common, verdict: 'opinion', points: [], exact: false, explanation: 'A view: it counts by the evidence around it.' };
  const named =
    reading.mentions.some((mention) => mention.kind !== 'idea' && within(reading, mention.first, clauses)) ||
    reading.dates.some((date) => within(reading, tokenAt(reading, date.start), clauses));
  return named
    ? {
        ...common,
        verdict: 'unverified',
        points: [],
        exact: false,
        explanation: 'Neither the rubric nor its further knowledge speaks of this; it is not called wrong.',
      }
    : null;
}

const tokenAt = (reading: SentenceReading, offset: number) => reading.tokens.findIndex((token) => token.end > offset);
const within = (reading: SentenceReading, token: number, [first, last]: [number, number]) => {
  const clause = reading.clauseOf[token] ?? 0;
  return clause >= first && clause <= last;
};
