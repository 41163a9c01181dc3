import type { PatternCheck } from './actions/check-rubric.ts';
import { compilePattern } from './engines/offline/compile-pattern.ts';
import { buildLexicon } from './engines/offline/lexicon.ts';

/** Whether the offline engine can read a pattern, for the actions, which know no engine. */
export const patternCheck: PatternCheck = (terms) => {
  const lexicon = buildLexicon(terms);
  return (pattern) => {
    try {
      compilePattern(pattern, lexicon);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : 'the pattern cannot be read';
    }
  };
};
