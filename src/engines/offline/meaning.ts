import type { ReadEssay } from '../../domain/essay.ts';
import { type Clash, type Detail, readMisconceptions } from './clashes.ts';
import { disjoint } from './dates.ts';
import { readEventDate, readFact } from './facts.ts';
import { type Entry, entriesOf, type Knowledge, patternsIn } from './knowledge.ts';
import { likeWordings } from './likeness.ts';
import { type Hit, type SentenceReading, tokensOf } from './reading.ts';
import { isForeseen, isRejected, voiceOf } from './voice.ts';

/** A point of the rubric met in a run of clauses, and the details of it (dates, numbers, names) that are there and right. */
export type Met = { entry: Entry; clauses: [number, number]; hits: Hit[]; right: Detail[] };
/** What one sentence says. `entry` is null where a clash is with the lexicon's own dates. */
export type Meaning = { met: Met[]; clashes: { entry: Entry | null; clash: Clash }[]; comments: { entry: Entry; clash: Clash }[] };

/** Reads one sentence against the whole bank. Nothing is called wrong that the student only reports, supposes or asks. */
export function meaningOf(reading: SentenceReading, essay: ReadEssay, knowledge: Knowledge): Meaning {
  const patterns = patternsIn(reading, knowledge);
  const sentence = essay.text.slice(reading.sentence.start, reading.sentence.end);
  const voice = voiceOf(sentence);
  const ownWords = !voice.reported && !voice.supposed && !voice.rhetorical && !isRejected(sentence);
  const met: Met[] = [];
  const clashes: Meaning['clashes'] = [];
  const comments: Meaning['comments'] = [];
  for (const entry of entriesOf(patterns.keys(), knowledge)) {
    const match = entry.meets
      .flatMap((pattern) => patterns.get(pattern) ?? [])
      .filter((one) => !one.negated)
      .sort((a, b) => a.clauses[1] - a.clauses[0] - (b.clauses[1] - b.clauses[0]) || a.clauses[0] - b.clauses[0])[0];
    const facts = entry.facts.flatMap((fact) => readFact(fact, entry, reading, patterns) ?? []);
    if (match)
      met.push({
        entry,
        clauses: match.clauses,
        hits: match.hits,
        right: facts.flatMap((fact) => fact.right),
      });
    if (!ownWords) continue;
    for (const { clash } of facts)
      if (clash && !(clash.kind !== 'name' && isForeseen(textOf(clash.clauses, essay)))) clashes.push({ entry, clash });
    for (const { clash, contestable } of readMisconceptions(entry, patterns)) (contestable ? comments : clashes).push({ entry, clash });
  }
  for (const event of knowledge.events) {
    const read = readEventDate(event, reading);
    if (read?.clash && ownWords && !isForeseen(textOf(read.clauses, essay))) clashes.push({ entry: null, clash: read.clash });
    for (const one of met)
      if (read && one.clauses[0] <= read.clauses[0] && read.clauses[0] <= one.clauses[1]) one.right.push(...read.right);
  }
  // only where no pattern fits: a clause that makes a point is not also credited with its like
  const silent = (clause: number) => !met.some((one) => one.clauses[0] <= clause && clause <= one.clauses[1]);
  for (const { entry, clauses } of likeWordings(reading, knowledge.lexicon, knowledge.sayings, silent)) {
    const like = knowledge.entries.get(entry);
    if (like) met.push({ entry: like, clauses, hits: [], right: [] });
  }
  return { met, clashes: withoutRivals(clashes, met, reading), comments };
}

/** A date or number that is right for another point met in the same clauses, or could be its date, belongs to that point. */
function withoutRivals(clashes: Meaning['clashes'], met: Met[], reading: SentenceReading): Meaning['clashes'] {
  return clashes.filter(({ entry, clash }) => {
    if (!clash.detail || clash.kind === 'name') return true;
    const rivals = met.filter(
      (one) => !isSame(one.entry, entry) && one.clauses[0] <= clash.clauses[1] && clash.clauses[0] <= one.clauses[1],
    );
    return !rivals.some(
      (one) =>
        one.right.some(({ start }) => start === clash.detail?.start) ||
        (clash.kind === 'date' && isDateOf(one, clash.detail as Detail) && isNearer(one, entry, met, clash.detail as Detail, reading)),
    );
  });
}

/** One point or its twin, which says the same of the same thing. */
const isSame = (one: Entry, other: Entry | null) =>
  one === other || (other !== null && 'twins' in other.about && other.about.twins.includes(one.id));

/** A stretch of years, such as a term of office, holds too many dates to claim one of them. In the days of dates.ts. */
const STRETCH = 3 * 372;
const isDateOf = ({ entry }: Met, { from = 0, to = 0 }: Detail) =>
  entry.facts.some(({ interval }) => interval && interval.to - interval.from < STRETCH && !disjoint({ from, to }, interval));

/** The rival's words stand as near to the detail as those of the point with which it clashes. */
function isNearer(rival: Met, entry: Entry | null, met: Met[], detail: Detail, reading: SentenceReading): boolean {
  const [first, last] = tokensOf(detail, reading);
  const gap = (hits: Hit[]) => Math.min(...hits.map((hit) => Math.max(0, hit.first - last, first - hit.last)), Number.POSITIVE_INFINITY);
  const own = met.find((one) => one.entry === entry);
  return !own || gap(rival.hits) <= gap(own.hits);
}

/** The essay's own words in a run of clauses. */
export const textOf = ([first, last]: [number, number], essay: ReadEssay): string =>
  essay.text.slice(essay.clauses[first - 1]?.start, essay.clauses[last - 1]?.end);
