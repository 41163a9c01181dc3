import type { Question } from '../../domain/rubric-parts.ts';
import type { Signs } from './polarity.ts';

/** What only the question can know: the words that speak for either side, and a verdict on what it asks about. */
export type QuestionWords = { signs: Signs; verdict: RegExp };

const OPENINGS =
  'i (?:think|believe|agree|disagree|would (?:say|argue))|in my (?:view|opinion)|overall|in conclusion|to conclude|on balance|therefore|so|ultimately|in the end|the view|the statement|it|he|this|this essay|the (?:fair )?verdict';
const VERDICTS = 'suc+e\\p{L}+|fail\\p{L}*|valid|agree|disagree|convincing|worked|(?:good|bad) in some ways|disaster';

/** The words of one question, ready to match. */
export function wordsOf({ subjects = [], signs = { success: [], failure: [] } }: Question): QuestionWords {
  return {
    signs: { success: anyOf(signs.success), failure: anyOf(signs.failure) },
    verdict: new RegExp(
      `\\b(?:(?:${[OPENINGS, ...subjects.map(plain)].join('|')}).{0,120}\\b(?:${[VERDICTS, ...[...signs.success, ...signs.failure].map(plain)].join('|')}))`,
      'iu',
    ),
  };
}

/** Matches nothing where there are no words. */
const anyOf = (words: string[]) => new RegExp(words.length ? `\\b(?:${words.map(plain).join('|')})\\b` : '(?!)', 'giu');
const plain = (word: string) => word.replaceAll('’', "'").replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
