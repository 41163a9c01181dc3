import type { Argument, ArgumentObservation, ParagraphFinding } from '../domain/argument.ts';
import type { Feedback, ThemeCoverage } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Decision } from './decide-mark.ts';
import { plain, shortened } from './feedback-words.ts';
import { writeNextSteps } from './write-next-steps.ts';

export type Marked = Decision & {
  claims: Claim[];
  paragraphs: ParagraphFinding[];
  argument: Argument;
  coverage: ThemeCoverage[];
  /** Clause numbers that the engine thinks strongest and most worth rewriting. */
  best: number | null;
  rewrite: number | null;
  /** The engine's own words for the student, if it has any: they say more of this answer than words written beforehand. Empty ones count as none. */
  words: ArgumentObservation['words'];
  /** Why no mark is given, if none is. */
  held: string | null;
};

/** Most notes in the margin. */
const NOTES = 6;
/** Most of them that only add something worth knowing. */
const WORTH_KNOWING = 2;
/** From these shares of ideas that are exact on, evidence is exact often, or some of it. */
const [OFTEN, SOME] = [0.5, 0.2];
const NUMBERS = ['', '', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const GRAVITY = { undermines: 0, error: 1, slip: 2 };

/** Feedback for the student: one strength proved by a quote, at most three next steps, corrections once. Never how many points were met. */
export function writeFeedback(marked: Marked, essay: ReadEssay, rubric: Rubric): Feedback {
  const wrong = marked.claims
    .filter((claim) => claim.verdict === 'contradicted')
    .sort((a, b) => GRAVITY[a.severity ?? 'error'] - GRAVITY[b.severity ?? 'error'] || a.start - b.start);
  const shown = essay.clauses[(marked.best ?? 0) - 1]?.sentence;
  const accurate = marked.claims.filter((claim) => isAccurate(claim));
  const mistaken = new Set(wrong.map(({ sentence }) => sentence));
  const helps = accurate.filter(({ relevance, sentence }) => relevance === 'question' && !mistaken.has(sentence));
  const best = helps.find((claim) => claim.sentence === shown) ?? helps.find((claim) => claim.exact) ?? helps[0];
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
    nextSteps: writeNextSteps(marked, essay, rubric),
  };
}

function summaryOf({ mark, criteria, argument, claims, values, words, held }: Marked, wrong: Claim[], rubric: Rubric): string {
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
  const knowledge = knowledgeOf(claims, wrong, values);
  const mistakes = wrong.length
    ? ` ${wrong.length === 1 ? 'One statement needs' : `${NUMBERS[wrong.length] ?? wrong.length} statements need`} correcting.`
    : '';
  const said = `${words?.summary ? plain(words.summary) : `The answer ${side} and ${verdict}. ${knowledge}`}${mistakes}`;
  if (held) return said;
  return `${said} ${levelOf({ mark, criteria }, rubric)}`;
}

/** What the evidence is worth: wrong, general or exact. Exact are ideas that hold a detail that can be checked or go beyond the cards. */
function knowledgeOf(claims: Claim[], wrong: Claim[], { accurate, exact, beyond }: Marked['values']): string {
  const right = claims.filter((claim) => isAccurate(claim)).length;
  if (!right || !accurate) return 'It needs facts that can be checked and that answer the question.';
  if (2 * wrong.length >= right) return 'Too much of its evidence is wrong.';
  const share = exact / accurate + beyond;
  return share >= OFTEN
    ? 'Its evidence is often exact.'
    : share >= SOME
      ? 'Some of its evidence is exact.'
      : `Its evidence is mostly ${wrong.length ? '' : 'right but '}general.`;
}

/** The level in words: its descriptor where every quality is at it, or else the quality furthest above it and the one furthest below. */
export function levelOf({ mark, criteria }: Pick<Decision, 'mark' | 'criteria'>, rubric: Rubric): string {
  const { levels, criteria: titles } = rubric.scheme;
  const named = (list: typeof criteria, where: string) =>
    list
      .slice(0, 1)
      .map(({ id, level }) => `${where} is “${lowerFirst(titles[id]?.title ?? id)}” (${level ? `level ${level}` : 'not yet at level 1'})`);
  const apart = [
    ...named(
      criteria.filter(({ level }) => level > mark.level).sort((a, b) => b.level - a.level),
      'further on',
    ),
    ...named(
      criteria.filter(({ level }) => level < mark.level).sort((a, b) => a.level - b.level),
      'behind',
    ),
  ];
  if (apart.length) return `As a whole it fits level ${mark.level}; ${apart.join(', and ')}.`;
  const descriptor = levels[String(mark.level)]?.descriptor;
  return `As a whole it fits level ${mark.level}${descriptor ? `: “${descriptor}”` : '.'}`;
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
    : claim.points.length > 1 && claim.sentenceWords <= 30
      ? ', and packs several ideas into one sentence'
      : '';
  // what an engine says of its strongest clause is no word on another
  const own = words && essay.clauses[(best ?? 0) - 1]?.sentence === claim.sentence ? plain(words.strength) : '';
  return `${quote} ${own || `${carried}${rich}.`}`;
}

/** Mistakes first, worst first; then, where there is room, the best sentence and a little that is worth knowing. */
function notesOf(claims: Claim[], wrong: Claim[], best: Claim | undefined): string[] {
  const noted = claims
    .filter((claim) => claim.note && claim.verdict !== 'contradicted')
    .sort((a, b) => Number(b.verdict === 'opinion') - Number(a.verdict === 'opinion'));
  const ids = [...wrong, ...(best ? [best] : []), ...noted.slice(0, WORTH_KNOWING)].map((claim) => claim.id);
  return [...new Set(ids)].slice(0, NOTES);
}

const lowerFirst = (text: string) => (text[0] ?? '').toLowerCase() + text.slice(1);
