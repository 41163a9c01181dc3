import type { ArgumentObservation } from '../../domain/argument.ts';
import { type Claim, isAccurate } from '../../domain/claim.ts';
import { countWords, type Paragraph, type ReadEssay } from '../../domain/essay.ts';
import { count, has } from './discourse.ts';
import { type Signs, sidesOf } from './polarity.ts';

type Finding = ArgumentObservation['paragraphs'][number];

/** Ideas in ten words from which a paragraph is carried by knowledge rather than by assertion. */
const CARRIED = 0.4;

/**
 * What each paragraph does: weighs (evidence for both sides, set against each other), explains (evidence, and what it meant),
 * narrates (evidence told in order), asserts (judges, or tells, with little evidence). An idea counts where it is first brought.
 */
export function readParagraphs(essay: ReadEssay, ledger: Claim[], signs: Signs): Finding[] {
  const seen = new Set<string>();
  return essay.paragraphs.map((paragraph) => {
    const sentences = sentencesOf(paragraph, essay);
    const text = essay.text.slice(paragraph.start, paragraph.end);
    const fresh = ledger
      .filter(
        (claim) => isAccurate(claim) && claim.relevance === 'question' && claim.start >= paragraph.start && claim.end <= paragraph.end,
      )
      .flatMap((claim) => claim.points)
      .filter((point) => !seen.has(point) && seen.add(point));
    const share = (test: (sentence: string) => boolean) => sentences.filter(test).length / sentences.length;
    const sides = sentences.map((sentence) => sidesOf(sentence, signs));
    const bothSides = sides.some(({ success }) => success > 0) && sides.some(({ failure }) => failure > 0);
    const judged = share((sentence) => has('evaluation', sentence));
    const link = LINK.test(text) ? 'explicit' : judged ? 'implicit' : 'none';
    const carried = (10 * fresh.length) / countWords(text) >= CARRIED;
    const meant = judged + share((sentence) => has('cause', sentence));
    const mode =
      (carried || has('criteria', text)) && bothSides && (has('contrast', text) || count('weighing', text) > 1)
        ? 'weighs'
        : carried && meant >= 0.2
          ? 'explains'
          : !carried && judged >= 0.3
            ? 'asserts'
            : 'narrates';
    return { n: paragraph.n, mode, link };
  });
}

const LINK = /\b(?:success\p{L}*|suces\p{L}*|succe\p{L}+|fail\p{L}*|achiev\p{L}+|worked|aims?|goals?|purpose|objectives?)\b/iu;

/** The text of each sentence of a paragraph. */
export const sentencesOf = (paragraph: Paragraph | undefined, essay: ReadEssay): string[] =>
  paragraph
    ? essay.sentences.slice(paragraph.sentences[0] - 1, paragraph.sentences[1]).map(({ start, end }) => essay.text.slice(start, end))
    : [];

export const textOf = (paragraph: Paragraph | undefined, essay: ReadEssay): string => essay.text.slice(paragraph?.start, paragraph?.end);
