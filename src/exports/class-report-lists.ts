import { html } from 'hono/html';
import type { ClassReport } from '../domain/class-report.ts';
import type { LeftOut, Mistake } from '../domain/class-report-words.ts';
import { counted } from '../domain/words.ts';
import { studentOf, studentsOf, table } from './class-report-pieces.ts';
import { barPlot, type Part } from './plot.ts';

const WIDTH = 680;
const LABELS = 300;

/** Who needs what next: a bar for each target, and the names. */
export function targetsSection({ targets, read }: ClassReport): Part {
  const needed = targets.shown.filter(({ all }) => all > 0);
  if (!needed.length) return html`<h2>Who needs what next</h2><p>No script has a target yet.</p>`;
  return html`<h2>Who needs what next</h2>
<p>Of ${counted(read, 'script')} that could be read. <span class="key full"></span>needs it first, <span class="key"></span>needs it after that.</p>
<div class="wide" tabindex="0" role="region" aria-label="Plot of the targets">${barPlot({
    id: 'targets',
    title: 'How many students need each target',
    describe: needed.map(({ title, first, all }) => `${title}: ${first} first, ${all} in all`).join('; '),
    bars: needed.map(({ title, first, all }) => ({
      label: title,
      parts: [
        { value: first, className: 'near' },
        { value: all - first, className: 'later' },
      ],
      note: `${first} of ${all}`,
    })),
    width: WIDTH,
    labels: LABELS,
  })}</div>
${table('Targets by student', {
  columns: ['Target', 'First', 'In all', 'Who needs it first', 'Who needs it after that'],
  rows: needed.map(({ title, first, all, who }) => {
    const firsts = who.shown.filter((one) => one.first);
    const others = who.shown.filter((one) => !one.first);
    const later = all - first - others.length;
    return [title, first, all, studentsOf(firsts, first - firsts.length), others.length || !later ? studentsOf(others, later) : `${later}`];
  }),
  words: [0, 3, 4],
})}
${targets.more > 0 && html`<p class="quiet">${counted(targets.more, 'more target')}.</p>`}`;
}

/** The mistakes, each with sentences that make it and whose they are. */
export function mistakesSection({ mistakes, read }: ClassReport): Part {
  if (!mistakes.shown.length) return html`<h2>Mistakes made most often</h2><p>No mistake of fact was found.</p>`;
  return html`<h2>Mistakes made most often</h2>
<p>What is right, how many of ${counted(read, 'script')} have it wrong, and how they say it.</p>
<ol class="mistakes">
${mistakes.shown.map(mistakeOf)}</ol>
${mistakes.more > 0 && html`<p class="quiet">${counted(mistakes.more, 'more mistake')}, each made by no more scripts than these.</p>`}`;
}

const mistakeOf = ({ correction, scripts, sentences }: Mistake): Part => html`<li><h3><bdi>${correction}</bdi></h3>
<p>${counted(scripts, 'script')}</p>
<ul>${sentences.shown.map((one) => html`<li>“<bdi>${one.quote}</bdi>” ${studentOf(one)}</li>`)}</ul>
${sentences.more > 0 && html`<p class="quiet">and ${counted(sentences.more, 'more script')}</p>`}</li>
`;

/** Themes and phases by the share of scripts that leave them out. */
export function leftOutSection({ leftOut, read }: ClassReport): Part {
  if (!read) return html`<h2>What is left out</h2><p>No script could be read yet.</p>`;
  const phases = leftOut.phases.map((phase) => ({ ...phase, title: `${phase.id.replace('-', '–')} ${phase.title}` }));
  return html`<h2>What is left out</h2>
${absences('Themes', leftOut.themes, read)}
${absences('Phases', phases, read)}`;
}

function absences(what: string, list: LeftOut[], read: number): Part | null {
  if (!list.length) return null;
  const share = (scripts: number) => `${Math.round((100 * scripts) / read)}%`;
  const titled = list.map((one) => ({ ...one, title: one.background ? `${one.title} (background)` : one.title }));
  return html`<div class="wide" tabindex="0" role="region" aria-label="${what}: plot">${barPlot({
    id: what.toLowerCase(),
    title: `${what} by the share of scripts that leave them out`,
    describe: titled.map(({ title, scripts }) => `${title}: ${share(scripts)}`).join('; '),
    bars: titled.map(({ title, scripts }) => ({ label: title, parts: [{ value: scripts, className: 'near' }], note: share(scripts) })),
    width: WIDTH,
    labels: LABELS,
    end: read,
  })}</div>
${table(`${what}: how many of ${counted(read, 'script')} leave them out`, {
  columns: [what, 'Left out by', 'Share'],
  rows: titled.map(({ title, scripts }) => [title, scripts, share(scripts)]),
  words: [0],
})}`;
}
