import type { ClaimObservation } from '../../domain/claim.ts';
import { EngineFailure } from '../../domain/engine-failure.ts';
import { type ReadEssay, SHORT_WORDS } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Engine, Observed } from '../engine.ts';
import { type Client, type OpenaiOptions, openaiClient } from './client.ts';
import { argumentOf, observationsOf } from './observations.ts';
import { constantPart, essayPart, ledgerPart, type References, referencesOf, somePart } from './prompts.ts';
import { asksAgain, reusing } from './reuse.ts';
import { ArgumentReply, LedgerReply } from './schemas.ts';

type Constant = ReturnType<typeof constantPart> & { references: References };
const constants = new WeakMap<Rubric, Constant>();

/** The constant parts for a rubric, made once: they are most of what is sent. */
function constantOf(rubric: Rubric): Constant {
  let made = constants.get(rubric);
  if (!made) {
    const references = referencesOf(rubric);
    made = { ...constantPart(rubric, references), references };
    constants.set(rubric, made);
  }
  return made;
}

/** How many requests an essay takes that was never marked: its claims, then its argument. */
const ASKS = 2;

/** Marks with a model behind any OpenAI-compatible endpoint, in two schema-bound requests. Raise the version when prompts or schemas change. */
export const openaiEngine = ({ second, ...options }: OpenaiOptions & Pick<Engine, 'second'>): Engine =>
  engineOver(openaiClient(options), { model: options.model, ...(second && { second }) });

function engineOver(client: Client, about: Pick<Engine, 'model' | 'second'>): Engine {
  async function askLedger(
    essay: ReadEssay,
    rubric: Rubric,
    ids: Set<string> | null,
    signal?: AbortSignal,
  ): Promise<Observed<ClaimObservation[]>> {
    const { references, ledger } = constantOf(rubric);
    const system = ids ? somePart(rubric, references, ids) : ledger;
    const { value, exchanges } = await client.ask({ purpose: 'claims', schema: LedgerReply, system, essay: essayPart(essay), signal });
    return { value: observationsOf(value, essay, rubric, references), exchanges, flags: [] };
  }

  const engine: Engine = {
    id: 'openai',
    version: '2',
    ...about,
    async checkClaims(essay, rubric, signal) {
      const checked = await askLedger(essay, rubric, null, signal);
      if (!checked.value.length && essay.words >= SHORT_WORDS)
        throw new EngineFailure(`The model named no claim in an essay of ${essay.words} words.`, checked.exchanges);
      return checked;
    },
    async readArgument(essay, rubric, ledger, signal) {
      const asked = `${essayPart(essay)}\n${ledgerPart(essay, ledger)}`;
      const system = constantOf(rubric).argument;
      const { value, exchanges } = await client.ask({ purpose: 'argument', schema: ArgumentReply, system, essay: asked, signal });
      const read = argumentOf(value, essay);
      if (!read) throw new EngineFailure('The model did not speak of every paragraph once.', exchanges);
      return { value: read, exchanges, flags: [] };
    },
    asks: (rubric, before) => (before ? asksAgain(before, rubric) : ASKS),
    again: (earlier) => ({
      ...engine,
      ...reusing(earlier, { ...engine, checkSome: askLedger }),
      keeping: (calls) => engine.keeping(calls).again(earlier),
    }),
    keeping: (calls) => engineOver(client.keeping(calls), about),
  };
  return engine;
}
