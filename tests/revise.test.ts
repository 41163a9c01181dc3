import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assessment } from '../src/domain/assessment.ts';
import { isAccurate } from '../src/domain/claim.ts';
import { Problem } from '../src/domain/errors.ts';
import { type Change, Override } from '../src/domain/override.ts';
import { decideMark } from '../src/marking/decide-mark.ts';
import { notMarked } from '../src/marking/not-marked.ts';
import { writeAnew } from '../src/marking/write-anew.ts';
import { revise } from '../src/revise.ts';
import { type MarkedFixture, markedFixtures } from './support/marked-fixtures.ts';

const marked = await markedFixtures();
// a failure names the essay instead of printing its whole rubric
for (const one of marked) Object.defineProperty(one, fc.toStringMethod, { value: () => one.name });
const fixture = fc.constantFrom(...marked);
const first = marked[0] as MarkedFixture;

let made = 0;
const override = (change: Change | null, more: Partial<Override> = {}): Override =>
  Override.parse({
    id: `ovr_${++made}`,
    assessmentId: 'asm_1',
    change,
    undoes: null,
    reason: 'It is right.',
    author: 'miss-hill',
    at: '2026-01-02T00:00:00.000Z',
    level: null,
    ...more,
  });
const revised = ({ assessment, essay, rubric }: MarkedFixture, ...changes: (Change | Override)[]) =>
  revise(
    assessment,
    changes.map((one) => ('kind' in one ? override(one) : one)),
    essay,
    rubric,
  );
const madeWrong = (claim: string, correction = `In fact ${claim} is otherwise.`): Change => ({
  kind: 'verdict',
  claim,
  verdict: 'contradicted',
  correction,
});
const refusal = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return [error.code, ...error.fields.map(({ field }) => field)];
    throw error;
  }
  return ['none'];
};

/** A change of a verdict, a paragraph or the argument that can stand in this essay. */
const finding = ({ assessment }: MarkedFixture): fc.Arbitrary<Change> => {
  const claim = fc.constantFrom(...assessment.claims);
  return fc.oneof(
    claim.map(({ id }) => madeWrong(id)),
    claim.chain(({ id, points }) =>
      fc
        .constantFrom(...(points.length ? (['supported'] as const) : []), 'partly', 'beyond', 'opinion', 'unverified')
        .map((verdict): Change => ({ kind: 'verdict', claim: id, verdict })),
    ),
    fc
      .tuple(fc.constantFrom(...assessment.paragraphs), fc.constantFrom('narrates', 'asserts', 'explains', 'weighs'))
      .map(([{ id }, mode]): Change => ({ kind: 'paragraph', paragraph: id, mode })),
    fc.constantFrom('none', 'asserted', 'supported', 'sustained').map((judgement): Change => ({ kind: 'argument', judgement })),
  );
};
const changed = fixture.chain((one) => fc.tuple(fc.constant(one), fc.array(finding(one), { minLength: 1, maxLength: 4 })));

