import type { Rubric } from '../../domain/rubric.ts';
import type { Tokens } from '../../domain/spending.ts';
import type { Exchange } from '../../domain/submission.ts';
import { POINTS_RULES, QUESTION_RULES } from './draft-prompts.ts';
import { constantPart, referencesOf } from './prompts.ts';

// All of it is an estimate, of four characters to a token; the figures are those of the recorded exchanges in fixtures, a little above.
const CHARACTERS = 4;
/** Tokens that every request takes besides: the form of the answer, and what a provider adds. */
const FORM = 900;
/** Characters sent for each character of an essay: as numbered clauses, and the second time with its ledger. */
const SENT = 1.45 + 2.7;
/** Tokens answered: for each character of an essay about its claims, for an argument, for each note and for the question of a draft. */
const ANSWERED = { claims: 1.3, argument: 400, note: 750, question: 1100 };
/** Notes to a request of a draft. */
const NOTES = 6;

/**
 * What the two requests are expected to take that mark an essay of so many characters. `means` are the mean output tokens of answers so far, by
 * purpose; where they are less than the essay's length alone lets expect, that stands.
 */
export function estimateMarking(rubric: Rubric, characters: number, means: Partial<Record<Exchange['purpose'], number>> = {}): Tokens {
  const { ledger, argument } = constantPart(rubric, referencesOf(rubric));
  const output = Math.max(means.claims ?? 0, ANSWERED.claims * characters) + Math.max(means.argument ?? 0, ANSWERED.argument);
  return tokens(2, ledger.length + argument.length + SENT * characters, output);
}

/** What a draft of a rubric from notes is expected to take. */
export function estimateDraft(question: string, notes: string): Tokens {
  const count = notes.split('\n').filter((line) => line.trim() && !line.trim().endsWith(':')).length;
  const requests = Math.ceil(count / NOTES);
  const data = question.length + notes.length + 20 * count;
  const sent = requests * (POINTS_RULES.length + data) + QUESTION_RULES.length + data;
  return tokens(requests + 1, sent, count * ANSWERED.note + ANSWERED.question);
}

const tokens = (requests: number, characters: number, output: number): Tokens => ({
  requests,
  inputTokens: Math.ceil(characters / CHARACTERS + requests * FORM),
  cachedTokens: 0,
  outputTokens: Math.ceil(output),
});
