import type { Assessment, Feedback, Mark } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Decision, decideMark } from './decide-mark.ts';
import { noFeedback } from './not-marked.ts';
import { type Own, recoverWords } from './recover-words.ts';
import { levelOf, type Marked, writeFeedback } from './write-feedback.ts';

/** What stands now: the findings as they were changed, what code decides from them, and the mark in force; null where there is none. */
export type Standing = Pick<Marked, 'claims' | 'paragraphs' | 'argument' | 'coverage'> & { decision: Decision; mark: Mark | null };

/**
 * The feedback of an assessment whose findings or level a teacher has changed. The engine's own words stay only where they still speak of what
 * is there: none on another level, none on claims that were judged anew.
 */
export function writeAnew(was: Assessment, now: Standing, essay: ReadEssay, rubric: Rubric): Feedback {
  const { decision, mark, ...seen } = now;
  if (was.status === 'needs_teacher' && !was.claims.length) return byHand(mark, rubric);
  const held = mark ? null : was.reason;
  const bare = { ...was, best: null, rewrite: null, words: null };
  const before = {
    ...bare,
    ...decideMark(was, rubric, was.engine.id),
    ...(was.mark && { mark: was.mark }),
    held: was.mark ? null : was.reason,
  };
  const own = stillTrue(recoverWords(was, before, essay, rubric), was, now, essay);
  return writeFeedback({ ...decision, ...seen, ...(mark && { mark }), ...own, held }, essay, rubric);
}

/** The feedback of an essay that no engine could read and a teacher marked. */
const byHand = (mark: Mark | null, rubric: Rubric): Feedback =>
  mark ? { ...noFeedback, summary: `A teacher marked this essay. ${levelOf({ mark, criteria: [] }, rubric)}` } : noFeedback;

function stillTrue(own: Own, was: Assessment, now: Standing, essay: ReadEssay): Own {
  const sameLevel = (was.mark?.level ?? null) === (now.mark?.level ?? null);
  const isSame = (claim: Claim) => now.claims.includes(claim);
  const untouched = (clause: number | null) => {
    const sentence = essay.clauses[(clause ?? 0) - 1]?.sentence;
    return sameLevel && was.claims.filter((claim) => claim.sentence === sentence).every(isSame);
  };
  const mistakes = (claims: Claim[]) => claims.filter(({ verdict }) => verdict === 'contradicted').map(({ id }) => id);
  const { paragraphs, argument, claims } = now;
  const sameWhole =
    sameLevel && paragraphs === was.paragraphs && argument === was.argument && `${mistakes(claims)}` === `${mistakes(was.claims)}`;
  const { summary, strength, advice } = own.words;
  return {
    best: own.best,
    rewrite: own.rewrite,
    words: {
      summary: sameWhole ? summary : '',
      strength: untouched(own.best) ? strength : '',
      advice: untouched(own.rewrite) ? advice : '',
    },
  };
}
