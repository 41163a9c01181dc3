import type { Lexicon } from './lexicon.ts';
import { tokenise } from './tokens.ts';

export type Alternative = { keys: string[]; denies?: boolean } | { year: number } | { number: true };
export type PatternTerm = { alternatives: Alternative[]; context: boolean; absent: boolean; afterPrevious: boolean };

/** A pattern of the rubric, ready to match (rubrics/README.md has the language). */
export type CompiledPattern = { source: string; local: PatternTerm[]; context: PatternTerm[]; absent: PatternTerm[]; denies: boolean };

/** Alternatives by the words that give them, so that many patterns have the same ones. */
export type SharedAlternatives = Map<string, Alternative[]>;

/** @throws Error when the pattern is empty or holds only context; rubric checks report it. */
export function compilePattern(source: string, lexicon: Lexicon, shared: SharedAlternatives = new Map()): CompiledPattern {
  const terms: PatternTerm[] = [];
  let afterPrevious = false;
  for (const piece of source.trim().split(/\s+/u)) {
    if (piece === '>') {
      afterPrevious = true;
      continue;
    }
    const context = piece.startsWith('~');
    const absent = piece.startsWith('!');
    const words = piece.replace(/^[~!]/u, '');
    const alternatives = shared.get(words) ?? alternativesOf(words, lexicon);
    shared.set(words, alternatives);
    if (alternatives.length) terms.push({ alternatives, context, absent, afterPrevious });
    afterPrevious = false;
  }
  const local = terms.filter((term) => !term.context && !term.absent);
  if (!local.length) throw new Error(`the pattern "${source}" has no word that must stand in the clause itself`);
  const denies = local.some((term) => term.alternatives.some(isDenial));
  return { source, local, context: terms.filter((term) => term.context), absent: terms.filter((term) => term.absent), denies };
}

export const isDenial = (one: Alternative) => 'keys' in one && one.denies === true;

const alternativesOf = (words: string, lexicon: Lexicon) =>
  words
    .split('|')
    .filter(Boolean)
    .map((word) => alternativeOf(word, lexicon));

function alternativeOf(word: string, lexicon: Lexicon): Alternative {
  if (word === '#') return { number: true };
  if (/^1[89]\d\d$/u.test(word)) return { year: Number(word) };
  const term = Object.hasOwn(lexicon.terms, word) ? lexicon.terms[word] : undefined;
  if (term) return { keys: [`t:${word}`], denies: term.names.includes('not') };
  const keys = tokenise(word).map((token) => `w:${token.key}`);
  return { keys, denies: keys.some((key) => /^w:(?:not|never|no|without)$/u.test(key)) };
}
