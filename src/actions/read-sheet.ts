import type { Actor } from '../domain/actor.ts';
import { isRead } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import { countWords } from '../domain/essay.ts';
import type { Script } from '../domain/script.ts';
import { caveatOf } from '../domain/words.ts';
import { sheetDocx } from '../exports/sheet-docx.ts';
import { sheetHtml } from '../exports/sheet-html.ts';
import type { SheetForm } from '../exports/sheets-zip.ts';
import type { ActionDeps } from './audit.ts';
import { readSubmission } from './read-submission.ts';

/**
 * The feedback sheet of one essay, for whoever may see how it was marked: a page to print, or a Word document.
 * @throws Problem `not-found`, or `conflict` where there is nothing that this actor may see yet, or the feedback is stale
 */
export async function readSheet(
  actor: Actor,
  id: string,
  form: SheetForm,
  { store }: Pick<ActionDeps, 'store'>,
): Promise<string | Uint8Array> {
  const { submission, assessment, check, review, revised } = readSubmission(actor, id, { store });
  const rubric = assessment && store.rubric(assessment.rubric.id, assessment.rubric.version);
  if (!assessment || !rubric) throw new Problem('conflict', 'There is no feedback on this essay that you may see yet.');
  if (review?.stale.length)
    throw new Problem('conflict', `Some of the feedback was written for another level (${review.stale.join(', ')}): see to it first.`);
  const { candidate, identifier, text, state } = submission;
  const script: Script = {
    ...{ submissionId: id, identifier: identifier ?? '', name: candidate, group: null, fileName: null, state, words: countWords(text) },
    ...{ text, assessment, awardedByEngine: null, overrides: [] },
  };
  const worth = caveatOf(check, revised || isRead(state));
  return form === 'html' ? sheetHtml(script, rubric, worth) : sheetDocx(script, rubric, worth);
}
