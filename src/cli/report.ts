import type { Assessment } from '../domain/assessment.ts';
import { coverageSigns } from '../domain/words.ts';
import { essayLines } from './report-essay.ts';
import { headLines, type ReportOptions } from './report-head.ts';
import { ledgerLines } from './report-ledger.ts';
import { GAP, indented, type Line, lineColumns, paint, type Stretch, section, wrap } from './terminal-text.ts';

/** A marked essay to read in a terminal. No line is wider than the width; with no colour it holds no escape codes. */
export function reportOf(assessment: Assessment, essay: string, options: ReportOptions): string {
  const width = Math.max(40, Math.min(120, options.width));
  const inner = width - 2;
  const { full, rubric } = options;
  const lines: Line[] = [
    ...headLines(assessment, inner, options),
    ...section('The essay', inner, essayLines(assessment, essay, inner)),
    ...(assessment.mark || assessment.claims.length ? marked(assessment, inner, rubric) : []),
    ...(full ? ledgerLines(assessment, inner, rubric) : []),
  ];
  return `${['', ...lines.map((line) => paint(line.length ? [{ text: ' ' }, ...line] : line, options.colour))].join('\n')}\n`;
}

function marked(assessment: Assessment, width: number, rubric: ReportOptions['rubric']): Line[] {
  const { feedback, coverage, phases } = assessment;
  const bullets = (texts: string[]) => texts.flatMap((text) => indented(wrap([{ text }], width - 2), 2, { text: '•' }));
  const themes: Picture[] = coverage.map(({ theme, status }) => ({ title: rubric?.bank.themes[theme]?.title ?? theme, status }));
  return [
    ...(feedback.strengths.length ? section('What is good', width, bullets(feedback.strengths)) : []),
    ...(feedback.nextSteps.length ? section('What to do next', width, nextLines(assessment, width, rubric)) : []),
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
