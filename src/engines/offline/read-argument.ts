import type { ArgumentObservation } from '../../domain/argument.ts';
import type { Claim } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Question } from '../../domain/rubric-parts.ts';
import { has } from './discourse.ts';
import { judgementOf } from './judgement.ts';
import { readParagraphs, sentencesOf, textOf } from './paragraphs.ts';
import { sidesOf } from './polarity.ts';
import { type QuestionWords, wordsOf } from './question-words.ts';
import { bestClause, rewriteClause } from './showpieces.ts';

/** What each paragraph does with its claims, and the essay's argument as a whole, from signals that a teacher would recognise. */
export function readArgument(essay: ReadEssay, ledger: Claim[], question: Question): ArgumentObservation {
  const words = wordsOf(question);
  const paragraphs = readParagraphs(essay, ledger, words.signs);
  const judgement = judgementOf(essay, words);
  return {
    paragraphs,
    line: lineOf(essay, words),
    criteria: criteriaOf(essay),
    counterArgument: counterArgumentOf(essay),
    balance: balanceOf(essay, words),
    judgement,
    best: bestClause(essay, ledger),
    rewrite: rewriteClause(essay, ledger, paragraphs),
    words: null,
  };
}

/** The first paragraph with a verdict of the student's own. */
function lineOf(essay: ReadEssay, words: QuestionWords): number | null {
  const found = essay.paragraphs.find((paragraph) =>
    sentencesOf(paragraph, essay).some((sentence) => words.verdict.test(sentence) && !/^\s*in this essay/iu.test(sentence)),
  );
  return found && found.role !== 'closing' ? found.n : (found?.n ?? null);
}

/** A test of success is explicit where several paragraphs go back to one; a single mention only implies it, and saying it again is none. */
function criteriaOf(essay: ReadEssay): ArgumentObservation['criteria'] {
  const texts = new Set(essay.paragraphs.map((paragraph) => textOf(paragraph, essay).trim()));
  const testing = [...texts].filter((text) => has('criteria', text)).length;
  return testing >= 2 ? 'explicit' : testing ? 'implicit' : 'none';
}

function counterArgumentOf(essay: ReadEssay): ArgumentObservation['counterArgument'] {
  const sentences = new Set(essay.sentences.map((sentence) => essay.text.slice(sentence.start, sentence.end).trim()));
  const turns = [...sentences].filter((sentence) => has('rejoinder', sentence) && has('evaluation', sentence));
  const answered = turns.filter((sentence) => has('weighing', sentence) || has('cause', sentence)).length;
  return answered >= 2 ? 'answered' : turns.length ? 'mentioned' : 'absent';
}

/** Which side is really argued, in the student's own voice. A side with hardly a word for it is not. */
function balanceOf(essay: ReadEssay, { signs }: QuestionWords): ArgumentObservation['balance'] {
  let [success, failure] = [0, 0];
  const bodies = essay.paragraphs.filter(({ role }) => role === 'body').length;
  for (const paragraph of essay.paragraphs) {
    const weight = paragraph.role === 'body' || bodies < 3 ? 1 : TAKEN;
    for (const sentence of sentencesOf(paragraph, essay)) {
      const sides = sidesOf(sentence, signs);
      success += weight * sides.success;
      failure += weight * sides.failure;
    }
  }
  const total = success + failure;
  const halved = BOTH_WAYS.test(essay.text);
  if (total < Math.max(2, essay.sentences.length * 0.06)) return halved ? 'both' : 'neither';
  const lesser = Math.min(success, failure);
  if (halved || (lesser / total >= ONE_SIDED && (lesser > 1 || total > 3))) return 'both';
  return success > failure ? 'success-only' : 'failure-only';
}

/** A thesis and a verdict only take a side; the body is what argues it, so their words count for less. */
const TAKEN = 0.5;
/** Below this share of what is said for either side, the lesser side is not argued. */
const ONE_SIDED = 0.15;
/** A verdict that is cut in two: by respects, or by the short and the long run. */
const BOTH_WAYS =
  /\b(?:good|success\p{L}*|right|worked) in (?:some|certain) (?:ways|respects).{0,80}\b(?:bad|fail\p{L}*|wrong|not|didn't).{0,30}\bother|\b(?:good|success\p{L}*|worked|won) (?:for|in|over) (?:a |the )?short (?:time|term|run).{0,40}\b(?:but|yet|although|though|whereas)\b.{0,100}\b(?:not|never|fail\p{L}*|lost|disast\p{L}*|didn't)\b/iu;
