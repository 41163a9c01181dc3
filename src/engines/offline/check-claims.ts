import type { ClaimObservation } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type Clash, readFact, readMisconceptions } from './clashes.ts';
import { has } from './discourse.ts';
import { type Entry, type Knowledge, knowledgeOf, patternsIn } from './knowledge.ts';
import { likeWordings } from './likeness.ts';
import { readSentences, type SentenceReading } from './reading.ts';
import { isForeseen, isRejected, voiceOf } from './voice.ts';

/** A point of the rubric met in a run of clauses, and whether a detail of it (date, number, name) is there and right. */
type Met = { entry: Entry; clauses: [number, number]; exact: boolean };
type Found = { met: Met[]; clashes: { entry: Entry; clash: Clash }[]; comments: { entry: Entry; clash: Clash }[] };

/** The claims of an essay with their verdicts. Deterministic: same essay and rubric, same observations. */
export function checkClaims(essay: ReadEssay, rubric: Rubric): ClaimObservation[] {
  const knowledge = knowledgeOf(rubric);
  return readSentences(essay, knowledge.lexicon, knowledge.mender()).flatMap((reading) => claimsOf(reading, essay, knowledge));
}

function claimsOf(reading: SentenceReading, essay: ReadEssay, knowledge: Knowledge): ClaimObservation[] {
  const found = readSentence(reading, essay, knowledge);
  return groups(reading, found, essay).flatMap((clauses) => observe(clauses, found, reading, essay) ?? []);
}

function readSentence(reading: SentenceReading, essay: ReadEssay, knowledge: Knowledge): Found {
  const patterns = patternsIn(reading, knowledge);
  const sentence = essay.text.slice(reading.sentence.start, reading.sentence.end);
  const voice = voiceOf(sentence);
  const ownWords = !voice.reported && !voice.supposed && !voice.rhetorical && !isRejected(sentence);
  const met: Met[] = [];
  const clashes: Found['clashes'] = [];
  const comments: Found['comments'] = [];
  for (const entry of knowledge.entries.values()) {
    const match = entry.meets
      .flatMap((pattern) => patterns.get(pattern) ?? [])
      .filter((one) => !one.negated)
      .sort((a, b) => a.clauses[1] - a.clauses[0] - (b.clauses[1] - b.clauses[0]) || a.clauses[0] - b.clauses[0])[0];
    const facts = entry.facts.flatMap((fact) => readFact(fact, reading, patterns) ?? []);
    if (match) met.push({ entry, clauses: match.clauses, exact: facts.some((fact) => fact.agrees) });
    if (!ownWords) continue;
    for (const { clash } of facts)
      if (clash && !(clash.kind !== 'name' && isForeseen(textOf(clash.clauses, essay)))) clashes.push({ entry, clash });
    for (const { clash, contestable } of readMisconceptions(entry, patterns)) (contestable ? comments : clashes).push({ entry, clash });
  }
  for (const { entry, clauses } of likeWordings(reading, knowledge.lexicon, knowledge.sayings)) {
    const like = knowledge.entries.get(entry);
    if (like && !met.some((one) => one.entry === like)) met.push({ entry: like, clauses, exact: false });
  }
  return { met, clashes: withoutRivals(clashes, met), comments };
}

/** A date or number that is right for another point met in the same clauses belongs to that point. */
function withoutRivals(clashes: Found['clashes'], met: Met[]): Found['clashes'] {
  return clashes.filter(
    ({ entry, clash }) =>
      clash.kind === 'statement' ||
      clash.kind === 'name' ||
      !met.some((one) => one.exact && one.entry !== entry && one.clauses[0] <= clash.clauses[1] && clash.clauses[0] <= one.clauses[1]),
  );
}

/** Parts the sentence into claims: clauses that one point or one clash needs together stay together; the rest stand alone. */
function groups(reading: SentenceReading, found: Found, essay: ReadEssay): [number, number][] {
  const [first, last] = reading.sentence.clauses;
  const joined = new Set<number>(); // n: clause n and clause n + 1 are one claim
  const wrong = found.clashes.map(({ clash }) => clash.clauses);
  const isWrong = (n: number) => wrong.some(([from, to]) => n >= from && n <= to);
  const join = ([from, to]: [number, number]) => {
    for (let n = from; n < to; n++) joined.add(n);
  };
  wrong.forEach(join);
  for (const { clauses } of found.met) if (!isWrong(clauses[0]) && !isWrong(clauses[1])) join(clauses);
  const parts: [number, number][] = [];
  for (let n = first; n <= last; n++) {
    const part = parts.at(-1);
    const start = essay.clauses[(part?.[0] ?? n) - 1]?.start ?? 0;
    if (part && joined.has(n - 1) && (essay.clauses[n - 1]?.end ?? 0) - start <= 300) part[1] = n;
    else parts.push([n, n]);
  }
  return parts;
}

function observe(clauses: [number, number], found: Found, reading: SentenceReading, essay: ReadEssay): ClaimObservation | null {
  const touches = ([from, to]: [number, number]) => from <= clauses[1] && to >= clauses[0];
  const clash = found.clashes.find((one) => touches(one.clash.clauses));
  const met = found.met.filter((one) => touches(one.clauses));
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
      points: clash.entry.beyond ? [] : [clash.entry.id],
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
      exact: met.some((one) => one.exact),
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

const textOf = ([first, last]: [number, number], essay: ReadEssay) =>
  essay.text.slice(essay.clauses[first - 1]?.start, essay.clauses[last - 1]?.end);
const tokenAt = (reading: SentenceReading, offset: number) => reading.tokens.findIndex((token) => token.end > offset);
const within = (reading: SentenceReading, token: number, [first, last]: [number, number]) => {
  const clause = reading.clauseOf[token] ?? 0;
  return clause >= first && clause <= last;
};
