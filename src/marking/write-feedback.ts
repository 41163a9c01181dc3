import type { Argument, ArgumentObservation, ParagraphFinding } from '../domain/argument.ts';
import type { Feedback, ThemeCoverage } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Measure, Target } from '../domain/rubric-parts.ts';
import type { Decision } from './decide-mark.ts';

export type Marked = Decision & {
  claims: Claim[];
  paragraphs: ParagraphFinding[];
  argument: Argument;
  coverage: ThemeCoverage[];
  /** Clause numbers that the engine thinks strongest and most worth rewriting. */
  best: number | null;
  rewrite: number | null;
  /** The engine's own words for the student, if it has any: they say more of this answer than words written beforehand. */
  words: ArgumentObservation['words'];
  /** Why no mark is given, if none is. */
  held: string | null;
};

/** Most notes in the margin. */
const NOTES = 6;
/** Most of them that only add something worth knowing. */
const WORTH_KNOWING = 2;
/** Most characters that are taken of what an engine says, so that a long reply cannot crowd the page. */
const WORDS = 600;
/** Most next steps. */
const STEPS = 3;
const NUMBERS = ['', '', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const GRAVITY = { undermines: 0, error: 1, slip: 2 };

/** Feedback for the student: one strength proved by a quote, at most three next steps, corrections once. Never how many points were met. */
export function writeFeedback(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback {
  const wrong = marked.claims
    .filter((claim) => claim.verdict === 'contradicted')
    .sort((a, b) => GRAVITY[a.severity ?? 'error'] - GRAVITY[b.severity ?? 'error'] || a.start - b.start);
  const shown = essay.clauses[(marked.best ?? 0) - 1]?.sentence;
  const accurate = marked.claims.filter((claim) => isAccurate(claim));
  const best = accurate.find((claim) => claim.sentence === shown) ?? accurate.find((claim) => claim.exact);
  return {
    summary: summaryOf(marked, wrong, rubric),
    strengths: best ? [strengthOf(best, essay, marked)] : [],
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

function summaryOf({ mark, argument, claims, words, held }: Marked, wrong: Claim[], rubric: Rubric): string {
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
  const mistakes = wrong.length
    ? ` ${wrong.length === 1 ? 'One statement needs' : `${NUMBERS[wrong.length] ?? wrong.length} statements need`} correcting.`
    : '';
  const said = `${words ? plain(words.summary) : `The answer ${side} and ${verdict}. ${knowledge}`}${mistakes}`;
  if (held) return said;
  return `${said} As a whole it fits level ${mark.level}${mark.level ? `: ${lowerFirst(rubric.scheme.levels[String(mark.level)]?.descriptor ?? '')}` : '.'}`;
}

/** Quotes the whole sentence, since a clause alone seldom shows why it is good. */
function strengthOf(claim: Claim, essay: ReadEssay, { words, best }: Marked): string {
  const sentence = essay.sentences[claim.sentence - 1];
  const quote = `“${shortened(sentence ? essay.text.slice(sentence.start, sentence.end) : claim.quote, 240)}”`;
  const carried = { argued: 'This turns knowledge into argument', explained: 'This explains why it matters', stated: 'This is accurate' }[
    claim.use
  ];
  const rich = claim.exact
    ? ', with a detail that can be checked'
    : claim.points.length > 1
      ? ', and packs several ideas into one sentence'
      : '';
  // what an engine says of its strongest clause is no word on another
  const own = words && essay.clauses[(best ?? 0) - 1]?.sentence === claim.sentence ? plain(words.strength) : '';
  return `${quote} ${own || `${carried}${rich}.`}`;
}

/** Mistakes first, worst first; then the best sentence, so that the margin does not only complain; then a little that is worth knowing. */
function notesOf(claims: Claim[], wrong: Claim[], best: Claim | undefined): string[] {
  const noted = claims
    .filter((claim) => claim.note && claim.verdict !== 'contradicted')
    .sort((a, b) => Number(b.verdict === 'opinion') - Number(a.verdict === 'opinion'));
  const ids = [...wrong.slice(0, best ? NOTES - 1 : NOTES), ...(best ? [best] : []), ...noted.slice(0, WORTH_KNOWING)].map(
    (claim) => claim.id,
  );
  return [...new Set(ids)].slice(0, NOTES);
}

/** One step a criterion, the one that keeps the answer out of the next level first, then the weakest. Even the best answer gets one. */
function nextStepsOf(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback['nextSteps'] {
  const order = [marked.lacking, ...[...marked.criteria].sort((a, b) => a.level - b.level).map(({ id }) => id)];
  const found = [...new Set(order)].flatMap((criterion) => targetFor(rubric, marked.missed[criterion ?? ''] ?? [], criterion));
  const wrong = marked.claims.some((claim) => claim.verdict === 'contradicted');
  const targets = found.length ? found : targetFor(rubric, wrong ? ['errorShare'] : ['counterArgument']);
  const steps: Feedback['nextSteps'] = [];
  // the engine's own advice is on the sentence that it would have rewritten, whichever quality comes first
  const rewrite = marked.words ? shortened(sentenceAt(marked.rewrite, essay)) : '';
  const [owns] = rewrite ? (targets.find(([, { measures }]) => !measures.includes('errorShare')) ?? []) : [];
  for (const [target, { criterion, measures, advice }] of targets.slice(0, STEPS)) {
    const own = target === owns;
    const quote = own ? rewrite : quoteFor({ criterion, measures }, marked, essay, new Set(steps.map((step) => step.quote)));
    const said = advice.replace('{missing}', leftOut(marked, rubric));
    if (quote) steps.push({ target, quote, advice: own && marked.words ? `${said} ${plain(marked.words.advice)}` : said });
  }
  return steps;
}

/** The first target for these measures, of this criterion or of any. */
const targetFor = (rubric: Rubric, missed: Measure[], criterion?: string | null): [string, Target][] =>
  Object.entries(rubric.scheme.targets)
    .filter(
      ([, one]) => (criterion === undefined || one.criterion === criterion) && one.measures.some((measure) => missed.includes(measure)),
    )
    .sort(([, a], [, b]) => a.order - b.order)
    .slice(0, 1);

/** The theme of which the answer says least. */
function leftOut({ coverage }: Marked, rubric: Rubric): string {
  const least = coverage.filter(({ theme }) => rubric.question.themes[theme] === 'question').sort((a, b) => a.met - b.met)[0];
  return lowerFirst(rubric.bank.themes[least?.theme ?? '']?.title ?? 'another part of the period');
}

/** The words on which the advice is to be tried: a mistake, the verdict, or a statement that is right but bare. */
function quoteFor(
  { criterion, measures }: Pick<Target, 'criterion' | 'measures'>,
  { claims, rewrite }: Marked,
  essay: ReadEssay,
  used: Set<string>,
): string | null {
  const opening = essay.paragraphs.length > 1 ? (essay.paragraphs[0]?.end ?? 0) : 0;
  const told = claims.filter((claim) => isAccurate(claim) && claim.relevance === 'question' && claim.start >= opening);
  const bare = told.filter((claim) => claim.use === 'stated');
  const general = told.filter((claim) => !claim.exact && claim.points.length < 2);
  const views = claims.filter((claim) => claim.kind === 'evaluation' && claim.verdict !== 'contradicted' && claim.start >= opening);
  const candidates = measures.includes('errorShare')
    ? claims.filter((claim) => claim.verdict === 'contradicted')
    : criterion === 'knowledge'
      ? [...general, ...bare]
      : criterion === 'balance'
        ? [...views, ...bare]
        : criterion === 'analysis'
          ? [claimAt(rewrite, essay, claims), ...bare]
          : [];
  const claim = candidates.find((one) => one && !used.has(shortened(one.quote)));
  if (claim) return shortened(claim.quote);
  const closing = essay.sentences.at(-1);
  return closing ? shortened(essay.text.slice(closing.start, closing.end)) : null;
}

const claimAt = (clause: number | null, essay: ReadEssay, claims: Claim[]) => {
  const start = clause === null ? undefined : essay.clauses[clause - 1]?.start;
  return claims.find((claim) => start !== undefined && claim.start <= start && start < claim.end);
};
function sentenceAt(clause: number | null, essay: ReadEssay): string {
  const sentence = essay.sentences[(essay.clauses[(clause ?? 0) - 1]?.sentence ?? 0) - 1];
  return sentence ? essay.text.slice(sentence.start, sentence.end) : '';
}
const shortened = (quote: string, most = 160) => (quote.length <= most ? quote : `${quote.slice(0, quote.lastIndexOf(' ', most - 3))} …`);
const plain = (words: string) => shortened(words.replace(/\s+/gu, ' ').trim(), WORDS);
const lowerFirst = (text: string) => (text[0] ?? '').toLowerCase() + text.slice(1);
