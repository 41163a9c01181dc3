import type { PhaseCoverage, ThemeCoverage } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { entryOf, ideaOf, type Rubric } from '../domain/rubric.ts';

/** Ideas, one of them explained and not all in one sentence, that make a theme or a phase developed. */
const DEVELOPED = 4;

/** How far each theme of the bank is covered by what is right: one idea makes it mentioned, four with an explanation developed. */
export function coverage(claims: Claim[], rubric: Rubric): ThemeCoverage[] {
  return inOrder(rubric.bank.themes).map((theme) => ({
    theme,
    ...depth(claims, rubric, (id) => entryOf(rubric, id)?.theme === theme),
    points: Object.values(rubric.bank.points).filter((point) => point.theme === theme).length,
  }));
}

/** The same for the phases of the question's period; what came before it is not reported. */
export function phaseCoverage(claims: Claim[], rubric: Rubric): PhaseCoverage[] {
  return inOrder(rubric.bank.phases)
    .filter((phase) => !phase.startsWith('before'))
    .map((phase) => ({ phase, status: depth(claims, rubric, (id) => entryOf(rubric, id)?.phase === phase).status }));
}

function depth(claims: Claim[], rubric: Rubric, belongs: (id: string) => boolean): Pick<ThemeCoverage, 'status' | 'met'> {
  const here = claims.filter((claim) => isAccurate(claim) && claim.points.some(belongs));
  const met = new Set(here.flatMap((claim) => claim.points.filter(belongs).map((id) => ideaOf(rubric, id)))).size;
  const spread = new Set(here.map((claim) => claim.sentence)).size > 1;
  return {
    met,
    status: met >= DEVELOPED && spread && here.some((claim) => claim.use !== 'stated') ? 'developed' : met ? 'mentioned' : 'absent',
  };
}

const inOrder = (entries: Record<string, { order: number }>) =>
  Object.keys(entries).sort((a, b) => (entries[a]?.order ?? 0) - (entries[b]?.order ?? 0));
