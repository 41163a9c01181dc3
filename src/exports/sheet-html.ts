import { html, raw } from 'hono/html';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { standingAlone } from './page-style.ts';
import { type Sheet, type SheetPiece, sheetOf } from './sheet.ts';
import { SHEET_STYLE } from './sheet-style.ts';

/** A piece of page in which everything that was put in is escaped. */
type Part = ReturnType<typeof html>;

/**
 * One student's feedback as a page that stands alone and prints on A4: no script, no style, font or picture from elsewhere.
 * `worth` says what the mark is worth.
 * @throws Problem `conflict` where the script has not been marked.
 */
export function sheetHtml(script: Script, rubric: Rubric, worth: string): string {
  const sheet = sheetOf(script, rubric, worth);
  const { who, task, summary, warnings, strengths, corrections } = sheet;
  return html`<!doctype html>
<html lang="en-GB">
${standingAlone(`Feedback for ${who.join(', ')}`, SHEET_STYLE)}
<body>
<main>
<header>
<h1>Feedback on your essay</h1>
<p class="who">${who.join(' · ')}</p>
<p class="task">${task}</p>
</header>
${markOf(sheet)}
<p>${summary}</p>
${warnings.map((warning) => html`<p><strong>Note:</strong> ${warning}</p>`)}
${section('What went well', strengths, (strength) => html`<p>${strength}</p>`)}
${stepsOf(sheet)}
${section('To put right', corrections, ({ quote, correction }) => html`<li><blockquote>${quote}</blockquote><p>${correction}</p></li>`, 'ul')}
${section('Your essay', sheet.paragraphs, paragraphOf)}
</main>
</body>
</html>
`.toString();
}

const markOf = ({ mark }: Sheet): Part | null =>
  mark &&
  html`<section class="mark" aria-label="Your mark">
<p class="awarded">${mark.awarded} out of ${mark.outOf}, level ${mark.level}</p>
<p>${mark.descriptor}</p>
<p class="worth">${mark.worth}</p>
</section>`;

const stepsOf = ({ nextSteps }: Sheet) =>
  section(
    'What to do next',
    nextSteps,
    ({ title, quote, advice }) => html`<li><h3>${title}</h3><blockquote>${quote}</blockquote><p>${advice}</p></li>`,
    'ol',
  );

function section<T>(title: string, list: T[], item: (one: T) => Part, tag?: 'ol' | 'ul'): Part | null {
  if (!list.length) return null;
  const items = list.map(item);
  return html`<section><h2>${title}</h2>
${tag ? html`${raw(`<${tag}>`)}${items}${raw(`</${tag}>`)}` : items}
</section>`;
}

const paragraphOf = ({ pieces, notes }: Sheet['paragraphs'][number]): Part => html`<div class="paragraph">
<div class="text">${pieces.map(pieceOf)}</div>
${
  notes.length > 0 &&
  html`<div class="notes" role="note">${notes.map(
    ({ n, sign, label, words }) => html`<p><span class="label">${n} <span aria-hidden="true">${sign}</span> ${label}:</span> ${words}</p>`,
  )}</div>`
}
</div>`;

const pieceOf = ({ text, note }: SheetPiece): Part =>
  note === null ? html`${text}` : html`<span class="number">${note}</span><span class="noted">${text}</span>`;
