import type { Argument, ArgumentObservation, ParagraphFinding } from '../domain/argument.ts';
import type { Claim } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';

/** Turns an engine's findings into the public form. A paragraph about which the engine says nothing narrates, with no link. */
export function writeArgument(
  essay: ReadEssay,
  claims: Claim[],
  seen: ArgumentObservation,
): { paragraphs: ParagraphFinding[]; argument: Argument } {
  const found = new Map(seen.paragraphs.map((paragraph) => [paragraph.n, paragraph]));
  return {
    paragraphs: essay.paragraphs.map(({ n, start, end }) => ({
      id: `par_${n}`,
      start,
      end,
      mode: found.get(n)?.mode ?? 'narrates',
      link: found.get(n)?.link ?? 'none',
      claims: claims.filter((claim) => claim.start >= start && claim.end <= end).map(({ id }) => id),
    })),
    argument: {
      line: seen.line !== null && essay.paragraphs[seen.line - 1] ? `par_${seen.line}` : null,
      criteria: seen.criteria,
      counterArgument: seen.counterArgument,
      balance: seen.balance,
      judgement: seen.judgement,
    },
  };
}

/** What is seen where nothing is there to see. */
export const nothingSeen: ArgumentObservation = {
  paragraphs: [],
  line: null,
  criteria: 'none',
  counterArgument: 'absent',
  balance: 'neither',
  judgement: 'none',
  best: null,
  rewrite: null,
  words: null,
};

/** What is said of an argument that nobody has read. */
export const emptyArgument = (essay: ReadEssay) => writeArgument(essay, [], nothingSeen);
