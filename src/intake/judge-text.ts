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

/** Judges what was read, one item after another of one batch: whether it can be marked, and whether it came before under another name. */
export function judge(): (read: Reading | Refused, name: string) => Judged {
  const before = firstNames();
  let characters = 0;
  return (read, name) => {
    const why = isRefused(read) ? read : whyNoEssay(read.text);
    if (why || isRefused(read)) return { outcome: 'unreadable', ...(why ?? (read as Refused)) };
    const of = before(read.text, name);
    if (of !== null) return { outcome: 'duplicate', of };
    characters += read.text.length;
    if (characters > MAX_BATCH_CHARACTERS)
      return {
        outcome: 'unreadable',
        ...refused('too-many', 'This batch holds as much text as one batch may. Hand this in as another batch.'),
      };
    return { outcome: 'accepted', words: countWords(read.text), ...read };
  };
}

/** Why a text cannot be marked, by the rules that hold for every essay; null where it can. */
function whyNoEssay(text: string): Refused | null {
  if (!text.trim()) return refused('empty', 'There is nothing in it. Look whether the right file was handed in.');
  try {
    demandEssay(text);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'essay-too-long') {
      const most = `at most ${MAX_WORDS.toLocaleString('en-GB')} words or ${MAX_CHARACTERS.toLocaleString('en-GB')} characters are marked`;
      return refused('too-long', `This is too long: ${most}. Look whether it holds one essay only.`);
    }
    return refused('not-text', 'There are no words in it. Look whether the right file was handed in.');
  }
}
