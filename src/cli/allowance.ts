import { InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Cap, noTokens, type Refusal, refusalOf, sumOf, type Tokens } from '../domain/spending.ts';
import { costWords } from '../domain/spending-words.ts';
import { type Exchange, usageOf } from '../domain/submission.ts';
import { counted } from '../domain/words.ts';
import type { Engine } from '../engines/engine.ts';
import { estimateMarking } from '../engines/openai/estimate.ts';

/** What a command may take of a model. It opens no database, so it counts only what it takes itself. */
export type Allowance = {
  cap: Cap;
  /** Why an essay may not be begun, while those `underway` are being marked. */
  refusal: (text: string, underway?: string[]) => Refusal | null;
  took: (exchanges: Exchange[]) => void;
  /** What essays are expected to take. */
  expected: (texts: string[]) => Tokens;
  /** The same in a sentence. */
  forecast: (texts: string[]) => string;
};

/** `--token-cap N` of the commands that mark essays. */
export const tokenCap = (): Option =>
  new Option('--token-cap <tokens>', 'stop before the essay with which the model would take more than so many tokens in all').argParser(
    (value) => {
      const tokens = Number(value);
      if (!/^\d+$/u.test(value) || !Number.isSafeInteger(tokens) || tokens < 1)
        throw new InvalidArgumentError('It must be a whole number, at least 1.');
      return tokens;
    },
  );

/** The cap of a command: its own, and never more than that of a day. */
export const capOf = ({ spending }: Pick<Config, 'spending'>, tokens: number | undefined): Cap => ({
  ...spending,
  tokens: Math.min(tokens ?? Number.POSITIVE_INFINITY, spending.tokens ?? Number.POSITIVE_INFINITY),
});

export function allowanceOf({ model }: Pick<Engine, 'model'>, rubric: Rubric, cap: Cap): Allowance {
  const done: Exchange[] = [];
  const estimate = (text: string): Tokens => (model === null ? noTokens : estimateMarking(rubric, text.length, meansOf(done)));
  const expected = (texts: string[]) => sumOf(texts.map(estimate));
  return {
    cap,
    refusal: (text, underway = []) => refusalOf(sumOf([usageOf(done), expected(underway)]), estimate(text), cap),
    // only what they took: a class's requests and replies would fill the memory
    took: (exchanges) => void done.push(...exchanges.map((one) => ({ ...one, request: null, reply: null }))),
    expected,
    forecast: (texts) =>
      `${counted(texts.length, 'essay')} with ${model}: about ${costWords(expected(texts), cap.prices)}. This is an estimate, of four characters to a token.`,
  };
}

function meansOf(exchanges: Exchange[]): Partial<Record<Exchange['purpose'], number>> {
  const answered = Object.groupBy(
    exchanges.filter((one) => one.outputTokens > 0),
    ({ purpose }) => purpose,
  );
  const mean = (all: Exchange[]) => usageOf(all).outputTokens / all.length;
  return Object.fromEntries(Object.entries(answered).map(([purpose, all]) => [purpose, mean(all)]));
}
