import { expect, it } from 'vitest';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { Exchange } from '../../src/domain/submission.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { writeLedger } from '../../src/marking/write-ledger.ts';

/** What every engine must hold, whatever it stands on. `text` is an essay that it can read. */
export function holdsTheEngineContract(make: () => Promise<{ engine: Engine; rubric: Rubric; text: string }>): void {
  it('observes clauses that exist, each claim within one sentence', async () => {
    const { engine, rubric, text } = await make();
    const essay = readEssay(text);
    const { value } = await engine.checkClaims(essay, rubric);
    expect(value.length).toBeGreaterThan(0);
    for (const { clauses } of value) {
      const [first, last] = clauses.map((n) => essay.clauses[n - 1]);
      expect(first && last && first.n <= last.n && first.sentence === last.sentence).toBe(true);
    }
  });

  it('says what is right wherever it says that something is wrong', async () => {
    const { engine, rubric, text } = await make();
    const { value } = await engine.checkClaims(readEssay(text), rubric);
    const wrong = value.filter(({ verdict }) => verdict === 'contradicted');
    expect(wrong.length).toBeGreaterThan(0);
    for (const { correction, explanation } of wrong) expect(correction?.trim() && explanation.trim()).toBeTruthy();
  });

  it('names only points of the rubric, and gives no mark', async () => {
    const { engine, rubric, text } = await make();
    const { value } = await engine.checkClaims(readEssay(text), rubric);
    for (const { points } of value) for (const id of points) expect(id in rubric.bank.points || id in rubric.bank.beyond).toBe(true);
    expect(JSON.stringify(value)).not.toMatch(/"(?:mark|level|score)"/u);
  });

  it('finds what each paragraph does, once, and speaks of clauses that exist', async () => {
    const { engine, rubric, text } = await make();
    const essay = readEssay(text);
    const ledger = writeLedger(essay, rubric, (await engine.checkClaims(essay, rubric)).value);
    const { value } = await engine.readArgument(essay, rubric, ledger);
    expect(value.paragraphs.map(({ n }) => n)).toEqual(essay.paragraphs.map(({ n }) => n));
    for (const n of [value.best, value.rewrite]) expect(n === null || Boolean(essay.clauses[n - 1])).toBe(true);
    expect(JSON.stringify(value)).not.toMatch(/"(?:mark|level|score)"/u);
  });

  it('marks again from what it said before: nothing is asked, and the same is seen, where the rubric has not changed', async () => {
    const { engine, rubric, text } = await make();
    const deps = { now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => prefix };
    const first = await markEssay({ submissionId: 'sub_1', text, rubric }, { engine, ...deps });
    expect(engine.asks(rubric, null)).toBe(first.exchanges.length);
    expect(engine.asks(rubric, rubric)).toBe(0);
    const again = engine.again({ rubric, exchanges: first.exchanges });
    const second = await markEssay({ submissionId: 'sub_1', text, rubric }, { engine: again, ...deps });
    expect(second.exchanges).toEqual([]);
    const seen = ({ claims, paragraphs, argument, mark }: Assessment) => ({ claims, paragraphs, argument, mark });
    expect(seen(second.assessment)).toEqual(seen(first.assessment));
  });

  it('marks as it does, with its calls kept, tells of each, and asks nothing that was answered', async () => {
    const { engine, rubric, text } = await make();
    const deps = { now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => prefix };
    const timeless = ({ usage, ...rest }: Assessment) => ({ ...rest, usage: { ...usage, milliseconds: 0 } });
    const plain = await markEssay({ submissionId: 'sub_1', text, rubric }, { engine, ...deps });
    const told: Exchange[] = [];
    const sent = (exchanges: Exchange[]) => void told.push(...exchanges);
    const first = await markEssay({ submissionId: 'sub_1', text, rubric }, { engine: engine.keeping({ finished: [], sent }), ...deps });
    expect(told.splice(0)).toEqual(first.exchanges);
    const { exchanges: finished } = first;
    const second = await markEssay({ submissionId: 'sub_1', text, rubric }, { engine: engine.keeping({ finished, sent }), ...deps });
    expect(told).toEqual([]);
    expect(second).toEqual(first);
    expect(timeless(first.assessment)).toEqual(timeless(plain.assessment));
  });

  it('stops when it is told to', async () => {
    const { engine, rubric, text } = await make();
    await expect(engine.checkClaims(readEssay(text), rubric, AbortSignal.abort())).rejects.toThrow();
  });
}
