import type { Argument, ParagraphFinding } from '../domain/argument.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { ideaOf, type Rubric } from '../domain/rubric.ts';
import type { Measure } from '../domain/rubric-parts.ts';

/** One measure with the claims and paragraphs it was read from. Shares are 0 to 1. */
export type Reading = { value: number; evidence: string[] };
export type Measures = Record<Measure, Reading>;

const ERROR_WEIGHT = { slip: 0.5, error: 1, undermines: 1.5 };
const SCALES = {
  criteria: ['none', 'implicit', 'explicit'],
  counterArgument: ['absent', 'mentioned', 'answered'],
  judgement: ['none', 'asserted', 'supported', 'sustained'],
} as const;

/**
 * Reads the measures that a scheme's conditions speak of. An idea counts once, however often it is said, and a paragraph that brings
 * nothing new counts for nothing, so that repeating and padding change nothing.
 */
export function measure(claims: Claim[], paragraphs: ParagraphFinding[], argument: Argument, rubric: Rubric): Measures {
  const ideas = ideasOf(claims, rubric);
  const errors = errorsOf(claims);
  const fresh = freshParagraphs(claims, paragraphs, rubric);
  const body = fresh.length || 1;
  const inMode = (...modes: ParagraphFinding['mode'][]) => fresh.filter((paragraph) => modes.includes(paragraph.mode)).map(({ id }) => id);
  const beyond = ideas.filter((idea) => idea.relevance === 'question' && !(idea.id in rubric.bank.points));
  const question = ideas.filter((idea) => idea.relevance === 'question');
  const wrong = errors.reduce((sum, claim) => sum + weightOf(claim), 0);
  const contradicted = claims.filter((claim) => claim.verdict === 'contradicted');
  const wrongClaims = contradicted.filter((claim, i) => contradicted.findIndex(({ quote }) => quote === claim.quote) === i);
  // a claim made wrong leaves what is right and joins these, so that no share rises by a mistake
  const ideasIn = (wrongs: Claim[]) => wrongs.reduce((sum, claim) => sum + Math.max(1, claim.points.length), 0);
  const said = question.length + ideasIn(wrongClaims) || 1;
  // what is said on the question, rightly or wrongly: a mistake costs its share of the mistakes and is no reason to be called wordy or concise
  const touched = new Set([
    ...question.map(({ id }) => id),
    ...wrongClaims.flatMap(({ points, relevance }) => (relevance === 'question' ? points : [])).map((point) => ideaOf(rubric, point)),
  ]);
  const carried = question.filter((idea) => idea.carriedBy);
  const share = (ids: string[]): Reading => ({ value: ids.length / body, evidence: ids });
  const place = (scale: readonly string[], value: string): number => Math.max(0, scale.indexOf(value));
  const whole = argument.line ? [argument.line] : paragraphs.slice(-1).map(({ id }) => id);
  const themes = themesMet(claims, rubric);
  const phases = phasesMet(claims);
  return {
    accurate: { value: question.length, evidence: question.map((idea) => idea.claim) },
    exact: {
      value: question.filter((idea) => idea.exact).length,
      evidence: question.filter((idea) => idea.exact).map((idea) => idea.claim),
    },
    packed: { value: (10 * touched.size) / (wordsOf([...ideas, ...wrongClaims]) || 1), evidence: richest(question) },
    beyond: { value: beyond.length / said, evidence: beyond.map((idea) => idea.claim) },
    errorShare: { value: wrong / (question.length + ideasIn(errors) || 1), evidence: errors.map(({ id }) => id) },
    carried: { value: carried.length / said, evidence: carried.map((idea) => idea.carriedBy ?? idea.claim) },
    analytic: share(inMode('explains', 'weighs')),
    weighed: { value: inMode('weighs').length, evidence: inMode('weighs') },
    linked: share(fresh.filter(({ link }) => link === 'explicit').map(({ id }) => id)),
    narrated: share(inMode('narrates')),
    themes: { value: themes.length, evidence: firstClaims(claims, (claim) => claim.themes) },
    phases: { value: phases.length, evidence: firstClaims(claims, (claim) => claim.phases) },
    drift: {
      value: (ideas.length - question.length) / (ideas.length || 1),
      evidence: ideas.filter((idea) => idea.relevance !== 'question').map((idea) => idea.claim),
    },
    line: { value: argument.line ? 1 : 0, evidence: whole },
    criteria: { value: place(SCALES.criteria, argument.criteria), evidence: whole },
    counterArgument: {
      value: place(SCALES.counterArgument, argument.counterArgument),
      evidence: inMode('weighs').length ? inMode('weighs') : whole,
    },
    balance: { value: argument.balance === 'both' ? 2 : argument.balance === 'neither' ? 0 : 1, evidence: fresh.map(({ id }) => id) },
    judgement: { value: place(SCALES.judgement, argument.judgement), evidence: paragraphs.slice(-1).map(({ id }) => id) },
  };
}

