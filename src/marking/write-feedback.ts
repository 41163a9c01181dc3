import type { Argument, ParagraphFinding } from '../domain/argument.ts';
import type { CriterionResult, Feedback, Mark } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';

export type Marked = {
  mark: Mark;
  criteria: CriterionResult[];
  lacking: string | null;
  claims: Claim[];
  paragraphs: ParagraphFinding[];
  argument: Argument;
  /** Clause numbers that the engine thinks strongest and most worth rewriting. */
  best: number | null;
  rewrite: number | null;
};

/** Most notes in the margin. */
const NOTES = 6;
const GRAVITY = { undermines: 0, error: 1, slip: 2 };

/** Feedback for the student: one strength proved by a quote, at most three next steps, corrections once. Never how many points were met. */
export function writeFeedback(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback {
  const wrong = marked.claims
    .filter((claim) => claim.verdict === 'contradicted')
    .sort((a, b) => GRAVITY[a.severity ?? 'error'] - GRAVITY[b.severity ?? 'error'] || a.start - b.start);
  const best = claimAt(marked.best, essay, marked.claims) ?? marked.claims.find((claim) => isAccurate(claim) && claim.exact);
  return {
    summary: summaryOf(marked, wrong, rubric),
    strengths: best ? [strengthOf(best)] : [],
    corrections: wrong.map((claim) => ({
      claim: claim.id,
      quote: claim.quote,
      hint: claim.hint,
      correction: claim.correction ?? claim.explanation,
    })),
    notes: notesOf(marked.claims, wrong, best),
    nextSteps: nextStepsOf(marked, essay, rubric),
  };
}

function summaryOf({ mark, argument, claims }: Marked, wrong: Claim[], rubric: Rubric): string {
  const { sides } = rubric.question;
  const side = {
    both: `argues both ${sides.for} and ${sides.against}`,
    'success-only': `argues only for ${sides.for}`,
    'failure-only': `argues only for ${sides.against}`,
    neither: 'does not yet argue for either side',
  }[argument.balance];
  const verdict = {
    none: 'gives no verdict',
    asserted: 'states a verdict without much behind it',
    supported: 'supports its verdict with reasons',
    sustained: 'works towards its verdict from start to finish',
  }[argument.judgement];
  const accurate = claims.filter((claim) => isAccurate(claim));
  const exact = accurate.filter((claim) => claim.exact).length;
  const knowledge = !accurate.length
    ? 'It needs facts that can be checked.'
    : exact >= 8
      ? 'Its evidence is often exact.'
      : exact >= 3
        ? 'Some of its evidence is exact.'
        : 'Its evidence is right but general.';
  const mistakes = wrong.length ? ` ${wrong.length === 1 ? 'One statement needs' : `${wrong.length} statements need`} correcting.` : '';
  return `The answer ${side} and ${verdict}. ${knowledge}${mistakes} As a whole it fits level ${mark.level}${mark.level ? `: ${lowerFirst(rubric.scheme.levels[String(mark.level)]?.descriptor ?? '')}` : '.'}`;
}

function strengthOf(claim: Claim): string {
  const quote = `“${shortened(claim.quote)}”`;
  const carried = { argued: 'turns knowledge into argument', explained: 'explains why it matters', stated: 'is accurate' }[claim.use];
  const exact = claim.exact ? ' and gives a detail that can be checked' : '';
  return `${quote} ${carried}${exact}. Write more sentences like this one.`;
}

/** Mistakes first, worst first; then what is worth knowing; then the best sentence, so that the margin does not only complain. */
function notesOf(claims: Claim[], wrong: Claim[], best: Claim | undefined): string[] {
  const noted = claims.filter((claim) => claim.note && claim.verdict !== 'contradicted');
  const ids = [...wrong.slice(0, best ? NOTES - 1 : NOTES), ...(best ? [best] : []), ...noted].map((claim) => claim.id);
  return [...new Set(ids)].slice(0, NOTES);
}

function nextStepsOf(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback['nextSteps'] {
  const order = [marked.lacking, ...[...marked.criteria].sort((a, b) => a.level - b.level).map(({ id }) => id)];
  const steps: Feedback['nextSteps'] = [];
  for (const criterion of new Set(order)) {
    const result = marked.criteria.find(({ id }) => id === criterion);
    const target = Object.entries(rubric.scheme.targets)
      .filter(([, one]) => one.criterion === criterion && one.from <= (result?.level ?? 0) && (result?.level ?? 0) <= one.to)
      .sort(([, a], [, b]) => a.order - b.order)[0];
    const quote =
      result &&
      quoteFor(
        result.id,
        marked,
        essay,
        steps.map((step) => step.quote),
      );
    if (target && quote) steps.push({ target: target[0], quote, advice: target[1].advice });
    if (steps.length === 3) break;
  }
  return steps;
}

/** The sentence on which the advice is to be tried: the verdict for judgement, a mistake for knowledge, a bare statement otherwise. */
function quoteFor(criterion: string, { claims, rewrite }: Marked, essay: ReadEssay, used: string[]): string | null {
  const closing = essay.sentences.at(-1);
  const free = (claim: Claim) => !used.includes(shortened(claim.quote));
  const bare = claims.filter((claim) => isAccurate(claim) && claim.use === 'stated' && free(claim));
  const candidates: (Claim | undefined)[] =
    criterion === 'knowledge'
      ? [
          claims.find((claim) => claim.verdict === 'contradicted' && free(claim)),
          claims.find((claim) => isAccurate(claim) && !claim.exact && free(claim)),
        ]
      : criterion === 'analysis'
        ? [claimAt(rewrite, essay, claims), ...bare]
        : criterion === 'balance'
          ? [claims.find((claim) => (claim.kind === 'evaluation' || claim.verdict === 'opinion') && free(claim)), ...bare]
          : [];
  const claim = candidates.find((one) => one && free(one));
  if (claim) return shortened(claim.quote);
  return closing ? shortened(essay.text.slice(closing.start, closing.end)) : null;
}

const claimAt = (clause: number | null, essay: ReadEssay, claims: Claim[]) => {
  const start = clause === null ? undefined : essay.clauses[clause - 1]?.start;
  return claims.find((claim) => start !== undefined && claim.start <= start && start < claim.end);
};
const shortened = (quote: string) => (quote.length <= 160 ? quote : `${quote.slice(0, quote.lastIndexOf(' ', 157))} …`);
const lowerFirst = (text: string) => (text[0] ?? '').toLowerCase() + text.slice(1);
