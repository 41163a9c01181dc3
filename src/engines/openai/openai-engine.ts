import type { ClaimObservation } from '../../domain/claim.ts';
import { EngineFailure } from '../../domain/engine-failure.ts';
import { type ReadEssay, SHORT_WORDS } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Engine } from '../engine.ts';
import { type OpenaiOptions, openaiClient } from './client.ts';
import { constantPart, essayPart, ledgerPart, type References, referencesOf } from './prompts.ts';
import { ArgumentReply, LedgerReply } from './schemas.ts';

/** Marks with a model behind any OpenAI-compatible endpoint, in two schema-bound requests. Raise the version when prompts or schemas change. */
export function openaiEngine(options: OpenaiOptions): Engine {
  const client = openaiClient(options);
  return {
    id: 'openai',
    version: '1',
    model: options.model,
    async checkClaims(essay, rubric, signal) {
      const references = referencesOf(rubric);
      const { value, exchange } = await client.ask({
        purpose: 'claims',
        schema: LedgerReply,
        system: constantPart(rubric, references).ledger,
        essay: essayPart(essay),
        signal,
      });
      const observations = observationsOf(value, essay, rubric, references);
      if (!observations.length && essay.words >= SHORT_WORDS)
        throw new EngineFailure(`The model named no claim in an essay of ${essay.words} words.`, [exchange]);
      return { value: observations, exchanges: [exchange], flags: [] };
    },
    async readArgument(essay, rubric, ledger, signal) {
      const asked = `${essayPart(essay)}\n${ledgerPart(essay, ledger)}`;
      const { value, exchange } = await client.ask({
        purpose: 'argument',
        schema: ArgumentReply,
        system: constantPart(rubric, referencesOf(rubric)).argument,
        essay: asked,
        signal,
      });
      const { summary, strength, advice, ...seen } = value;
      const read = seen.paragraphs.map(({ n }) => n).sort((a, b) => a - b);
      if (String(read) !== String(essay.paragraphs.map(({ n }) => n)))
        throw new EngineFailure('The model did not speak of every paragraph once.', [exchange]);
      return { value: { ...seen, words: { summary, strength, advice } }, exchanges: [exchange], flags: [] };
    },
  };
}

/** The reply in the product's own terms. What names no known clause, or calls wrong without saying what is right, is no observation. */
function observationsOf(reply: LedgerReply, essay: ReadEssay, rubric: Rubric, { ids }: References): ClaimObservation[] {
  return reply.claims.flatMap((claim) => {
    if (!essay.clauses[claim.from - 1] || !essay.clauses[claim.to - 1]) return [];
    const { from, to, reason, clash, points, verdict, ...seen } = claim;
    const known = points.flatMap((ref) => ids.get(ref) ?? []);
    const wrong = verdict === 'contradicted';
    if (wrong && !seen.correction?.trim()) return [];
    const note = wrong ? null : (known.map((id) => rubric.bank.points[id]?.note ?? rubric.bank.beyond[id]?.note).find(Boolean) ?? null);
    return [
      {
        ...seen,
        clauses: [from, to] as [number, number],
        verdict,
        points: known,
        explanation: wrong ? (clash ?? reason) : reason,
        correction: wrong ? seen.correction : null,
        hint: wrong ? seen.hint : null,
        note,
      },
    ];
  });
}
