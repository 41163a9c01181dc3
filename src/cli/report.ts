import type { Assessment, Mark } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import { coverageSigns, PRACTICE_MARK, withoutReferences } from '../web/words.ts';
import { essayLines } from './report-essay.ts';
import { ledgerLines } from './report-ledger.ts';
import { columnsOf, GAP, indented, type Line, lineColumns, paint, type Stretch, wrap } from './terminal-text.ts';

/** `width` in columns (40 to 120 are used). `rubric` gives themes, cards and targets their titles; without it their ids are shown. */
export type ReportOptions = {
  colour: boolean;
  width: number;
  name?: string | undefined;
  full?: boolean | undefined;
  rubric?: Omit<Rubric, 'version'> | undefined;
};

/** A marked essay to read in a terminal. No line is wider than the width; with no colour it holds no escape codes. */
export function reportOf(assessment: Assessment, essay: string, options: ReportOptions): string {
  const width = Math.max(40, Math.min(120, options.width));
  const inner = width - 2;
  const { full, rubric } = options;
  const lines: Line[] = [
    ...headLines(assessment, inner, options),
    ...section('The essay', inner, essayLines(assessment, essay, inner)),
    ...(assessment.mark ? marked(assessment, inner, rubric) : []),
    ...(full ? ledgerLines(assessment, inner, rubric, section) : []),
  ];
  return `${['', ...lines.map((line) => paint(line.length ? [{ text: ' ' }, ...line] : line, options.colour))].join('\n')}\n`;
}

function headLines(assessment: Assessment, width: number, { name, rubric }: ReportOptions): Line[] {
  const { mark, engine, feedback, flags, reason } = assessment;
  const by = `marked by ${engine.model ?? `the ${engine.id} engine`}`;
  const title: Line[] = name
    ? wrap([{ text: name, style: 'bold' }, { text: GAP }, { text: by, style: 'dim' }], width)
    : wrap([{ text: by, style: 'dim' }], width);
  const forStudent = flags
    .filter((flag) => flag.audience === 'student')
    .flatMap((flag) => wrap([{ text: `! ${flag.detail}`, style: 'yellow' }], width, 2));
  if (!mark)
    return [
      ...title,
      [],
      ...wrap([{ text: 'No mark: a teacher needs to look at this essay.', style: 'bold' }], width),
      ...wrap([{ text: reason ?? '' }], width),
      ...forStudent,
    ];
  return [
    ...title,
    [],
    ...markLines(mark, width, rubric),
    [],
    ...wrap([{ text: feedback.summary }], width),
    [],
    ...labelled('Why not higher', withoutReferences(mark.whyNotHigher), width),
    ...forStudent,
  ];
}

/** The mark in words, and on a bar with two columns a mark: what is earned, how far another marker could go, where levels begin. */
function markLines({ awarded, outOf, level, range, confidence }: Mark, width: number, rubric: ReportOptions['rubric']): Line[] {
  const step = outOf * 2 <= width ? 2 : 1;
  const cells = (from: number, to: number) => Math.max(0, to - from) * step;
  const starts = Object.entries(rubric?.scheme.levels ?? {}).map(([name, { min }]) => ({ name, column: (min - 1) * step }));
  const scale = starts.reduce((line, { name, column }) => line.padEnd(column) + name, '');
  const fits = outOf * step <= width;
  return [
    ...wrap(
      [
        { text: `${awarded} out of ${outOf}${GAP}level ${level}`.replaceAll(' ', '\u00A0'), style: 'bold' },
        { text: GAP },
        { text: `practice mark, ${confidence} confidence`, style: 'cyan' },
      ],
      width,
    ),
    ...(fits && scale ? [[{ text: scale, style: 'dim' as const }]] : []),
    ...(fits
      ? [
          [
            { text: '━'.repeat(cells(0, awarded)), style: 'cyan' as const },
            { text: '╌'.repeat(cells(awarded, range[1])), style: 'cyan' as const },
            { text: '─'.repeat(cells(Math.max(awarded, range[1]), outOf)), style: 'dim' as const },
          ],
        ]
      : []),
    ...wrap([{ text: `Another careful marker could give ${range[0]} to ${range[1]}. ${PRACTICE_MARK}`, style: 'dim' }], width),
  ];
}

