import { html } from 'hono/html';
import type { ClassReport } from '../domain/class-report.ts';
import type { LeftOut, Mistake } from '../domain/class-report-words.ts';
import { counted } from '../domain/words.ts';
import { percent, plotted, studentOf, studentsOf, table } from './class-report-pieces.ts';
import { barPlot, type Part, shortened } from './plot.ts';

const WIDTH = 680;
const LABELS = 300;
const UNREAD = 'No script could be read yet.';

/** Who needs what next: a bar for each target, and the names. */
export function targetsSection({ targets, read }: ClassReport): Part {
  const needed = targets.shown.filter(({ all }) => all > 0);
  if (!needed.length) return html`<h2>Who needs what next</h2><p>No script has a target yet.</p>`;
  const key = html`<h2>Who needs what next</h2>
<p>Of ${counted(read, 'script')} that could be read. <span class="key full"></span>needs it first, <span class="key"></span>needs it after that.</p>`;
  const plot = barPlot({
    id: 'targets',
    title: 'How many students need each target',
    describe: needed.map(({ title, first, all }) => `${title}: ${first} first, ${all} in all`).join('; '),
    bars: needed.map(({ title, first, all }) => ({
      label: title,
      parts: [
        { value: first, className: 'near' },
        { value: all - first, className: 'later' },
      ],
      note: `${first} first, ${all} in all`,
    })),
    width: WIDTH,
    labels: LABELS,
  });
  return html`${plotted('Plot of the targets', key, plot)}
${table('Targets by student', {
  columns: ['Target', 'First', 'All', 'Who needs it first', 'Who needs it after that'],
  rows: needed.map(({ title, first, all, who }) => {
    const firsts = who.shown.filter((one) => one.first);
    const others = who.shown.filter((one) => !one.first);
    return [title, first, all, studentsOf(firsts, first - firsts.length), studentsOf(others, all - first - others.length)];
  }),
  words: [0, 3, 4],
})}
${targets.more > 0 && html`<p class="quiet">${counted(targets.more, 'more target')}.</p>`}`;
}

/** Mistakes that are told of when no two scripts share one. */
const ALONE = 5;

/** The mistakes that several scripts make, each with sentences that make it and whose they are. */
export function mistakesSection({ mistakes, read }: ClassReport): Part {
  const heading = html`<h2>Mistakes made most often</h2>`;
  if (!mistakes.shown.length) return html`${heading}<p>${read ? 'No mistake of fact was found.' : UNREAD}</p>`;
  const shared = mistakes.shown.filter(({ scripts }) => scripts > 1);
  const told = shared.length ? shared : mistakes.shown.slice(0, ALONE);
  const others = mistakes.shown.length - told.length + mistakes.more;
  return html`${heading}
<p>What is right, how many of ${counted(read, 'script')} have it wrong, and how they say it.</p>
<ol class="mistakes">
${told.map(mistakeOf)}</ol>
${others > 0 && html`<p class="quiet">${counted(others, 'more mistake')}, ${mistakes.shown.length > shared.length ? 'each made by one script alone' : 'each made by no more scripts than these'}.</p>`}`;
}

const mistakeOf = ({ correction, scripts, sentences }: Mistake): Part => html`<li><h3><bdi>${correction}</bdi></h3>
<p>${counted(scripts, 'script')}</p>
<ul>${sentences.shown.map((one) => html`<li>“<bdi>${shortened(one.quote, SENTENCE)}</bdi>” ${studentOf(one)}</li>`)}</ul>
${sentences.more > 0 && html`<p class="quiet">and ${counted(sentences.more, 'more script')}</p>`}</li>
`;

/** Room for a sentence, in letters: some essays have no full stop. */
const SENTENCE = 300;

/** Themes and phases by the share of scripts that leave them out. */
export function leftOutSection({ leftOut, read }: ClassReport): Part {
  const heading = html`<h2>What is left out</h2>`;
  if (!read) return html`${heading}<p>${UNREAD}</p>`;
  const phases = leftOut.phases.map((phase) => ({ ...phase, title: `${phase.id.replace('-', '–')} ${phase.title}` }));
  return html`${absences('Themes', heading, leftOut.themes, read)}
${absences('Phases', html`<h3>Phases</h3>`, phases, read)}`;
}

function absences(what: string, heading: Part, list: LeftOut[], read: number): Part {
  if (!list.length) return html``;
  const titled = list.map((one) => ({ ...one, title: one.background ? `${one.title} (background)` : one.title }));
  const plot = barPlot({
    id: what.toLowerCase(),
    title: `${what} by the share of scripts that leave them out`,
    describe: titled.map(({ title, scripts }) => `${title}: ${percent(scripts, read)}`).join('; '),
    bars: titled.map(({ title, scripts }) => ({
      label: title,
      parts: [{ value: scripts, className: 'near' }],
      note: percent(scripts, read),
    })),
    width: WIDTH,
    labels: LABELS,
    end: read,
  });
  return html`${plotted(`${what}: plot`, heading, plot)}
${table(`${what}: how many of ${counted(read, 'script')} leave them out`, {
  columns: [what, 'Left out by', 'Share'],
  rows: titled.map(({ title, scripts }) => [title, scripts, percent(scripts, read)]),
  words: [0],
})}`;
}