describe('an assessment with overrides', () => {
  it('is the very same where there are none, or all are undone', () => {
    fc.assert(
      fc.property(changed, ([one, changes]) => {
        const kept = changes.map((change) => override(change));
        const undone = kept.map(({ id }) => override(null, { undoes: id }));
        expect(revise(one.assessment, [], one.essay, one.rubric).assessment).toBe(one.assessment);
        expect(revised(one, ...kept, ...undone)).toEqual({ assessment: one.assessment, stale: [], changed: false });
      }),
      { numRuns: 30 },
    );
  });

  it('comes back as it was when the last of them is undone', () => {
    fc.assert(
      fc.property(changed, ([one, changes]) => {
        const kept = changes.map((change) => override(change));
        const last = override({ kind: 'mark', awarded: 3 });
        expect(revised(one, ...kept, last, override(null, { undoes: last.id }))).toEqual(revised(one, ...kept));
      }),
      { numRuns: 30 },
    );
  });

  it('is the same every time, whole, within the marks there are, and leaves places and quotes alone', () => {
    fc.assert(
      fc.property(changed, ([one, changes]) => {
        const kept = changes.map((change) => override(change));
        const { assessment } = revised(one, ...kept);
        expect(revised(structuredClone(one), ...structuredClone(kept)).assessment).toEqual(assessment);
        expect(Assessment.safeParse(assessment).error).toBeUndefined();
        expect(assessment.mark?.awarded).toBeGreaterThanOrEqual(0);
        expect(assessment.mark?.awarded).toBeLessThanOrEqual(25);
        const places = (of: Assessment) => of.claims.map(({ id, start, end, quote }) => ({ id, start, end, quote }));
        expect(places(assessment)).toEqual(places(one.assessment));
        expect(assessment.mark).toMatchObject({ awarded: decideMark(assessment, one.rubric, assessment.engine.id).mark.awarded });
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of verdicts on different claims', () => {
    fc.assert(
      fc.property(changed, fc.nat(), ([one, changes], turn) => {
        const verdicts = new Map(changes.flatMap((change) => (change.kind === 'verdict' ? [[change.claim, change] as const] : [])));
        const list = [...verdicts.values()];
        const turned = [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))];
        expect(revised(one, ...turned).assessment).toEqual(revised(one, ...list).assessment);
      }),
      { numRuns: 40 },
    );
  });

  it('has never a higher mark for a claim that was right and is called wrong', () => {
    fc.assert(
      fc.property(changed, fc.nat(), ([one, changes], pick) => {
        const before = revised(one, ...changes).assessment;
        const right = before.claims.filter(isAccurate);
        const victim = right[pick % (right.length || 1)];
        if (!victim) return;
        const after = revised(one, ...changes, madeWrong(victim.id)).assessment;
        expect(after.mark?.awarded).toBeLessThanOrEqual(before.mark?.awarded ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('one verdict', () => {
  it('that becomes wrong lifts no mark, whichever it is, on the question or beside it', () => {
    for (const one of marked)
      for (const { id } of one.assessment.claims.filter(isAccurate)) {
        const { mark } = revised(one, madeWrong(id)).assessment;
        expect([one.name, id, (mark?.awarded ?? 0) <= (one.assessment.mark?.awarded ?? 0)]).toEqual([one.name, id, true]);
      }
  });

  it('that becomes wrong lifts no mark either where another mistake has the same correction', () => {
    for (const one of marked) {
      const correction = one.assessment.claims.find((claim) => claim.correction)?.correction;
      if (!correction) continue;
      for (const { id } of one.assessment.claims.filter(isAccurate)) {
        const { mark } = revised(one, madeWrong(id, correction)).assessment;
        expect([one.name, id, (mark?.awarded ?? 0) <= (one.assessment.mark?.awarded ?? 0)]).toEqual([one.name, id, true]);
      }
    }
  });

  it('moves the mark by the same code, with coverage, corrections and words that follow it', () => {
    let moved = 0;
    for (const one of marked) {
      const right = one.assessment.claims.filter(isAccurate).slice(0, 12);
      const { assessment } = revised(one, ...right.map(({ id }) => madeWrong(id)));
      expect(assessment.feedback.corrections.map(({ claim }) => claim)).toEqual(expect.arrayContaining(right.map(({ id }) => id)));
      const met = (of: Assessment) => of.coverage.reduce((sum, theme) => sum + theme.met, 0);
      expect(met(assessment)).toBeLessThan(met(one.assessment));
      expect(assessment.mark?.why).toEqual(expect.not.arrayContaining(['A teacher']));
      if ((assessment.mark?.awarded ?? 0) < (one.assessment.mark?.awarded ?? 0)) moved += 1;
      const [, , , quoted] = right;
      expect(assessment.feedback.strengths.join()).not.toContain(quoted?.quote ?? '\0');
    }
    expect(moved).toBeGreaterThan(marked.length / 2);
  });

  const claimWith = (verdict: string) => {
    const found = marked.flatMap((one) =>
      one.assessment.claims.filter((claim) => claim.verdict === verdict).map((claim) => ({ one, claim })),
    )[0];
    if (!found) throw new Error(`no fixture has a claim that is ${verdict}`);
    return found;
  };
  const asJudged = (of: { one: MarkedFixture; claim: { id: string } }, more: object) =>
    revised(of.one, { kind: 'verdict', claim: of.claim.id, ...more } as Change).assessment.claims.find(({ id }) => id === of.claim.id);

  it('that becomes right loses hint, correction and severity, keeps its points and rests on their cards', () => {
    const found = claimWith('contradicted');
    const point = Object.keys(found.one.rubric.bank.points)[0] ?? '';
    const { theme, cards, phase } = found.one.rubric.bank.points[point] ?? {};
    expect(asJudged(found, { verdict: 'partly' })).toMatchObject({
      points: found.claim.points,
      severity: null,
      hint: null,
      correction: null,
    });
    expect(asJudged(found, { verdict: 'supported', points: [point, point] })).toMatchObject({
      verdict: 'supported',
      points: [point],
      cards: cards?.slice(0, 1),
      themes: [theme],
      phases: [phase],
      explanation: 'A teacher judged this: accurate.',
    });
  });

  it('that becomes wrong has a correction, is an error unless it is said how grave, and covers nothing', () => {
    const found = claimWith('supported');
    const wrongly = { verdict: 'contradicted', correction: 'It was otherwise.' };
    expect(asJudged(found, wrongly)).toMatchObject({
      severity: 'error',
      correction: 'It was otherwise.',
      hint: null,
      themes: [],
      phases: [],
    });
    expect(asJudged(found, { ...wrongly, severity: 'slip' })?.severity).toBe('slip');
    expect(refusal(() => asJudged(found, { verdict: 'contradicted' }))).toEqual(['invalid-field', 'change.correction']);
  });

  it('that was wrong keeps its gravity, and its hint as long as the correction stays', () => {
    const found = claimWith('contradicted');
    const { hint, correction, severity } = found.claim;
    expect(asJudged(found, { verdict: 'contradicted' })).toMatchObject({ hint, correction, severity });
    expect(asJudged(found, { verdict: 'contradicted', correction: 'It was otherwise.', severity: 'undermines' })).toMatchObject({
      hint: null,
      severity: 'undermines',
    });
  });

  it('that is changed twice keeps the gravity that was given, and a worth-knowing note goes with its points', () => {
    const { one, claim } = claimWith('supported');
    const wrongly = { kind: 'verdict', claim: claim.id, verdict: 'contradicted' } as const;
    const { assessment } = revised(one, { ...wrongly, correction: 'No.', severity: 'slip' }, wrongly);
    expect(assessment.claims.find(({ id }) => id === claim.id)).toMatchObject({ severity: 'slip', correction: 'No.' });
    const noted = Object.entries(one.rubric.bank.points).find(([id, { note }]) => note && !claim.points.includes(id));
    expect(asJudged({ one, claim }, { verdict: 'partly', points: [noted?.[0]] })?.note).toBe(noted?.[1].note);
    expect(asJudged({ one, claim }, { verdict: 'unverified', points: [noted?.[0]] })?.note).toBeNull();
    expect(asJudged({ one, claim }, { verdict: 'partly' })?.note).toBe(claim.note);
  });

  it('leaves a mark on which engines differ as a whole a step less sure', () => {
    const sure = marked.filter(
      ({ assessment }) => decideMark(assessment, first.rubric, assessment.engine.id).mark.confidence === 'high',
    )[0] as MarkedFixture;
    const flag = { kind: 'engines-differ' as const, audience: 'teacher' as const, detail: 'x', start: null, end: null };
    const doubted = { ...sure, assessment: { ...sure.assessment, flags: [flag] } };
    const change: Change = { kind: 'argument', line: sure.assessment.argument.line };
    expect([sure, doubted].map((one) => revised(one, change).assessment.mark?.confidence)).toEqual(['high', 'medium']);
  });

  it('answers what the engines differed about', () => {
    const { one, claim } = claimWith('supported');
    const flag = { kind: 'engines-differ' as const, audience: 'teacher' as const, detail: 'x', start: claim.start, end: claim.end };
    const whole = { ...flag, start: null, end: null };
    const doubted = { ...one, assessment: { ...one.assessment, flags: [flag, whole] } };
    expect(revised(doubted, { kind: 'verdict', claim: claim.id, verdict: 'partly' }).assessment.flags).toEqual([whole]);
    expect(revised(doubted, { kind: 'mark', awarded: 3 }).assessment.flags).toEqual([flag, whole]);
  });
});

describe('a flag that the answer speaks of something else', () => {
  const flag = { kind: 'off-topic' as const, audience: 'teacher' as const, detail: 'x', start: null, end: null };
  const short = { ...flag, kind: 'too-short' as const, audience: 'student' as const };
  const one = marked.find(({ assessment }) => assessment.claims.length > 3) as MarkedFixture;
  const ids = one.assessment.claims.map(({ id }) => id);
  const unverified = one.assessment.claims.map((claim) => ({ ...claim, verdict: 'unverified' as const, points: [], cards: [] }));
  const astray = { ...one, assessment: { ...one.assessment, claims: unverified, flags: [flag, short] } };
  const right = (claim: string | undefined): Change => ({ kind: 'verdict', claim: claim ?? '', verdict: 'beyond' });

  it('goes when a teacher finds enough of it right, and comes back when that is undone', () => {
    const [a, b] = [override(right(ids[0])), override(right(ids[1]))];
    expect(revised(astray, a).assessment.flags).toEqual([flag, short]);
    expect(revised(astray, a, b).assessment.flags).toEqual([short]);
    expect(revised(astray, a, b, override(null, { undoes: b.id })).assessment.flags).toEqual([flag, short]);
  });

  it('goes when a teacher gives it a mark, unless that is nothing', () => {
    expect(revised(astray, { kind: 'mark', awarded: 4 }).assessment.flags).toEqual([short]);
    expect(revised(astray, { kind: 'mark', awarded: 0 }).assessment.flags).toEqual([flag, short]);
    expect(revised(astray, { kind: 'argument', judgement: 'asserted' }).assessment.flags).toEqual([flag, short]);
  });
});

describe('a mark that a teacher sets', () => {
  it('stands above what is decided, with its level, its range and a line that says so without a name', () => {
    for (const one of marked)
      for (const awarded of [0, 1, 13, 25]) {
        const { mark, status } = revised(one, { kind: 'mark', awarded }).assessment;
        expect(status).toBe('marked');
        expect(mark).toMatchObject({ awarded, outOf: 25, level: Math.ceil(awarded / 5), confidence: 'high' });
        expect(mark && mark.range[0] <= awarded && awarded <= mark.range[1]).toBe(true);
        expect(mark?.why.slice(0, -1)).toEqual(one.assessment.mark?.why);
        expect(mark?.why.at(-1)).toBe(
          `A teacher set the mark to ${awarded} (level ${mark?.level}; by the steps above it is ${one.assessment.mark?.awarded}, level ${one.assessment.mark?.level}).`,
        );
        expect(mark?.whyNotHigher).toMatch(awarded === 25 ? /^This is the highest mark/ : new RegExp(`level ${(mark?.level ?? 0) + 1}\\b`));
      }
  });

  it('never says that a low mark is the highest, nor asks for what is below it', () => {
    const strong = marked.toSorted((a, b) => (b.assessment.mark?.awarded ?? 0) - (a.assessment.mark?.awarded ?? 0))[0] as MarkedFixture;
    expect(revised(strong, { kind: 'mark', awarded: 2 }).assessment.mark?.whyNotHigher).toBe(
      'A teacher set this mark; ask them what level 2 still needs.',
    );
  });

  it('stays when a verdict is changed after it, which only its line tells', () => {
    const [claim] = first.assessment.claims.filter(isAccurate);
    const { mark } = revised(first, { kind: 'mark', awarded: 12 }, madeWrong(claim?.id ?? '')).assessment;
    expect(mark?.awarded).toBe(12);
    expect(revised(first, { kind: 'mark', awarded: 12 }, { kind: 'mark', awarded: 14 }).assessment.mark?.awarded).toBe(14);
  });

  it('marks an essay that no engine could read, and says nothing of claims that nobody found', () => {
    const { id, submissionId, createdAt, rubric, engine, usage } = first.assessment;
    const unread = { id, submissionId, createdAt, rubric, engine, usage, ...notMarked(first.essay, first.rubric, 'The model refused.') };
    const { assessment } = revised({ ...first, assessment: unread }, { kind: 'mark', awarded: 15 });
    expect(assessment).toMatchObject({ status: 'marked', reason: null, criteria: [], mark: { awarded: 15, level: 3 } });
    expect(assessment.mark?.why).toEqual(['A teacher set the mark to 15 (level 3; none was worked out).']);
    const whyNotHigher = (awarded: number) =>
      revised({ ...first, assessment: unread }, { kind: 'mark', awarded }).assessment.mark?.whyNotHigher;
    expect([15, 24, 25].map(whyNotHigher)).toEqual([
      'A teacher set this mark; ask them what level 4 still needs.',
      'A teacher set this mark; ask them what the top of level 5 still needs.',
      'This is the highest mark there is.',
    ]);
    expect(assessment.feedback.summary).toMatch(/^A teacher marked this essay\. As a whole it fits level 3/);
    expect(assessment.feedback).toMatchObject({ strengths: [], nextSteps: [], corrections: [] });
    const judged = revised({ ...first, assessment: unread }, { kind: 'argument', judgement: 'supported' }).assessment;
    expect(judged).toMatchObject({ status: 'needs_teacher', reason: 'The model refused.', mark: null, feedback: unread.feedback });
  });

  it('marks an essay that was held back, on which no verdict makes a mark', () => {
    const reason = 'This rubric is a draft.';
    const held = { ...first, assessment: { ...first.assessment, status: 'needs_teacher' as const, reason, mark: null, criteria: [] } };
    const [claim] = first.assessment.claims.filter(isAccurate);
    const judged = revised(held, madeWrong(claim?.id ?? '')).assessment;
    expect(judged).toMatchObject({ status: 'needs_teacher', reason, mark: null, criteria: [] });
    expect(judged.feedback.summary).not.toMatch(/level/);
    const set = revised(held, { kind: 'mark', awarded: 15 }).assessment;
    expect(set).toMatchObject({ status: 'marked', reason: null, mark: { level: 3 } });
    expect(set.feedback.summary).toMatch(/it fits level 3/);
  });
});

describe('the feedback', () => {
  const asIs = ({ assessment, essay, rubric }: MarkedFixture) => {
    const { claims, paragraphs, argument, coverage, mark } = assessment;
    return writeAnew(
      assessment,
      { claims, paragraphs, argument, coverage, mark, decision: decideMark(assessment, rubric, assessment.engine.id) },
      essay,
      rubric,
    );
  };

  it.each(marked)('of $name comes out word for word when it is written anew and nothing has changed', (one) => {
    expect(asIs(one)).toEqual(one.assessment.feedback);
  });

  it('keeps what the engine said of a sentence on which nothing has changed', () => {
    let kept = 0;
    for (const one of marked.filter(({ name }) => name.endsWith('model'))) {
      const [strength = ''] = one.assessment.feedback.strengths;
      const other = one.assessment.claims.find(
        (claim) => claim.verdict === 'supported' && !strength.includes(claim.quote.slice(0, 30)) && claim.relevance === 'question',
      );
      const { assessment } = revised(one, { kind: 'verdict', claim: other?.id ?? '', verdict: 'partly' });
      if (assessment.mark?.level !== one.assessment.mark?.level) continue;
      expect(assessment.feedback.strengths).toEqual([strength]);
      expect(assessment.feedback.summary).toBe(one.assessment.feedback.summary);
      kept += 1;
    }
    expect(kept).toBeGreaterThan(3);
  });

  it('says nothing more of a level that is no longer in force, nor in an engine’s words', () => {
    for (const one of marked) {
      const level = one.assessment.mark?.level ?? 0;
      const awarded = level > 2 ? 3 : 23;
      const { feedback } = revised(one, { kind: 'mark', awarded }).assessment;
      expect(feedback.summary).toContain(`it fits level ${Math.ceil(awarded / 5)}`);
      expect(feedback.summary).not.toContain(`it fits level ${level}`);
      if (one.name.endsWith('model')) expect(feedback.strengths).not.toEqual(one.assessment.feedback.strengths);
    }
  });

  it('keeps no engine’s summary of a whole that was judged otherwise, and no advice on a sentence that was', () => {
    let [summaries, advised] = [0, 0];
    for (const one of marked.filter(({ name }) => name.endsWith('model'))) {
      const { feedback, mark, argument, claims } = one.assessment;
      const own = feedback.summary.slice(0, 60);
      expect(asIs(one).summary).toContain(own);
      const kept = (...changes: Change[]) => {
        const { assessment } = revised(one, ...changes);
        return { same: assessment.mark?.level === mark?.level, summary: assessment.feedback.summary, steps: assessment.feedback.nextSteps };
      };
      expect(kept({ kind: 'mark', awarded: mark?.level === 5 ? 3 : 25 }).summary).not.toContain(own);
      const criteria = argument.criteria === 'implicit' ? 'explicit' : 'implicit';
      const otherwise = [kept({ kind: 'argument', criteria }), kept(madeWrong(claims.findLast(isAccurate)?.id ?? ''))];
      for (const { same, summary } of otherwise.filter((outcome) => outcome.same)) {
        expect([same, summary]).toEqual([true, expect.not.stringContaining(own)]);
        summaries += 1;
      }
      const step = feedback.nextSteps.find(({ target, advice }) => advice !== one.rubric.scheme.targets[target]?.advice);
      const spoken = claims.find(({ quote, points }) => points.length > 0 && step?.quote.includes(quote));
      if (!step || !spoken) continue;
      const judged = kept({ kind: 'verdict', claim: spoken.id, verdict: 'partly' });
      if (!judged.same) continue;
      expect(judged.steps.map(({ advice }) => advice)).not.toContain(step.advice);
      advised += 1;
    }
    expect([summaries > 3, advised > 1]).toEqual([true, true]);
  });

  it('praises no sentence that was called wrong', () => {
    for (const one of marked) {
      const [strength = ''] = one.assessment.feedback.strengths;
      const praised = one.assessment.claims.filter(({ quote }) => strength.includes(quote));
      const [found] = revised(one, ...praised.map(({ id }) => madeWrong(id))).assessment.feedback.strengths;
      for (const { quote } of praised) expect(found ?? '').not.toContain(quote);
    }
  });

  const level = first.assessment.mark?.level ?? 0;
  const target = Object.keys(first.rubric.scheme.targets)[0] ?? '';
  const [claim, next] = first.assessment.claims;
  const step = { target, quote: claim?.quote ?? '', advice: 'Say why.' };

  it('has the parts that a teacher wrote, and the others as they were', () => {
    const { assessment, stale } = revised(
      first,
      override({ kind: 'feedback', summary: 'One.', nextSteps: [step] }, { level }),
      override({ kind: 'feedback', summary: 'Two.', strengths: [] }, { level }),
    );
    const { feedback } = first.assessment;
    expect(assessment.feedback).toEqual({ ...feedback, summary: 'Two.', strengths: [], nextSteps: [step] });
    expect(stale).toEqual([]);
  });

  it('shows a teacher’s notes in their order: before the correction of a mistake, else in the place of the explanation', () => {
    const one = marked.find(({ assessment }) => assessment.feedback.corrections.length > 0) as MarkedFixture;
    const mistake = one.assessment.feedback.corrections[0]?.claim ?? '';
    const right = one.assessment.claims.find(isAccurate)?.id ?? '';
    const notes = [right, mistake].map((id, i) => ({ claim: id, note: `Note ${i}.` }));
    const { feedback, claims } = revised(one, { kind: 'feedback', notes }).assessment;
    expect(feedback.notes).toEqual([right, mistake]);
    expect(claims.find(({ id }) => id === right)).toMatchObject({ explanation: 'Note 0.', note: null });
    expect(claims.find(({ id }) => id === mistake)?.hint).toBe('Note 1.');
    expect(feedback.corrections.find(({ claim: id }) => id === mistake)?.hint).toBe('Note 1.');
    expect(revised(one, { kind: 'feedback', notes: [] }).assessment.feedback.notes).toEqual([]);
  });

  it('is stale where it was written for another level, until it is written again or its level is back', () => {
    const edit = override({ kind: 'feedback', summary: 'One.', notes: [] }, { level });
    const other = override({ kind: 'mark', awarded: level > 2 ? 3 : 23 }, { level });
    const back = override(null, { undoes: other.id });
    const again = (seen: number) => override({ kind: 'feedback', summary: 'Two.' }, { level: seen });
    expect(revised(first, edit, other).stale).toEqual(['summary', 'notes']);
    expect(revised(first, edit, other, again(level > 2 ? 1 : 5)).stale).toEqual(['notes']);
    expect(revised(first, edit, other, again(level)).stale).toEqual(['summary', 'notes']);
    expect(revised(first, edit, other, back).stale).toEqual([]);
    expect(revised(first, { ...edit, level: null }, other).stale).toEqual([]);
  });

  it.each([
    ['change.claim', { kind: 'verdict', claim: 'clm_999', verdict: 'partly' }],
    ['change.points', { kind: 'verdict', claim: 'clm_1', verdict: 'partly', points: ['no.such-point'] }],
    ['change.points', { kind: 'verdict', claim: 'clm_1', verdict: 'partly', points: ['constructor'] }],
    ['change.points', { kind: 'verdict', claim: 'clm_1', verdict: 'supported', points: [] }],
    ['change.severity', { kind: 'verdict', claim: 'clm_1', verdict: 'partly', severity: 'slip' }],
    ['change.correction', { kind: 'verdict', claim: 'clm_1', verdict: 'partly', correction: 'No.' }],
    ['change.paragraph', { kind: 'paragraph', paragraph: 'par_99', mode: 'weighs' }],
    ['change', { kind: 'paragraph', paragraph: 'par_1' }],
    ['change.line', { kind: 'argument', line: 'par_99' }],
    ['change', { kind: 'argument' }],
    ['change.awarded', { kind: 'mark', awarded: 26 }],
    ['change', { kind: 'feedback' }],
    ['change.nextSteps', { kind: 'feedback', nextSteps: [{ ...step, target: 'constructor' }] }],
    ['change.nextSteps', { kind: 'feedback', nextSteps: [{ ...step, quote: 'words that nobody wrote' }] }],
    ['change.nextSteps', { kind: 'feedback', nextSteps: [{ ...step, advice: ' ' }] }],
    ['change.notes', { kind: 'feedback', notes: [{ claim: 'clm_999', note: 'x' }] }],
    [
      'change.notes',
      {
        kind: 'feedback',
        notes: [
          { claim: claim?.id, note: 'x' },
          { claim: claim?.id, note: 'y' },
        ],
      },
    ],
    ['change.notes', { kind: 'feedback', notes: first.assessment.claims.slice(0, 7).map(({ id }) => ({ claim: id, note: 'x' })) }],
  ] as [string, Change][])('and the rest take no change of what is not there: %s of %j', (field, change) => {
    expect(refusal(() => revised(first, change))).toEqual(['invalid-field', field]);
  });

  it('takes what just fits', () => {
    expect(next).toBeDefined();
    expect(refusal(() => revised(first, { kind: 'mark', awarded: 25 }))).toEqual(['none']);
    const notes = first.assessment.claims.slice(0, 6).map(({ id }) => ({ claim: id, note: 'x' }));
    expect(refusal(() => revised(first, { kind: 'feedback', notes }))).toEqual(['none']);
    expect(revised(first, { kind: 'argument', line: null }).assessment.argument.line).toBeNull();
  });
});
