import type { Flag } from '../domain/argument.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { type ReadEssay, SHORT_WORDS } from '../domain/essay.ts';

const TO_MARKER = new RegExp(
  [
    String.raw`\b(?:ignore|disregard|forget) (?:(?:all|any|the|your|of) ){0,3}(?:previous|prior|above) (?:instructions?|prompts?|rules?)|\b(?:ignore|forget) the (?:rubric|mark scheme|rules above)\b`,
    String.raw`\b(?:dear|hello|hi|attention|note to)[, ]+(?:the )?(?:examiner|marker|ai|grader|assistant|teacher)\b`,
    String.raw`\bas an ai\b|\bsystem prompt\b|(?-i:\bSYSTEM|\bASSISTANT): |\boutput (?:\S+ ){0,3}(?:\{|json\b|a mark\b)|"mark" ?:`,
    String.raw`\b(?:you are|you must act as) (?:a|an|the) (?:marker|examiner|assistant|ai|language model)\b`,
    String.raw`(?<!\b(?:would|could|might|will|should|to) )\b(?:give|award|assign)(?: me| it| this(?: essay| answer| one)?| my \S+)? (?:a |the )?(?:(?:full|top|high(?:est)?|maximum|\d+) (?:marks?|level|grade)|level (?:4|5|four|five)|25 ?(?:/|out of) ?25)\b`,
    String.raw`\b(?:I|(?:this|my) (?:essay|answer)) deserves? (?:\S+ ){0,3}(?:marks?|level|grade)\b`,
    String.raw`\b(?:please )?(?:mark|grade) (?:this (?:essay|answer|one)?|me|it) ?(?:high|generously|kindly|leniently|as)\b`,
    String.raw`\bdo not (?:deduct (?:any )?marks?|mark (?:me|this|it) down|penali[sz]e (?:me|this))\b`,
  ].join('|'),
  'iu',
);
const ENGLISH = /\b(?:the|and|of|to|in|was|that|it|he|a|is|for|with|as|but|they|his|on|by|this)\b/giu;

/** Sentences addressed to whoever marks: flagged, and marked as if they were absent. */
export const toMarker = (essay: ReadEssay): { start: number; end: number }[] =>
  essay.sentences.filter(({ start, end }) => TO_MARKER.test(essay.text.slice(start, end)));

/** The commonest words of five neighbouring languages that are no English ones. */
const FOREIGN =
  /\b(?:der|das|und|ist|nicht|ein|eine|dem|mit|het|een|van|niet|le|la|les|et|est|une|des|que|pas|el|los|las|por|una|con|il|di|che|per|non|della)\b/giu;

/**
 * Whether enough of the commonest English words are there to trust what the rubric's English finds: a twelfth of all, or in notes, which leave
 * them out, a few and more than of other languages. Twenty words are too few to tell.
 */
export function readsAsEnglish({ text, words }: ReadEssay): boolean {
  const english = text.match(ENGLISH)?.length ?? 0;
  return words < 20 || english >= 0.12 * words || (english >= 0.02 * words && english > 2 * (text.match(FOREIGN)?.length ?? 0));
}

/** What a person should know about this essay besides its mark. */
export function flagEssay(essay: ReadEssay, claims: Claim[]): Flag[] {
  const flags: Flag[] = toMarker(essay).map(({ start, end }) => ({
    kind: 'text-to-marker',
    audience: 'teacher',
    detail: 'This sentence speaks to the marker. It was marked as if it were absent.',
    start,
    end,
  }));
  const whole = { start: null, end: null };
  if (essay.words < SHORT_WORDS)
    flags.push({
      kind: 'too-short',
      audience: 'student',
      detail: `At ${essay.words} words there is little to mark; a full answer has room for several paragraphs.`,
      ...whole,
    });
  if (!readsAsEnglish(essay))
    flags.push({
      kind: 'not-english',
      audience: 'teacher',
      detail: 'Much of this does not read as English; the verdicts may miss what it says.',
      ...whole,
    });
  else if (essay.words >= SHORT_WORDS && claims.filter((claim) => isAccurate(claim)).length < 2)
    flags.push({ kind: 'off-topic', audience: 'teacher', detail: 'Hardly anything here speaks of the question.', ...whole });
  return flags;
}
