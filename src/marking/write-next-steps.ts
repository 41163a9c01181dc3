import type { Feedback } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { countWords, type ReadEssay, type Sentence } from '../domain/essay.ts';
import { holds } from '../domain/reach.ts';
import { entryOf, type Rubric } from '../domain/rubric.ts';
import type { Measure, Target } from '../domain/rubric-parts.ts';
import { plain, shortened } from './feedback-words.ts';
import type { Marked } from './write-feedback.ts';

/** Most next steps. */
const STEPS = 3;
/** From so many mistakes on, going over them is a step whatever else is to do. */
const MANY_MISTAKES = 3;

/**
 * One step a criterion, the one that keeps the answer out of the next level first, then the weakest; none that an earlier step has said.
 * Many mistakes are always a step; a slip is never the only one. Even the best answer gets one.
 */
export function writeNextSteps(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback['nextSteps'] {
  const targets = targetsOf(marked, rubric);
  const steps: Feedback['nextSteps'] = [];
  // the engine's own advice is on the sentence that it would have rewritten, and says more of it than advice that was written for any
  const rewrite = marked.words?.advice ? shortened(sentenceAt(marked.rewrite, essay)) : '';
  const [owns] = rewrite
    ? (targets.find(([, { criterion }]) => criterion !== 'knowledge') ?? targets.find((target) => !corrects(target)) ?? [])
    : [];
  for (const [target, { criterion, measures, advice }] of targets) {
    const own = target === owns;
    const quote = own ? rewrite : quoteFor({ criterion, measures }, marked, essay, rubric, new Set(steps.map((step) => step.quote)));
    const said = advice.replace('{missing}', leftOut(marked, rubric));
    if (quote) steps.push({ target, quote, advice: own && marked.words ? plain(marked.words.advice) : said });
  }
  return steps;
}

function targetsOf(marked: Marked, rubric: Rubric): [string, Target][] {
  const order = [marked.lacking, ...[...marked.criteria].sort((a, b) => a.level - b.level).map(({ id }) => id)];
  const wrong = marked.claims.filter((claim) => claim.verdict === 'contradicted').length;
  const found: [string, Target][] = [];
  for (const criterion of new Set(order)) {
    const said = found.flatMap(([, { measures }]) => measures);
    const open = (marked.missed[criterion ?? ''] ?? []).filter((measure) => !said.includes(measure));
    found.push(...targetFor(marked, rubric, open, criterion));
  }
  if (!found.some(corrects) && (wrong >= MANY_MISTAKES || (wrong && !found.length)))
    found.splice(STEPS - 1, 0, ...targetFor(marked, rubric, ['errorShare']));
  if (found.every(corrects)) found.push(...targetFor(marked, rubric, ['counterArgument']));
  return found.slice(0, STEPS);
}

const corrects = ([, { measures }]: [string, Target]) => measures.includes('errorShare');

/** The first target for these measures, of this criterion or of any, that is for such an answer. */
const targetFor = ({ values }: Marked, rubric: Rubric, missed: Measure[], criterion?: string | null): [string, Target][] =>
  Object.entries(rubric.scheme.targets)
    .filter(
      ([, one]) => (criterion === undefined || one.criterion === criterion) && one.measures.some((measure) => missed.includes(measure)),
    )
    .filter(([, { when }]) => !when || holds(values[when.measure], when))
    .sort(([, a], [, b]) => a.order - b.order)
    .slice(0, 1);

/** The theme of which the answer says least. */
function leftOut({ coverage }: Marked, rubric: Rubric): string {
  const least = coverage.filter(({ theme }) => rubric.question.themes[theme] === 'question').sort((a, b) => a.met - b.met)[0];
  const title = rubric.bank.themes[least?.theme ?? '']?.title ?? 'another part of the period';
  return title.charAt(0).toLowerCase() + title.slice(1);
}

const LEANS_BACK = /^(?:and|but|so|it|this|that|he|they|these|then|also|yet|or|which|who)\b/iu;
/** Half a sentence, of which nobody can tell what it is on. */
const HALF = /^(?:because|were|was|are|is|had|has|have|been|being|to|whose|whom|where|while)\b/u;

/** The words on which the advice is to be tried: only such as it fits, or else the verdict. Never a question, a fragment or a mistake. */
function quoteFor(
  { criterion, measures }: Pick<Target, 'criterion' | 'measures'>,
  { claims, paragraphs, rewrite }: Marked,
  essay: ReadEssay,
  rubric: Rubric,
  used: Set<string>,
): string | null {
  const wrong = claims.filter((claim) => claim.verdict === 'contradicted');
  if (measures.includes('errorShare')) return shortened(wrong[0]?.quote ?? '') || null;
  const textOf = ({ start, end }: Sentence) => essay.text.slice(start, end);
  const mistaken = new Set(wrong.map(({ sentence }) => sentence));
  const fits = ({ sentence, quote }: Claim) => {
    const whole = essay.sentences[sentence - 1];
    return whole && !mistaken.has(sentence) && !textOf(whole).endsWith('?') && countWords(quote) >= 5;
  };
  const body = essay.paragraphs.length > 2 ? essay.paragraphs.filter(({ role }) => role === 'body') : essay.paragraphs;
  const inBody = ({ start }: { start: number }) => body.some((paragraph) => paragraph.start <= start && start < paragraph.end);
  const isFact = ({ points }: Claim) => points.some((id) => entryOf(rubric, id)?.kind === 'fact');
  const told = claims.filter(
    (claim) =>
      isAccurate(claim) &&
      claim.relevance === 'question' &&
      isFact(claim) &&
      inBody(claim) &&
      fits(claim) &&
      !LEANS_BACK.test(claim.quote) &&
      !HALF.test(claim.quote),
  );
  const bare = told.filter((claim) => claim.use === 'stated' && !explainedNext(claim, claims));
  const vague = told.filter((claim) => !claim.exact && !/\d/u.test(textOf(essay.sentences[claim.sentence - 1] as Sentence)));
  const weighed = paragraphs.filter(({ mode }) => mode === 'weighs').flatMap((paragraph) => paragraph.claims);
  const views = claims.filter(
    (claim) =>
      inBody(claim) && claim.kind === 'evaluation' && claim.verdict !== 'contradicted' && fits(claim) && !weighed.includes(claim.id),
  );
  const idle = essay.sentences
    .filter(
      (sentence) =>
        inBody(sentence) && !claims.some((claim) => claim.sentence === sentence.n && claim.relevance === 'question' && isAccurate(claim)),
    )
    .filter((sentence) => !mistaken.has(sentence.n) && countWords(textOf(sentence)) >= 12)
    .sort((a, b) => countWords(textOf(b)) - countWords(textOf(a)));
  const asked = told.find((claim) => claim === claimAt(rewrite, essay, claims));
  const opening = essay.sentences
    .slice(0, 1)
    .filter((sentence) => !mistaken.has(sentence.n))
    .map(textOf)
    .filter((text) => !text.endsWith('?') && countWords(text) >= 5);
  const onFacts = criterion === 'knowledge' || (criterion === 'analysis' && !measures.includes('criteria'));
  const candidates: string[] = measures.includes('packed')
    ? [...idle.map(textOf), ...[...vague, ...told].map(({ quote }) => quote)]
    : onFacts
      ? (criterion === 'knowledge' ? [...vague, ...bare, ...told] : [...(asked ? [asked] : []), ...bare, ...told]).map(({ quote }) => quote)
      : measures.includes('weighed')
        ? views.map(({ quote }) => quote)
        : measures.includes('line')
          ? opening
          : [];
  // advice on a fact fits no verdict, unless there is nothing else to say
  if (!onFacts || !used.size) candidates.push(verdictOf(claims, essay, mistaken));
  return candidates.map((quote) => shortened(quote)).find((quote) => quote && !used.has(quote)) ?? null;
}

/** The sentence after it does something with what it says. */
const explainedNext = (claim: Claim, claims: Claim[]) =>
  claims.some((other) => other.sentence === claim.sentence + 1 && other.use !== 'stated' && LEANS_BACK.test(other.quote));

/** Where the answer says what it thinks: the last view of its last paragraph, or the last sentence that holds no mistake. */
function verdictOf(claims: Claim[], essay: ReadEssay, mistaken: Set<number>): string {
  const closing = essay.paragraphs.at(-1);
  const view = claims.findLast(
    (claim) => claim.kind === 'evaluation' && claim.verdict !== 'contradicted' && claim.start >= (closing?.start ?? 0),
  );
  const sentence = essay.sentences[(view?.sentence ?? 0) - 1] ?? essay.sentences.findLast(({ n }) => !mistaken.has(n));
  return sentence ? essay.text.slice(sentence.start, sentence.end) : '';
}

function claimAt(clause: number | null, essay: ReadEssay, claims: Claim[]): Claim | undefined {
  const start = clause === null ? undefined : essay.clauses[clause - 1]?.start;
  return claims.find((claim) => start !== undefined && claim.start <= start && start < claim.end);
}

function sentenceAt(clause: number | null, essay: ReadEssay): string {
  const sentence = essay.sentences[(essay.clauses[(clause ?? 0) - 1]?.sentence ?? 0) - 1];
  return sentence ? essay.text.slice(sentence.start, sentence.end) : '';
}
