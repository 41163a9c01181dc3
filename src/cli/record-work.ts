import type { OpenaiConfig } from '../config.ts';
import { EngineFailure } from '../domain/engine-failure.ts';
import type { Rubric } from '../domain/rubric.ts';
import { makeDrafter } from '../make-drafter.ts';
import { makeEngine } from '../make-engine.ts';
import { makeReader } from '../make-reader.ts';
import { previewDraft } from '../preview-draft.ts';
import { markFile, newId, now } from './mark.ts';
import { summaryOf } from './mark-command.ts';
import { nameOf, readEssayFile } from './read-file.ts';
import { notesIn } from './rubric-draft.ts';
import { readPreview } from './rubric-preview.ts';

/** What came of a work, in a few words. `failed` says why nothing could be made of the answers. */
export type Came = { said: string; failed: string | null };
/** One thing to record: the marking of an essay in one round, a preview or a draft. `run` throws Problem where a file cannot be used. */
export type Work = { name: string; round: number; run: (openai: OpenaiConfig, over: typeof fetch) => Promise<Came> };

export function markWork(file: string, round: number, rubric: Rubric): Work {
  return {
    name: round > 1 ? `${nameOf(file)}, round ${round}` : nameOf(file),
    round,
    async run(openai, over) {
      const engine = makeEngine({ openai }, 'openai', { fetch: over });
      const { assessment } = await markFile(await readEssayFile(file), { engine, rubric });
      return { said: summaryOf(assessment), failed: assessment.status === 'marked' ? null : assessment.reason };
    },
  };
}

export function previewWork(draft: string, essays: string[], rubric: Rubric): Work {
  return {
    name: `preview of ${nameOf(draft)}`,
    round: 1,
    async run(openai, over) {
      const engine = makeEngine({ openai }, 'openai', { fetch: over });
      const toPreview = await readPreview(draft, essays, rubric);
      const { marked, left } = await previewDraft({ ...toPreview, mayAsk: Number.POSITIVE_INFINITY }, { engine, now, newId });
      return { said: `${marked} of ${essays.length} marked with both`, failed: left[0] ? `${left[0].essay}: ${left[0].reason}` : null };
    },
  };
}

export function draftWork(question: string, notes: string, scheme: string): Work {
  return {
    name: `draft from ${nameOf(notes)}`,
    round: 1,
    async run(openai, over) {
      const drafter = makeDrafter({ openai }, 'openai', makeReader(), over);
      try {
        const { bank } = await drafter.draft(question.trim(), notesIn(notes), scheme);
        return { said: `${Object.keys(bank.points).length} points`, failed: null };
      } catch (error) {
        if (error instanceof EngineFailure) return { said: 'no draft', failed: error.reason };
        throw error;
      }
    },
  };
}

/** Does works, `atOnce` at a time, in their order. `task` must not throw. */
export async function inParallel(works: Work[], atOnce: number, task: (work: Work) => Promise<void>): Promise<void> {
  const waiting = works.values();
  const worker = async () => {
    for (const work of waiting) await task(work);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
