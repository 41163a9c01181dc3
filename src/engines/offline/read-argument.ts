import type { ArgumentObservation } from '../../domain/argument.ts';
import { type Claim, isAccurate } from '../../domain/claim.ts';
import type { Paragraph, ReadEssay, Sentence } from '../../domain/essay.ts';
import type { Question } from '../../domain/rubric-parts.ts';
import { has } from './discourse.ts';
import { readParagraphs, sentencesOf } from './paragraphs.ts';
import { sidesOf } from './polarity.ts';
import { type QuestionWords, wordsOf } from './question-words.ts';

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

/** A test of success is explicit where several paragraphs go back to one; a single mention only implies it. */
function criteriaOf(essay: ReadEssay): ArgumentObservation['criteria'] {
  const testing = essay.paragraphs.filter((paragraph) => has('criteria', textOf(paragraph, essay))).length;
  return testing >= 2 ? 'explicit' : testing ? 'implicit' : 'none';
}

function counterArgumentOf(essay: ReadEssay): ArgumentObservation['counterArgument'] {
  const turns = essay.sentences
    .map((sentence) => essay.text.slice(sentence.start, sentence.end))
    .filter((sentence) => has('rejoinder', sentence) && has('evaluation', sentence));
  const answered = turns.filter((sentence) => has('weighing', sentence) || has('cause', sentence)).length;
  return answered >= 2 ? 'answered' : turns.length ? 'mentioned' : 'absent';
}

/** Which side is really argued, in the student's own voice. A side with hardly a word for it is not. */
function balanceOf(essay: ReadEssay, { signs }: QuestionWords): ArgumentObservation['balance'] {
  let [success, failure] = [0, 0];
  for (const sentence of essay.sentences) {
    const sides = sidesOf(essay.text.slice(sentence.start, sentence.end), signs);
    success += sides.success;
    failure += sides.failure;
  }
  const total = success + failure;
  const halved = BOTH_WAYS.test(essay.text);
  if (total < Math.max(2, essay.sentences.length * 0.06)) return halved ? 'both' : 'neither';
  const lesser = Math.min(success, failure);
  if (halved || (lesser / total >= ONE_SIDED && (lesser > 1 || total > 3))) return 'both';
  return success > failure ? 'success-only' : 'failure-only';
}

/** Below this share of what is said for either side, the lesser side is not argued. */
const ONE_SIDED = 0.15;
const BOTH_WAYS =
  /\b(?:good|success\p{L}*|right|worked) in (?:some|certain) (?:ways|respects).{0,80}\b(?:bad|fail\p{L}*|wrong|not|didn't).{0,30}\bother/iu;

/** A verdict with its reason: it goes back to what was aimed at, or says what weighs more. */
const REASONED =
  /\b(?:aims?|goals?|purpose|(?:the|whole|entire) point|objectives?|most important (?:thing|aim|test)|central|first aim|main (?:aim|task|job|purpose)|on that basis|on (?:its|his) own terms|the test|criteri\p{L}+|judged by|weigh(?:s|ed)? (?:more|most|less)|counts? (?:for|most|more)|matters? (?:most|more)|outweigh\p{L}*|what decides|means (?:to|of)|instruments?|strategy|tactics|meant to|whose|if somebody|has to be called|cannot be (?:named|called|said)|can't be said|accept(?:ed|ing) it for parts|rather than)\b/iu;

function judgementOf(essay: ReadEssay, { verdict }: QuestionWords): ArgumentObservation['judgement'] {
  const last = essay.paragraphs.at(-1);
  const closing =
    essay.paragraphs.length === 1
      ? essay.sentences.slice(-2).map((sentence) => essay.text.slice(sentence.start, sentence.end))
      : sentencesOf(last, essay);
  const text = closing.join(' ');
  const judged = closing.filter((sentence) => verdict.test(sentence) || (has('judgement', sentence) && has('evaluation', sentence))).length;
  if (!judged && !(REASONED.test(text) && has('evaluation', text))) return 'none';
  if (!REASONED.test(text) || closing.length < 2) return 'asserted';
  return namesTests(essay) && returnsToTests(essay) ? 'sustained' : 'supported';
}

/** The first two paragraphs number the tests by which success is to be judged. */
const namesTests = (essay: ReadEssay) =>
  /\b(?:two|three|four|several)\s+(?:\p{L}+\s+){0,2}(?:aims?|tests?|standards?|criteria|questions|measures|things|goals|purposes)\b/iu.test(
    essay.paragraphs
      .slice(0, 2)
      .map((paragraph) => textOf(paragraph, essay))
      .join(' '),
  ) && !/^[^.]*\b(?:three things|two things) (?:happened|about)/iu.test(essay.text);

/** Later paragraphs come back to them by number or by name. */
const returnsToTests = (essay: ReadEssay) =>
  essay.paragraphs
    .slice(1)
    .filter((paragraph) =>
      /\b(?:(?:on |against |by |for )?the (?:first|second|third|last) (?:aim|test|standard|question|criterion|measure|of (?:these|\p{L}+'s) \p{L}+)?|that (?:aim|test|standard|criterion|measure)|(?:this|that|these) (?:aims?|tests?|standards?|criteri\p{L}+|measures?)|second of \p{L}+'s aims)\b/iu.test(
        textOf(paragraph, essay),
      ),
    ).length >= 2;

/** The first clause of the sentence that shows the answer at its strongest: argued, exact, rich in ideas, and readable by itself. */
function bestClause(essay: ReadEssay, ledger: Claim[]): number | null {
  const worthOf = ({ n, start, end }: Sentence) => {
    const here = ledger.filter((claim) => claim.sentence === n);
    if (end - start > 320 || LEANS_BACK.test(essay.text.slice(start, end)) || here.some((claim) => claim.verdict === 'contradicted'))
      return 0;
    return here.filter((claim) => isAccurate(claim) && claim.relevance === 'question').reduce((sum, claim) => sum + worth(claim), 0);
  };
  const [best] = essay.sentences.map((sentence) => ({ sentence, worth: worthOf(sentence) })).sort((a, b) => b.worth - a.worth);
  return best?.worth ? best.sentence.clauses[0] : null;
}
const LEANS_BACK = /^(?:and|but|so|it|this|that|he|they|these|then|also|yet|or)\b/iu;
const worth = (claim: Claim) =>
  ({ stated: 0, explained: 1, argued: 2 })[claim.use] +
  (claim.exact ? 1 : 0) +
  Math.min(3, claim.points.length) +
  (claim.verdict === 'beyond' ? 1 : 0);

/** A statement that is right but carries no argument, in the paragraph that most needs one. */
function rewriteClause(essay: ReadEssay, ledger: Claim[], paragraphs: ArgumentObservation['paragraphs']): number | null {
  const weak =
    essay.paragraphs.find((paragraph, i) => paragraph.role === 'body' && paragraphs[i]?.mode === 'narrates') ??
    essay.paragraphs.find((_, i) => paragraphs[i]?.mode === 'asserts');
  const claim = ledger.find(
    (one) =>
      isAccurate(one) &&
      one.relevance === 'question' &&
      one.use === 'stated' &&
      (!weak || (one.start >= weak.start && one.end <= weak.end)),
  );
  return claim ? (essay.clauses.find((clause) => clause.start === claim.start)?.n ?? null) : null;
}

const textOf = (paragraph: Paragraph | undefined, essay: ReadEssay) => essay.text.slice(paragraph?.start, paragraph?.end);
