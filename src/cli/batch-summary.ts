import type { ClassReport } from '../domain/class-report.ts';
import type { Refusal } from '../domain/spending.ts';
import { caveatOf, counted } from '../domain/words.ts';
import { type Entry, isMarked, neediest } from './batch-class.ts';
import { GAP, indented, type Line, section, wrap } from './terminal-text.ts';

/** How a run of `batch` ended. `left`: essays that nobody began. `seconds`: how long it marked. */
export type Ended = { refusal: Refusal | null; left: number; seconds: number };

const TOP = 10;
const TARGETS = 6;
const WHO = 12;
const BAR = 40;
/** A run over files opens no database, so it knows of no department's check. */
const NO_CHECK = null;

/** What a class did and what a teacher looks at next, in lines of `width` columns. */
export function summaryLines(entries: Entry[], report: ClassReport, { left, seconds }: Ended, width: number): Line[] {
  const marked = entries.filter(isMarked).length;
  const kept = entries.filter(({ result }) => result?.kept).length;
  const head = `${counted(marked, 'essay')} of ${entries.length} with a mark${kept ? `, ${kept} of them from before` : ''}${left ? `, ${left} not begun` : ''}. It took ${seconds.toFixed(1)} s.`;
  const body = Math.min(120, Math.max(40, width));
  if (!entries.length) return [[{ text: 'There is no essay to mark.', style: 'bold' }]];
  return [
    ...wrap([{ text: head, style: 'bold' }], body),
    ...(report.withMark ? section('Levels', body, levelLines(report, body)) : []),
    ...failedLines(entries, body),
    ...needLines(entries, body),
    ...targetLines(report, body),
  ];
}

function levelLines({ levels, spread, outOf }: ClassReport, width: number): Line[] {
  const most = Math.max(1, ...levels.map(({ scripts }) => scripts));
  const room = Math.min(BAR, width - 30);
  const figure = (value: number | null) => (value === null ? '–' : String(Math.round(value * 10) / 10));
  return [
    ...levels.map(
      ({ level, min, max, scripts }): Line => [
        { text: `Level ${level}  ${`${min}–${max}`.padEnd(7)}` },
        { text: '█'.repeat(Math.ceil((room * scripts) / most)), style: 'cyan' },
        { text: ` ${scripts}` },
      ],
    ),
    [],
    ...wrap(
      [
        {
          text: `Out of ${outOf}: mean ${figure(spread.mean)}, median ${figure(spread.median)}, from ${figure(spread.lowest)} to ${figure(spread.highest)}; the middle half lies between ${figure(spread.lowerQuartile)} and ${figure(spread.upperQuartile)}.`,
        },
      ],
      width,
    ),
    ...wrap([{ text: caveatOf(NO_CHECK), style: 'dim' }], width),
  ];
}

/** What could not be marked at all; what an engine handed to a teacher is among those who need one. */
function failedLines(entries: Entry[], width: number): Line[] {
  const failed = entries.filter(({ why }) => why);
  if (!failed.length) return [];
  return section(
    'Not marked',
    width,
    someOf(failed, TOP, width, (entry) => [{ text: whoseIs(entry), style: 'bold' }, { text: `: ${entry.why}` }]),
  );
}

function needLines(entries: Entry[], width: number): Line[] {
  const needy = neediest(entries);
  if (!needy.length) return [];
  return section(
    'Read these first',
    width,
    someOf(needy, TOP, width, (entry) => {
      const { mark, need } = entry.result ?? {};
      const says = mark ? `${mark.awarded} out of ${mark.outOf}` : 'no mark';
      return [
        { text: whoseIs(entry), style: 'bold' },
        { text: `${GAP}${says}${GAP}` },
        { text: need?.reasons.join(' ') ?? '', style: 'dim' },
      ];
    }),
  );
}

function targetLines({ targets }: ClassReport, width: number): Line[] {
  const needed = targets.shown.filter(({ all }) => all > 0);
  if (!needed.length) return [];
  const lines = needed.slice(0, TARGETS).flatMap(({ title, first, all, who }) => {
    const firsts = who.shown.filter((one) => one.first);
    const named = firsts.slice(0, WHO).map(({ name, identifier }) => name ?? identifier);
    const more = first - named.length;
    return [
      ...wrap([{ text: title, style: 'bold' }, { text: `${GAP}${first ? `first for ${first}, ` : ''}for ${all} in all` }], width),
      ...(named.length
        ? indented(wrap([{ text: `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`, style: 'dim' }], width - 2), 2)
        : []),
    ];
  });
  return section('Targets of the class', width, lines);
}

function someOf(entries: Entry[], most: number, width: number, show: (entry: Entry) => Line): Line[] {
  const more = entries.length - most;
  return [
    ...entries.slice(0, most).flatMap((entry) => wrap(show(entry), width, 2)),
    ...(more > 0 ? [[{ text: `and ${more} more`, style: 'dim' as const }]] : []),
  ];
}

export const whoseIs = ({ essay: { identifier, name } }: Entry): string =>
  name && name !== identifier ? `${identifier}, ${name}` : identifier;
