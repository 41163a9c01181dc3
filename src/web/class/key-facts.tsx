import type { Assessment } from '../../domain/assessment.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { modeWords, verdictOrder, verdictWords } from '../../domain/words.ts';
import { levelWords } from './class-words.ts';
import type { Read } from './neighbours.tsx';
import { Whose } from './whose.tsx';

/** What two marks rest on, row by row, so that it is seen whether the one that stands higher also is the better. */
export function KeyFacts({ both, rubric }: { both: [Read, Read]; rubric: Rubric }) {
  const [upper, lower] = both.map(({ assessment, item }) => factsOf(assessment, item.words, rubric));
  return (
    <div className="wide">
      <table className="facts" aria-label="What the two marks rest on">
        <thead>
          <tr>
            <td />
            {both.map(({ item }) => (
              <th key={item.n} scope="col">
                <Whose item={item} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {upper?.map(([what, value], i) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{value}</td>
              <td>{lower?.[i]?.[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Fact = [what: string, value: string];

function factsOf({ mark, criteria, claims, paragraphs, argument }: Assessment, words: number, { scheme }: Rubric): Fact[] {
  const count = (verdict: string) => claims.filter((claim) => claim.verdict === verdict).length;
  const modes = (['weighs', 'explains', 'asserts', 'narrates'] as const).map(
    (mode) => [mode, paragraphs.filter((paragraph) => paragraph.mode === mode).length] as const,
  );
  return [
    ['Mark', mark ? `${mark.awarded} out of ${mark.outOf} (${mark.range[0]} to ${mark.range[1]})` : 'none'],
    ['Level', mark ? levelWords(mark.level) : 'none'],
    ...Object.entries(scheme.criteria)
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([id, { title }]): Fact => [title, levelWords(criteria.find((one) => one.id === id)?.level ?? 0)]),
    [
      'Statements',
      verdictOrder
        .filter(count)
        .map((verdict) => `${count(verdict)} ${verdictWords[verdict].label}`)
        .join(', ') || 'none',
    ],
    [
      'Its paragraphs',
      modes
        .filter(([, n]) => n)
        .map(([mode, n]) => `${n} ${modeWords[mode]}`)
        .join(', ') || 'none',
    ],
    ['Counter-argument', argument.counterArgument],
    ['Judgement', argument.judgement],
    ['Words', words.toLocaleString('en-GB')],
  ];
}
