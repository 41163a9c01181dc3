import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { mergePatch } from '../domain/merge-patch.ts';
import { sumOf, timesOf } from '../domain/spending.ts';
import type { Engine, EngineId } from '../engines/engine.ts';
import { type BeginPreview, type EssayToPreview, type Preview, previewDraft } from '../preview-draft.ts';
import { hashOf } from '../rubric-hash.ts';
import type { ActionDeps } from './audit.ts';
import type { PatternCheck } from './check-rubric.ts';
import { contentFor } from './edit-rubric.ts';
import { parse } from './parse.ts';
import { noRubric } from './read-rubric.ts';

/** Makes the engine asked for, or the one that is set up. @throws Problem `engine-not-configured` */
export type EngineFor = (id?: EngineId) => Engine;
export type PreviewDeps = Pick<ActionDeps, 'store' | 'budget' | 'now' | 'newId'> & {
  patternCheck: PatternCheck;
  engineFor: EngineFor;
  samples: readonly { id: string; text: string }[];
};

/** Most essays of one preview; each takes four requests at most. */
const MOST = 200;

export const PreviewQuery = z.strictObject({
  on: z.enum(['samples', 'submissions']).default('samples').describe('the sample essays, or essays that were handed in, newest first'),
  limit: z.coerce.number().int().min(1).max(MOST).default(MOST).describe('most essays'),
  mayAsk: z.coerce
    .number()
    .int()
    .min(0)
    .max(4 * MOST)
    .default(0)
    .describe('most requests to a model; with 0 they are only counted'),
  engine: z.enum(['offline', 'openai']).optional().describe('what checks the claims; the engine that marks essays here when left out'),
});

/**
 * The effect of a draft before it is kept. `draft` is the whole content, or with `patch` a JSON Merge Patch of what is in force. Writes nothing.
 * What a model said of an essay when it was marked is used again for every point that has not changed.
 * @throws Problem `not-found`, `rubric-invalid`, `invalid-field`, `engine-not-configured`, `spending-cap`
 */
export async function previewRubric(
  actor: Actor,
  id: string,
  { draft, patch }: { draft: unknown; patch: boolean },
  query: unknown,
  deps: PreviewDeps,
  signal?: AbortSignal,
): Promise<Preview> {
  demand(actor, 'edit-rubric');
  const { on, limit, mayAsk, engine: wanted } = parse(PreviewQuery, query);
  const current = deps.store.rubric(id);
  if (!current) throw noRubric();
  const content = contentFor(current, patch ? mergePatch(current, draft) : draft, deps.patternCheck);
  const next = { id, version: current.version + 1, hash: hashOf(content), ...content };
  const engine = deps.engineFor(wanted);
  const essays =
    on === 'samples'
      ? deps.samples.slice(0, limit).map(({ id: essay, text }) => ({ essay, text, candidate: null, before: null }))
      : pastEssays(id, limit, engine, deps);
  const { budget, now, newId } = deps;
  let release = () => {};
  // an essay that was never marked takes two requests, so each request counts as half of that
  const begin: BeginPreview = (asks) => {
    const each = asks.map(({ characters, requests }) => timesOf(budget.estimates.marking(engine, next, characters), requests / 2));
    release = budget.holdFor(actor, sumOf(each));
  };
  return previewDraft({ current, next, essays, mayAsk, begin }, { engine, now, newId }, signal).finally(() => release());
}

/** Essays that were handed in, newest first, each with the newest marking by this engine. */
const pastEssays = (id: string, limit: number, engine: Engine, { store }: PreviewDeps): EssayToPreview[] =>
  store.submissions({ limit, rubricId: id }).map(({ id: essay, text, candidate }) => {
    const made = store.assessments(essay).find(({ status, engine: by }) => status === 'marked' && by.id === engine.id);
    const rubric = made && store.rubric(id, made.rubric.version);
    return { essay, text, candidate, before: made && rubric ? { rubric, exchanges: store.exchanges(made.id) } : null };
  });
