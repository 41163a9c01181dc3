import type { Incoming, Unreadable } from '../domain/batch.ts';
import { Problem, type ProblemCode } from '../domain/errors.ts';
import { countWords, demandEssay } from '../domain/essay.ts';

/** An essay of a batch that is sent as text. */
export type EssayIn = { identifier: string; name?: string | null | undefined; group?: string | null | undefined; text: string };

const REASONS: Partial<Record<ProblemCode, Unreadable>> = {
  'essay-empty': 'empty',
  'essay-too-long': 'too-long',
  'essay-unreadable': 'not-text',
};

/** The outcome of each essay: whether it can be marked, and whether it came before. Spaces and lines make no other text. */
export function judgeEssays(essays: EssayIn[]): Incoming[] {
  const before = new Map<string, string>();
  return essays.map(({ identifier, name = null, group = null, text }): Incoming => {
    const head = { fileName: identifier, identifier, name, group };
    const unreadable = whyNot(text);
    if (unreadable) return { ...head, outcome: 'unreadable', ...unreadable };
    const words = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const of = before.get(words);
    if (of !== undefined) return { ...head, outcome: 'duplicate', of };
    before.set(words, identifier);
    return { ...head, outcome: 'accepted', text, words: countWords(text), note: null };
  });
}

function whyNot(text: string): { why: Unreadable; detail: string } | null {
  try {
    demandEssay(text);
    return text.isWellFormed() ? null : { why: 'not-text', detail: 'The essay holds half a character, so it is not plain text.' };
  } catch (error) {
    const why = error instanceof Problem ? REASONS[error.code] : undefined;
    if (!(error instanceof Problem) || !why) throw error;
    return { why, detail: error.detail };
  }
}
