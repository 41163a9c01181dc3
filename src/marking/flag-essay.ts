import type { Flag } from '../domain/argument.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { type ReadEssay, SHORT_WORDS } from '../domain/essay.ts';

const TO_MARKER =
  /\b(?:ignore (?:all |any |the |your )?(?:previous|prior|above|other) (?:instructions?|prompts?|rules?)|(?:dear|hello|hi|attention)[, ]+(?:examiner|marker|ai|grader|assistant)|as an ai|(?:give|award|assign) (?:this|me|the|it|full)\b.{0,40}\b(?:marks?|level|25|grade|score)|(?:you are|you must act as) (?:a|an|the) (?:marker|examiner|assistant|ai|language model)|system prompt|full marks|(?:please )?(?:mark|grade) (?:this|me) (?:high|generously|kindly|as)|do not (?:mark|deduct|penali[sz]e))/iu;
/** Time, plans and page turns are what honest candidates write. */
const HARMLESS = /\b(?:ran out of time|no time|pto|p\.t\.o|plan:|see over|continued)\b/iu;
const ENGLISH = /\b(?:the|and|of|to|in|was|that|it|he|a|is|for|with|as|but|they|his|on|by|this)\b/giu;

/** Sentences addressed to whoever marks: flagged, and marked as if they were absent. */
export const toMarker = (essay: ReadEssay): { start: number; end: number }[] =>
  essay.sentences.filter(({ start, end }) => {
    const text = essay.text.slice(start, end);
    return TO_MARKER.test(text) && !HARMLESS.test(text);
  });

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
  const english = (essay.text.match(ENGLISH)?.length ?? 0) / essay.words;
  if (english < 0.12 && essay.words >= 20)
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
