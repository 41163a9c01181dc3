import type { ArgumentObservation } from '../../domain/argument.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import { has } from './discourse.ts';
import { sentencesOf, textOf } from './paragraphs.ts';
import type { QuestionWords } from './question-words.ts';

/** A verdict with its reason: it goes back to what was aimed at, or says what weighs more. */
const REASONED =
  /\b(?:aims?|goals?|purpose|(?:the|whole|entire) point|objectives?|most important (?:thing|aim|test)|central|first aim|main (?:aim|task|job|purpose)|on that basis|on (?:its|his) own terms|the test|criteri\p{L}+|judged by|weigh(?:s|ed)? (?:more|most|less)|counts? (?:for|most|more)|matters? (?:most|more)|outweigh\p{L}*|what decides|means (?:to|of)|instruments?|strategy|tactics|meant to|intended to|has to be called|must be (?:called|judged)|cannot be (?:called|said)|can't be (?:called|said)|for (?:the|these|those|two|three) reasons?|rather than|more than|above all)\b/iu;

/** Whether the answer judges, with reasons, and by tests that it names at the start and goes back to. */
export function judgementOf(essay: ReadEssay, { verdict }: QuestionWords): ArgumentObservation['judgement'] {
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
  );

/** Later paragraphs come back to them by number or by name. */
const returnsToTests = (essay: ReadEssay) =>
  essay.paragraphs
    .slice(1)
    .filter((paragraph) =>
      /\b(?:(?:on |against |by |for )?the (?:first|second|third|last) (?:aim|test|standard|question|criterion|measure|of (?:these|\p{L}+'s) \p{L}+)?|that (?:aim|test|standard|criterion|measure)|(?:this|that|these) (?:aims?|tests?|standards?|criteri\p{L}+|measures?))\b/iu.test(
        textOf(paragraph, essay),
      ),
    ).length >= 2;
