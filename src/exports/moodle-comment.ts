import { html } from 'hono/html';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/** A student's feedback as Moodle keeps comments: a few lines of HTML, everything in it escaped, and no line feed. */
export function moodleComment(script: Script, rubric: Rubric, worth: string): string {
  const { mark, summary, strengths, nextSteps, corrections } = sheetOf(script, rubric, worth);
  const parts = [
    mark && html`<p>${mark.worth}</p>`,
    html`<p>${summary}</p>`,
    ...strengths.map((strength) => html`<p><strong>What went well:</strong> ${strength}</p>`),
    listed('What to do next', nextSteps, ({ title, quote, advice }) => html`<li><strong>${title}.</strong> “${quote}” ${advice}</li>`),
    listed('To put right', corrections, ({ quote, correction }) => html`<li>“${quote}” ${correction}</li>`),
  ];
  return html`${parts}`.toString().replaceAll(/\s+/gu, ' ');
}

const listed = <T extends Sheet['nextSteps'][number] | Sheet['corrections'][number]>(
  title: string,
  list: T[],
  item: (one: T) => ReturnType<typeof html>,
) => (list.length ? html`<p><strong>${title}</strong></p><ul>${list.map(item)}</ul>` : null);
