import type { ArgumentObservation } from '../../domain/argument.ts';
import { type Claim, isAccurate } from '../../domain/claim.ts';
import type { ReadEssay, Sentence } from '../../domain/essay.ts';

/** The first clause of the sentence that shows the answer at its strongest: argued, exact, rich in ideas, and readable by itself. */
export function bestClause(essay: ReadEssay, ledger: Claim[]): number | null {
  const worthOf = ({ n, start, end }: Sentence) => {
    const here = ledger.filter((claim) => claim.sentence === n);
    const text = essay.text.slice(start, end);
    if (end - start > 320 || LEANS_BACK.test(text) || text.endsWith('?') || here.some((claim) => claim.verdict === 'contradicted'))
      return 0;
    return here.filter((claim) => isAccurate(claim) && claim.relevance === 'question').reduce((sum, claim) => sum + worth(claim), 0);
  };
  // openings and closings speak of everything at once
  const body =
    essay.paragraphs.length > 2
      ? essay.sentences.filter(({ paragraph }) => essay.paragraphs[paragraph - 1]?.role === 'body')
      : essay.sentences;
  const [best] = body.map((sentence) => ({ sentence, worth: worthOf(sentence) })).sort((a, b) => b.worth - a.worth);
  return best?.worth ? best.sentence.clauses[0] : null;
}
const LEANS_BACK = /^(?:and|but|so|it|this|that|he|they|these|then|also|yet|or)\b/iu;
const worth = (claim: Claim) =>
  ({ stated: 0, explained: 1, argued: 2 })[claim.use] +
  (claim.exact ? 1 : 0) +
  Math.min(3, claim.points.length) +
  (claim.verdict === 'beyond' ? 1 : 0);

/** A statement that is right but carries no argument, in the paragraph that most needs one. */
export function rewriteClause(essay: ReadEssay, ledger: Claim[], paragraphs: ArgumentObservation['paragraphs']): number | null {
  const weak =
    essay.paragraphs.find((paragraph, i) => paragraph.role === 'body' && paragraphs[i]?.mode === 'narrates') ??
    essay.paragraphs.find((_, i) => paragraphs[i]?.mode === 'asserts');
  const claim = ledger.find(
    (one) =>
      isAccurate(one) &&
      one.relevance === 'question' &&
      one.use === 'stated' &&
      (!weak || (one.start >= weak.start && one.end <= weak.end)),
  );
  return claim ? (essay.clauses.find((clause) => clause.start === claim.start)?.n ?? null) : null;
}
