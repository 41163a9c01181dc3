import type { PhaseCoverage, ThemeCoverage } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { countWords } from '../domain/essay.ts';
import { entryOf, ideaOf, type Rubric } from '../domain/rubric.ts';

/** What it takes to develop a theme or a phase: different ideas, words that say what is right of it (about two sentences), and a share of the whole answer (one word in twenty). */
const DEVELOPED = { ideas: 3, words: 35, share: 1 / 20 };

/**
 * How far each theme of the bank is covered by what is right. One idea makes it mentioned. It is developed when the answer stays with it:
 * several ideas, two sentences of them or more, and no small part of the answer, so that a long answer has to give it more room.
 */
export function coverage(claims: Claim[], rubric: Rubric, words: number): ThemeCoverage[] {
  return inOrder(rubric.bank.themes).map((theme) => ({
    theme,
    ...depth(claims, rubric, words, (id) => entryOf(rubric, id)?.theme === theme),
    points: Object.values(rubric.bank.points).filter((point) => point.theme === theme).length,
  }));
}

/** The same for the phases of the question's period; what came before it is not reported. */
export function phaseCoverage(claims: Claim[], rubric: Rubric, words: number): PhaseCoverage[] {
  return inOrder(rubric.bank.phases)
    .filter((phase) => !phase.startsWith('before'))
    .map((phase) => ({ phase, status: depth(claims, rubric, words, (id) => entryOf(rubric, id)?.phase === phase).status }));
}

function depth(claims: Claim[], rubric: Rubric, words: number, belongs: (id: string) => boolean): Pick<ThemeCoverage, 'status' | 'met'> {
  const here = claims.filter((claim) => isAccurate(claim) && claim.points.some(belongs));
  const met = new Set(here.flatMap((claim) => claim.points.filter(belongs).map((id) => ideaOf(rubric, id)))).size;
  const given = [...new Map(here.map(({ start, quote }) => [start, countWords(quote)])).values()].reduce((sum, n) => sum + n, 0);
  const developed = met >= DEVELOPED.ideas && given >= DEVELOPED.words && given >= DEVELOPED.share * words;
  return { met, status: developed ? 'developed' : met ? 'mentioned' : 'absent' };
}

const inOrder = (entries: Record<string, { order: number }>) =>
  Object.keys(entries).sort((a, b) => (entries[a]?.order ?? 0) - (entries[b]?.order ?? 0));
