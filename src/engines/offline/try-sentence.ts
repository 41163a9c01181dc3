import type { ReadEssay } from '../../domain/essay.ts';
import type { TriedClash, TriedPoint, TriedSentence } from '../rubric-reader.ts';
import type { CompiledPattern } from './compile-pattern.ts';
import { type Knowledge, patternsIn } from './knowledge.ts';
import { likeWordings } from './likeness.ts';
import { type Meaning, type Met, meaningOf, textOf } from './meaning.ts';
import type { PatternMatch } from './patterns.ts';
import { readSentences, type SentenceReading } from './reading.ts';
import { isRejected, voiceOf } from './voice.ts';

type Found = Map<CompiledPattern, PatternMatch>;

/** What each sentence of a text is read as, and why. */
export function trySentences(essay: ReadEssay, knowledge: Knowledge): TriedSentence[] {
  return readSentences(essay, knowledge.lexicon, knowledge.mender()).map((reading) => {
    const patterns = patternsIn(reading, knowledge);
    const { met, clashes, comments } = meaningOf(reading, essay, knowledge);
    const text = essay.text.slice(reading.sentence.start, reading.sentence.end);
    const clash = ({ entry, clash: one }: Meaning['clashes'][number]): TriedClash => ({
      id: entry?.id ?? null,
      kind: one.kind,
      words: textOf(one.clauses, essay),
      said: one.said,
      correction: one.correction,
      hint: one.hint,
    });
    return {
      text,
      met: met.map((one) => pointOf(one, patterns, reading, essay, knowledge)),
      clashes: clashes.map(clash),
      comments: comments.map(clash),
      stopped: stoppedIn(patterns, met, knowledge),
      heldBack: heldBack(text),
      names: reading.mentions
        .filter(({ within, kind }) => !within && kind !== 'idea')
        .map(({ term, first, last }) => ({ term, words: essay.text.slice(reading.tokens[first]?.start, reading.tokens[last]?.end) })),
      dates: reading.dates.map((date) => date.text.trim()),
      numbers: reading.numbers.map((number) => `${number.text} ${number.unit}`),
    };
  });
}

function pointOf(met: Met, patterns: Found, reading: SentenceReading, essay: ReadEssay, { lexicon, sayings }: Knowledge): TriedPoint {
  const { entry, clauses, hits } = met;
  const same = (match: PatternMatch | undefined) =>
    match && !match.negated && match.hits.map((hit) => hit.first).join() === hits.map((hit) => hit.first).join();
  const pattern = entry.meets.find((one) => hits.length > 0 && same(patterns.get(one)));
  const like = pattern
    ? undefined
    : likeWordings(reading, lexicon, sayings).find((one) => one.entry === entry.id && one.clauses[0] === clauses[0]);
  return {
    id: entry.id,
    proposition: entry.about.proposition,
    beyond: entry.beyond,
    by: pattern ? 'pattern' : 'likeness',
    because: pattern?.source ?? like?.text ?? '',
    likeness: like ? Math.round(like.likeness * 100) / 100 : null,
    right: met.right.map((detail) => detail.text.trim()),
    words: textOf(clauses, essay),
  };
}

/** Points that would be made but for a negation that their pattern does not hold. */
const stoppedIn = (patterns: Found, met: Met[], { entries }: Knowledge) =>
  [...entries.values()].flatMap((entry) => {
    const denied = entry.meets.find((pattern) => patterns.get(pattern)?.negated);
    return denied && !met.some((one) => one.entry === entry) ? [{ id: entry.id, because: denied.source }] : [];
  });

function heldBack(sentence: string): string | null {
  const voice = voiceOf(sentence);
  if (voice.reported) return 'it reports a view';
  if (voice.supposed) return 'it supposes what did not happen';
  if (voice.rhetorical) return 'it asks a question';
  return isRejected(sentence) ? 'it says itself that this is wrong' : null;
}
