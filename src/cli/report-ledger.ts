import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import { worthKnowing } from '../domain/margin-notes.ts';
import type { Rubric } from '../domain/rubric.ts';
import { modeWords, verdictOrder, verdictWords } from '../domain/words.ts';
import { verdictStyles } from './report-essay.ts';
import { GAP, indented, type Line, type Stretch, section, wrap } from './terminal-text.ts';

type Titles = Omit<Rubric, 'version'> | undefined;

/** What `--full` adds: every claim with its verdict, the paragraphs, the qualities with their levels, the audit lines and who marked. */
export function ledgerLines(assessment: Assessment, width: number, rubric: Titles): Line[] {
  const { claims, paragraphs, criteria, mark, flags, engine, usage } = assessment;
  const numbered = (texts: string[]) => texts.flatMap((text, i) => indented(wrap([{ text }], width - 4), 4, { text: `${i + 1}.` }));
  const spent = usage.requests
    ? `${usage.requests} requests, ${usage.inputTokens} tokens in (${usage.cachedTokens} cached), ${usage.outputTokens} out, ${(usage.milliseconds / 1000).toFixed(1)} s.`
    : 'No request to a model.';
  return [
    ...section(`Every claim (${claims.length})`, width, [
      ...legend(claims, width),
      ...claims.flatMap((claim) => claimLines(claim, width, rubric)),
    ]),
    ...section(
      'Paragraphs',
      width,
      paragraphs.flatMap(({ id, mode, link, claims: held }) =>
        indented(wrap([{ text: `${modeWords[mode]}; link to the question: ${link}; ${held.length} claims` }], width - 8), 8, {
          text: id,
          style: 'dim',
        }),
      ),
    ),
    ...section(
      'Qualities',
      width,
      criteria.flatMap(({ id, level, why }) =>
        indented(
          wrap([{ text: `${rubric?.scheme.criteria[id]?.title ?? id}: level ${level}. `, style: 'bold' }, { text: why }], width - 2),
          2,
          { text: '•' },
        ),
      ),
    ),
    ...section('How the mark was made', width, numbered(mark?.why ?? [])),
    ...(flags.length
      ? section(
          'For the teacher',
          width,
          flags.flatMap((flag) => wrap([{ text: `${flag.kind}: ${flag.detail}` }], width, 2)),
        )
      : []),
    ...section(
      'Marked by',
      width,
      wrap([{ text: `Engine ${engine.id} ${engine.version}${engine.model ? `, ${engine.model}` : ''}. ${spent}` }], width),
    ),
  ];
}

const legend = (claims: Claim[], width: number): Line[] => [
  ...wrap(
    verdictOrder.flatMap((verdict): Stretch[] => {
      const count = claims.filter((claim) => claim.verdict === verdict).length;
      const { sign, label } = verdictWords[verdict];
      return [{ text: `${sign}\u00A0${label.replaceAll(' ', '\u00A0')}\u00A0${count}`, style: verdictStyles[verdict] }, { text: GAP }];
    }),
    width,
  ),
  [],
];

function claimLines(claim: Claim, width: number, rubric: Titles): Line[] {
  const { sign, label } = verdictWords[claim.verdict];
  const style = verdictStyles[claim.verdict];
  const cards = claim.cards.map((card) => (rubric?.bank.cards[card] ? `${card} (${rubric.bank.cards[card]})` : String(card)));
  const body = (text: string, of?: Stretch['style']) => wrap([{ text, style: of }], width - 2);
  return indented(
    [
      ...wrap(
        [{ text: label, style }, { text: GAP }, { text: `“${claim.quote}”` }, { text: GAP }, { text: claim.id, style: 'dim' }],
        width - 2,
      ),
      ...body(claim.explanation),
      ...(claim.correction && claim.correction !== claim.explanation ? body(`Correction: ${claim.correction}`) : []),
      ...(claim.note ? body(`Worth knowing: ${worthKnowing(claim)}`) : []),
      ...(cards.length ? body(`Cards: ${cards.join('; ')}`, 'dim') : []),
      [],
    ],
    2,
    { text: sign, style },
  );
}
