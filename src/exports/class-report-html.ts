import { html } from 'hono/html';
import type { ClassReport } from '../domain/class-report.ts';
import { counted } from '../domain/words.ts';
import { leftOutSection, mistakesSection, targetsSection } from './class-report-lists.ts';
import { CLASS_STYLE, figure, percent, plotted, studentOf, table } from './class-report-pieces.ts';
import { histogram } from './histogram.ts';
import { PAGE_STYLE, standingAlone } from './page-style.ts';
import type { Part } from './plot.ts';

/**
 * The report as one page that stands alone and prints on A4: no script, no style, font or picture from elsewhere. `title` names the class,
 * `note` says what the marks are worth (left out where it is empty).
 */
export function classReportHtml(report: ClassReport, { title, note }: { title: string; note: string }): string {
  return html`<!doctype html>
<html lang="en-GB">
${standingAlone(`Class report: ${title}`, PAGE_STYLE + CLASS_STYLE)}
<body>
<main>
<h1>Class report: <bdi>${title}</bdi></h1>
<p>${report.rubric.title}</p>
<p class="verdict">${glance(report)}</p>
${note && html`<p class="quiet">${note}</p>`}
${statesTable(report)}
${marksSection(report)}
${groupsSection(report)}
${targetsSection(report)}
${mistakesSection(report)}
${leftOutSection(report)}
${changesSection(report)}
</main>
</body>
</html>
`.toString();
}

function glance({ scripts, withMark, withoutMark, spread, outOf }: ClassReport): string {
  const { mean, median, lowerQuartile, upperQuartile } = spread;
  if (!withMark) return `${counted(scripts, 'script')}, none with a mark yet.`;
  const rest = withoutMark ? `, ${withoutMark} without one` : '';
  return `${counted(scripts, 'script')}: ${withMark} with a mark${rest}. Out of ${outOf} the mean is ${figure(mean)} and the median ${figure(median)}; the middle half of the class lies between ${figure(lowerQuartile)} and ${figure(upperQuartile)}.`;
}

const statesTable = ({ states, withoutMark }: ClassReport): Part =>
  table('How far the scripts have come', {
    columns: ['State', 'Waiting', 'Marked', 'Need a teacher', 'Reviewed', 'Released', 'Cancelled', 'Without a mark'],
    rows: [
      ['Scripts', states.waiting, states.marked, states.needs_teacher, states.reviewed, states.released, states.cancelled, withoutMark],
    ],
  });

function marksSection(report: ClassReport): Part {
  const { levels, withMark, spread } = report;
  if (!withMark) return html`<h2>Marks and levels</h2><p>No script has a mark yet.</p>`;
  const describe = `${levels.map(({ level, scripts }) => `level ${level}: ${scripts}`).join(', ')}; the lowest mark is ${spread.lowest}, the highest ${spread.highest}. The table below has the figures.`;
  return html`${plotted('Plot of the marks', html`<h2>Marks and levels</h2>`, histogram(report, describe))}
${table('Scripts in each level', {
  columns: ['Level', 'Marks', 'Scripts', 'Share'],
  rows: levels.map(({ level, min, max, scripts }) => [level, min === max ? min : `${min}–${max}`, scripts, percent(scripts, withMark)]),
})}`;
}

function groupsSection({ groups, levels }: ClassReport): Part | null {
  if (!groups.shown.length) return null;
  return html`<h2>By group</h2>
${table('Each group’s marks, and how many of its scripts are in each level', {
  columns: ['Group', 'Scripts', 'Marks', 'Mean', 'Median', 'Middle half', ...levels.map(({ level }) => `Level ${level}`)],
  rows: groups.shown.map(({ group, scripts, spread, levels: own }) => [
    html`<bdi>${group ?? 'in no group'}</bdi>`,
    scripts,
    spread.marks,
    figure(spread.mean),
    figure(spread.median),
    spread.marks ? `${figure(spread.lowerQuartile)}–${figure(spread.upperQuartile)}` : '–',
    ...levels.map(({ level }) => own.find((one) => one.level === level)?.scripts ?? 0),
  ]),
  words: [0],
})}
${groups.more > 0 && html`<p class="quiet">${counted(groups.more, 'more group')}.</p>`}`;
}

function changesSection({ changes }: ClassReport): Part | null {
  const { compared, changed, raised, lowered, given, mean, meanSize, biggest } = changes;
  if (!compared && !given) return null;
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${figure(Math.abs(value))}`;
  const byTeacher = given ? ` ${counted(given, 'script')} without a mark by the engine got one from a teacher.` : '';
  const words = changed
    ? `Of ${counted(compared, 'mark')} by the engine, teachers changed ${changed}: ${raised} up, ${lowered} down, by ${figure(meanSize)} on average (${signed(mean ?? 0)} taken together).`
    : `Of ${counted(compared, 'mark')} by the engine, teachers have changed none.`;
  return html`<div class="together"><h2>What teachers changed</h2>
<p>${words}${byTeacher}</p>
${
  changed > 0 &&
  table('The biggest changes', {
    columns: ['Student', 'The engine’s mark', 'The mark now', 'Change'],
    rows: biggest.shown.map((one) => [studentOf(one), one.from, one.to, signed(one.to - one.from)]),
    words: [0],
  })
}</div>`;
}