function marked(assessment: Assessment, width: number, rubric: ReportOptions['rubric']): Line[] {
  const { feedback, coverage, phases } = assessment;
  const bullets = (texts: string[]) => texts.flatMap((text) => indented(wrap([{ text }], width - 2), 2, { text: '•' }));
  const themes: Picture[] = coverage.map(({ theme, status }) => ({ title: rubric?.bank.themes[theme]?.title ?? theme, status }));
  return [
    ...(feedback.strengths.length ? section('What is good', width, bullets(feedback.strengths)) : []),
    ...section('What to do next', width, nextLines(assessment, width, rubric)),
    ...(feedback.corrections.length ? section('To put right', width, correctionLines(feedback, width)) : []),
    ...section('What it covers', width, [
      ...pictureLines(themes, width),
      [],
      ...wrap(
        phases.flatMap(({ phase, status }) => [
          { text: `${coverageSigns[status]}\u00A0${phase}`, style: status === 'developed' ? ('green' as const) : undefined },
          { text: GAP },
        ]),
        width,
      ),
      ...wrap(
        [
          {
            text: `${coverageSigns.developed} developed${GAP}${coverageSigns.mentioned} mentioned${GAP}${coverageSigns.absent} absent`,
            style: 'dim',
          },
        ],
        width,
      ),
    ]),
  ];
}

function nextLines({ feedback }: Assessment, width: number, rubric: ReportOptions['rubric']): Line[] {
  return feedback.nextSteps.flatMap(({ target, quote, advice }, i) =>
    indented(
      [
        ...wrap([{ text: rubric?.scheme.targets[target]?.title ?? target, style: 'bold' }], width - 3),
        ...wrap([{ text: `“${quote}”`, style: 'dim' }], width - 3),
        ...wrap([{ text: advice }], width - 3),
        ...(i < feedback.nextSteps.length - 1 ? [[]] : []),
      ],
      3,
      { text: `${i + 1}.` },
    ),
  );
}

const correctionLines = ({ corrections }: Assessment['feedback'], width: number): Line[] =>
  corrections.flatMap(({ quote, correction }) =>
    indented([...wrap([{ text: `“${quote}”`, style: 'dim' }], width - 2), ...wrap([{ text: correction }], width - 2)], 2, {
      text: '✗',
      style: 'red',
    }),
  );

type Picture = { title: string; status: 'absent' | 'mentioned' | 'developed' };

/** Signs with titles, in two columns where they fit. */
function pictureLines(pictures: Picture[], width: number): Line[] {
  const cells = pictures.map(({ title, status }): Stretch[] => [
    { text: `${coverageSigns[status]} `, style: status === 'developed' ? 'green' : status === 'absent' ? 'dim' : undefined },
    { text: title, style: status === 'absent' ? 'dim' : undefined },
  ]);
  const column = Math.max(0, ...cells.map(lineColumns)) + 3;
  if (column * 2 > width) return cells.flatMap((cell) => wrap(cell, width, 2));
  const half = Math.ceil(cells.length / 2);
  return cells.slice(0, half).map((cell, i) => [...cell, { text: ' '.repeat(column - lineColumns(cell)) }, ...(cells[half + i] ?? [])]);
}

const labelled = (label: string, text: string, width: number): Line[] => wrap([{ text: `${label}: `, style: 'bold' }, { text }], width);

/** A heading with a rule to the right edge, and its lines. */
export const section = (title: string, width: number, lines: Line[]): Line[] => [
  [],
  [
    { text: title, style: 'bold' },
    { text: ` ${'─'.repeat(Math.max(0, width - columnsOf(title) - 1))}`, style: 'dim' },
  ],
  [],
  ...lines.filter((line, i) => line.length || i < lines.length - 1),
];