type Idea = {
  id: string;
  claim: string;
  sentence: number;
  sentenceWords: number;
  exact: boolean;
  relevance: Claim['relevance'];
  carriedBy: string | null;
};

/** Every accurate idea once, twins together (one that the rubric does not list counts by its claim), with the first claim that makes it and the first that does something with it. */
export function ideasOf(claims: Claim[], rubric: Rubric): Idea[] {
  const ideas = new Map<string, Idea>();
  for (const claim of claims.filter(isAccurate))
    for (const point of claim.points.length ? claim.points : [claim.id]) {
      const id = ideaOf(rubric, point);
      const idea = ideas.get(id) ?? {
        id,
        claim: claim.id,
        sentence: claim.sentence,
        sentenceWords: claim.sentenceWords,
        exact: false,
        relevance: claim.relevance,
        carriedBy: null,
      };
      ideas.set(id, {
        ...idea,
        exact: idea.exact || claim.exact,
        relevance: claim.relevance === 'question' ? 'question' : idea.relevance,
        carriedBy: idea.carriedBy ?? (claim.use === 'stated' ? null : claim.id),
      });
    }
  return [...ideas.values()];
}

/** Every mistake once, by the gravest claim that makes it: the same correction is the same mistake. */
export function errorsOf(claims: Claim[]): Claim[] {
  const mistakes = new Map<string, Claim>();
  for (const claim of claims.filter(({ verdict }) => verdict === 'contradicted')) {
    const mistake = claim.correction ?? claim.quote;
    const known = mistakes.get(mistake);
    if (!known || weightOf(claim) > weightOf(known)) mistakes.set(mistake, claim);
  }
  return [...mistakes.values()];
}

const weightOf = ({ severity }: Claim): number => ERROR_WEIGHT[severity ?? 'error'];

/** Paragraphs that bring an accurate idea or a mistake not met before them. */
function freshParagraphs(claims: Claim[], paragraphs: ParagraphFinding[], rubric: Rubric): ParagraphFinding[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const seen = new Set<string>();
  return paragraphs.filter((paragraph) => {
    let fresh = false;
    for (const id of paragraph.claims) {
      const claim = byId.get(id);
      if (!claim) continue;
      const marks =
        claim.verdict === 'contradicted'
          ? [`wrong: ${claim.quote}`]
          : isAccurate(claim)
            ? claim.points.map((point) => ideaOf(rubric, point))
            : [];
      for (const mark of marks) if (!seen.has(mark)) [fresh] = [Boolean(seen.add(mark))];
    }
    return fresh;
  });
}

const themesMet = (claims: Claim[], rubric: Rubric) =>
  [...new Set(claims.filter(isAccurate).flatMap((claim) => claim.themes))].filter((theme) => rubric.bank.themes[theme]?.reported !== false);

const phasesMet = (claims: Claim[]) =>
  [...new Set(claims.filter((claim) => isAccurate(claim) && claim.relevance === 'question').flatMap((claim) => claim.phases))].filter(
    (phase) => !phase.startsWith('before'),
  );

function firstClaims(claims: Claim[], keysOf: (claim: Claim) => string[]): string[] {
  const first = new Map<string, string>();
  for (const claim of claims.filter(isAccurate)) for (const key of keysOf(claim)) if (!first.has(key)) first.set(key, claim.id);
  return [...new Set(first.values())];
}

/** The claims that carry several ideas at once, richest first. */
function richest(ideas: Idea[]): string[] {
  const carried = new Map<string, number>();
  for (const { claim } of ideas) carried.set(claim, (carried.get(claim) ?? 0) + 1);
  return [...carried]
    .filter(([, n]) => n > 1)
    .sort(([, a], [, b]) => b - a)
    .map(([claim]) => claim);
}

/** The words of the sentences that bring an idea or a mistake, each sentence once: what it costs to say things, in short sentences or long. */
const wordsOf = (bringers: { sentence: number; sentenceWords: number }[]): number =>
  [...new Map(bringers.map(({ sentence, sentenceWords }) => [sentence, sentenceWords])).values()].reduce((sum, words) => sum + words, 0);
