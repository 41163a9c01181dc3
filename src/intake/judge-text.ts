import { Problem } from '../domain/errors.ts';
import { countWords, demandEssay, MAX_CHARACTERS, MAX_WORDS } from '../domain/essay.ts';
import { firstNames } from './duplicates.ts';
import { MAX_BATCH_CHARACTERS } from './limits.ts';
import { isRefused, type Reading, type Refused, refused } from './outcome.ts';

/** What an item of a batch is, apart from whose it is. */
export type Judged =
  | { outcome: 'accepted'; text: string; words: number; note: string | null }
  | { outcome: 'duplicate'; of: string }
  | ({ outcome: 'unreadable' } & Refused);

const MOST = `at most ${MAX_WORDS.toLocaleString('en-GB')} words or ${MAX_CHARACTERS.toLocaleString('en-GB')} characters are marked`;
const TOO_LONG = refused('too-long', `This is too long: ${MOST}. Look whether it holds one essay only.`);
const EMPTY = refused('empty', 'There is nothing in it. Look whether the right file was handed in.');
const NO_WORDS = refused('not-text', 'There are no words in it. Look whether the right file was handed in.');
const TOO_MANY = refused('too-many', 'This batch holds as much text as one batch may. Hand this in as another batch.');

/**
 * Judges what was read, one item of one batch after another: whether it can be marked, and whether it came before under another name.
 * `most` is how much text the batch may hold, in UTF-16 code units.
 */
export function judge(most = MAX_BATCH_CHARACTERS): (read: Reading | Refused, name: string) => Judged {
  const cameBefore = firstNames();
  let characters = 0;
  return (read, name) => {
    if (isRefused(read)) return { outcome: 'unreadable', ...read };
    const whyNot = whyNoEssay(read.text);
    if (whyNot) return { outcome: 'unreadable', ...whyNot };
    if (characters + read.text.length > most) return { outcome: 'unreadable', ...TOO_MANY };
    const of = cameBefore(read.text, name);
    if (of !== null) return { outcome: 'duplicate', of };
    characters += read.text.length;
    return { outcome: 'accepted', words: countWords(read.text), ...read };
  };
}

/** Why a text cannot be marked, by the rules that hold for every essay; null where it can. */
function whyNoEssay(text: string): Refused | null {
  try {
    demandEssay(text);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'essay-empty') return EMPTY;
    return error.code === 'essay-too-long' ? TOO_LONG : NO_WORDS;
  }
}
