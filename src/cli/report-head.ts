import type { Assessment, Mark } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import { caveatOf, markLabel, withoutReferences } from '../domain/words.ts';
import { GAP, type Line, wrap } from './terminal-text.ts';

/** `width` in columns (40 to 120 are used). `rubric` gives themes, cards and targets their titles; without it their ids are shown. */
export type ReportOptions = {
  colour: boolean;
  width: number;
  name?: string | undefined;
  full?: boolean | undefined;
  rubric?: Omit<Rubric, 'version'> | undefined;
};

/** A run over files opens no database, so it knows of no department's check. */
const NO_CHECK = null;

/** Who marked what, the mark, the summary and why it is not higher; or why there is no mark. */
export function headLines(assessment: Assessment, width: number, { name, rubric }: ReportOptions): Line[] {
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
      ...(assessment.claims.length ? [[], ...wrap([{ text: feedback.summary }], width)] : []),
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
        { text: `${markLabel(NO_CHECK)}, ${confidence} confidence`, style: 'cyan' },
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
    ...wrap([{ text: `Another careful marker could give ${range[0]} to ${range[1]}. ${caveatOf(NO_CHECK)}`, style: 'dim' }], width),
  ];
}

const labelled = (label: string, text: string, width: number): Line[] => wrap([{ text: `${label}: `, style: 'bold' }, { text }], width);
