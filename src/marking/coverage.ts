import type { PhaseCoverage, ThemeCoverage } from '../domain/assessment.ts';
import { type Claim, isAccurate } from '../domain/claim.ts';
import { entryOf, ideaOf, type Rubric } from '../domain/rubric.ts';

/** Ideas without which a theme or a phase is not developed, however exact and well explained. */
const LEAST = 3;
/** What it takes: an idea counts two, a claim that explains or argues one, and one with an exact detail one. Four ideas need two of these. */
const DEVELOPED = 10;

/** How far each theme of the bank is covered by what is right: one idea makes it mentioned; several, explained or exact, developed. */
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
  const count = (test: (claim: Claim) => boolean) => here.filter(test).length;
  const depth = 2 * met + count((claim) => claim.use !== 'stated') + count((claim) => claim.exact);
  return { met, status: met >= LEAST && depth >= DEVELOPED ? 'developed' : met ? 'mentioned' : 'absent' };
}

const inOrder = (entries: Record<string, { order: number }>) =>
  Object.keys(entries).sort((a, b) => (entries[a]?.order ?? 0) - (entries[b]?.order ?? 0));
