import Papa from 'papaparse';
import { type FieldProblem, Problem } from '../domain/errors.ts';
import type { Scheme } from '../domain/rubric-parts.ts';
import type { RubricContent } from './check-rubric.ts';

/** What Canvas reads: these columns, then three for each rating, one row a criterion. */
const HEAD = ['Rubric Name', 'Criteria Name', 'Criteria Description', 'Criteria Enable Range'];
const RATING = ['Rating Name', 'Rating Description', 'Rating Points'];
const MOST_LEVELS = 9;

type Rating = { name: string; description: string; points: number };
type Row = { line: number; rubric: string; name: string; description: string; ratings: Rating[] };

/** The mark scheme as a Canvas rubric: each criterion gets an equal share of the marks, each level is a rating with a range. */
export function toCanvas({ question, scheme, bank }: RubricContent): { csv: string; losses: string[] } {
  const criteria = Object.entries(scheme.criteria).sort(([, a], [, b]) => a.order - b.order);
  const levels = Object.entries(scheme.levels).sort(([a], [b]) => Number(b) - Number(a));
  const share = (marks: number) => Math.round((marks / criteria.length) * 100) / 100;
  const rows = criteria.map(([id, { title }]) => [
    question.title,
    title,
    scheme.title,
    'TRUE',
    ...levels.flatMap(([name, { max, criteria: here }]) => [`Level ${name}`, here[id]?.descriptor ?? '', String(share(max))]),
    ...['No marks', 'Nothing that earns credit.', '0'],
  ]);
  const header = [...HEAD, ...Array.from({ length: levels.length + 1 }, () => RATING).flat()];
  const points = Object.keys(bank.points).length + Object.keys(bank.beyond).length;
  return {
    csv: `${Papa.unparse([header, ...rows], { newline: '\r\n', escapeFormulae: true })}\r\n`,
    losses: [
      `the bank: ${points} points with their patterns, wordings and misconceptions`,
      'the question, its themes and its argument map',
      'the conditions that code reads, and how much each criterion counts',
      'the descriptor of each level as a whole',
      'the advice for next steps',
      'best fit: Canvas adds up the criteria, where this scheme finds one level for the whole answer',
    ],
  };
}

/**
 * A mark scheme from a Canvas rubric. What the CSV cannot say is taken from `base` where criterion and level have the same names there.
 * @throws Problem `rubric-invalid`, each field naming row and column.
 */
export function fromCanvas(csv: string, base: Scheme): { scheme: unknown; losses: string[] } {
  const rows = readRows(csv);
  const titles = new Map(Object.entries(base.criteria).map(([id, { title }]) => [title.toLowerCase(), id]));
  const ids = rows.map(({ name }) => titles.get(name.toLowerCase()) ?? slug(name));
  const most = Math.max(...rows.map(({ ratings }) => ratings.length));
  const problems: FieldProblem[] = [];
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i || !id) problems.push(cell(rows[i], HEAD[1] ?? '', 'must name a criterion, each once'));
  });
  const maxima = Array.from({ length: most }, (_, level) =>
    rows.reduce((sum, { ratings }) => sum + (atLevel(ratings, level, most)?.points ?? 0), 0),
  ).map(Math.round);
  maxima.forEach((max, i) => {
    if (max <= (maxima[i - 1] ?? 0))
      problems.push(cell(rows[0], RATING[2] ?? '', 'the ratings of all criteria together must rise from level to level'));
  });
  if (problems.length) throw invalid(problems);
  const without: string[] = [];
  const levels = Object.fromEntries(
    maxima.map((max, i) => {
      const name = String(i + 1);
      const known = base.levels[name];
      const criteria = Object.fromEntries(
        rows.map((row, r) => {
          const rating = atLevel(row.ratings, i, most);
          const old = known?.criteria[ids[r] ?? ''];
          if (!old && i > 0) without.push(`${row.name}, level ${name}`);
          return [ids[r], { ...old, descriptor: rating?.description || rating?.name || old?.descriptor || '-', needs: old?.needs ?? {} }];
        }),
      );
      const descriptor =
        known?.descriptor ??
        (rows
          .map((row) => atLevel(row.ratings, i, most)?.description)
          .filter(Boolean)
          .join(' ') ||
          `Level ${name}`);
      return [name, { min: (maxima[i - 1] ?? 0) + 1, max, descriptor, criteria }];
    }),
  );
  const scheme = {
    id: base.id,
    title: rows[0]?.description || base.title,
    maxMark: maxima.at(-1),
    criteria: Object.fromEntries(
      rows.map(({ name }, i) => [ids[i], { essential: false, ...base.criteria[ids[i] ?? ''], title: name, order: i + 1 }]),
    ),
    levels,
    ...(Object.keys(base.levels).length === most && { boundaries: base.boundaries }),
    targets: Object.fromEntries(Object.entries(base.targets).filter(([, { criterion }]) => ids.includes(criterion))),
  };
  const losses = [
    'marks of Canvas’s criteria are added into one total, from which levels are made',
    ...(without.length
      ? [`no conditions for code to read, so every answer meets them: ${without.join('; ')}. Write them before you use it`]
      : []),
  ];
  return { scheme, losses };
}

/** Ratings run from the lowest; a criterion with fewer than the others has its own spread over the levels. */
const atLevel = (ratings: Rating[], level: number, most: number) => ratings[Math.ceil(((level + 1) * ratings.length) / most) - 1];

function readRows(csv: string): Row[] {
  const { data, errors } = Papa.parse<string[]>(csv.replace(/^\uFEFF/u, ''), { skipEmptyLines: 'greedy' });
  const problems: FieldProblem[] = errors
    .filter(({ code }) => code !== 'UndetectableDelimiter')
    .map(({ row = 0, message }) => ({ field: '', detail: `row ${row + 1}: ${message}` }));
  const [header = [], ...body] = data;
  HEAD.forEach((name, i) => {
    if (header[i]?.trim().toLowerCase() !== name.toLowerCase())
      problems.push({ field: '', detail: `row 1: column ${i + 1} must be headed "${name}"` });
  });
  if (!body.length) problems.push({ field: '', detail: 'there is no row of a criterion under the header' });
  if (body.length > 20) problems.push({ field: '', detail: 'there are more than 20 criteria' });
  if (problems.length) throw invalid(problems);
  const rows = body.map((cells, i): Row => {
    const [rubric = '', name = '', description = ''] = cells.map((one) => one.trim());
    const row: Row = { line: i + 2, rubric, name, description, ratings: [] };
    for (let at = HEAD.length; at < cells.length; at += RATING.length) {
      const [title = '', text = '', marks = ''] = cells.slice(at, at + RATING.length).map((one) => one.trim());
      if (!title && !text && !marks) continue;
      const points = Number(marks);
      if (!marks || !Number.isFinite(points) || points < 0 || points > 1000)
        problems.push(cell(row, `${RATING[2]} ${(at - HEAD.length) / 3 + 1}`, 'must be a number from 0 to 1000'));
      else if (points > 0) row.ratings.push({ name: title, description: text, points });
    }
    row.ratings.sort((a, b) => a.points - b.points);
    if (!row.ratings.length) problems.push(cell(row, RATING[2] ?? '', 'needs a rating above 0'));
    if (row.ratings.length > MOST_LEVELS) problems.push(cell(row, RATING[2] ?? '', `has more than ${MOST_LEVELS} ratings above 0`));
    return row;
  });
  if (problems.length) throw invalid(problems);
  return rows;
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);
const cell = (row: Row | undefined, column: string, detail: string): FieldProblem => ({
  field: '',
  detail: `row ${row?.line ?? 1}, ${column}: ${detail}`,
});
const invalid = (problems: FieldProblem[]) =>
  new Problem('rubric-invalid', `This is not a rubric as Canvas exports it: ${problems[0]?.detail ?? ''}.`, problems);
