import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseEngine } from '../../src/cli/engine-choice.ts';
import { leaveOneOut } from '../../src/cli/leave-one-out.ts';
import { readConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { shippedRubric } from './builders.ts';
import { type PhrasingRead, readPhrasings, readVaried, writers } from './phrasings.ts';
import { accusations, plantedEssays } from './planted.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
type Scored = { totals: Record<string, number | null> };
type Scorer = { scoreAll: (essays: string, markings: string, marks?: string, ids?: string[]) => Scored };
export type Figures = Record<string, Record<string, number | null>>;

/** The figures of the offline engine, and of a recorded model, on everything under fixtures that has a known answer, cut to four places: the scorer's, and ours where it has none. */
export async function offlineFigures(): Promise<Figures> {
  const { scoreAll }: Scorer = await import(join(fixtures, 'essays/score.mjs'));
  const scored = async (folder: string, ids?: (id: string) => boolean, marks?: string, engine: Engine = offline) => {
    const dir = join(fixtures, folder);
    const names = readdirSync(dir)
      .filter((name) => name.endsWith('.gold.json'))
      .map((name) => name.replace('.gold.json', ''))
      .filter(ids ?? (() => true));
    const markings = mkdtempSync(join(tmpdir(), 'examiner-figures-'));
    try {
      for (const name of names)
        writeFileSync(join(markings, `${name}.json`), JSON.stringify(await marked(readFileSync(join(dir, `${name}.md`), 'utf8'), engine)));
      return scoreAll(dir, markings, marks, names).totals;
    } finally {
      rmSync(markings, { recursive: true });
    }
  };
  const upTo12 = (wanted: boolean) => (id: string) => Number(id.slice(-2)) <= 12 === wanted;
  const recorded = () => chooseEngine({ replay: join(fixtures, 'recordings') }, readConfig({}));
  const half =
    (...letters: string[]) =>
    (id: string) =>
      letters.some((letter) => id.startsWith(letter));
  return {
    'development essays': cut(await scored('essays', undefined, join(fixtures, 'essays/marks.json'))),
    'recorded model, dev-01 to dev-12, tuned on': cut(
      await scored('essays', upTo12(true), join(fixtures, 'essays/marks.json'), recorded()),
    ),
    'recorded model, dev-13 to dev-28': cut(await scored('essays', upTo12(false), join(fixtures, 'essays/marks.json'), recorded())),
    'passages, development half': cut(await scored('passages', half('clara', 'david'))),
    'passages, held out': cut(await scored('passages', half('erin', 'farid'))),
    'phrasings, development half': cut(await phrasings('development')),
    'phrasings, held out': cut(await phrasings('held out')),
    'phrasings, varied mistakes, held out': cut(await phrasings('varied mistakes, held out')),
    'sentences on all points, held out': cut(sharesOf(await readVaried('held out', 'right'), await readVaried('held out', 'wrong'))),
    'planted errors': cut(await planted()),
    'wordings left out': cut(leftOut()),
  };
}

const rubric = shippedRubric();
const offline = offlineEngine();
const deps = { now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
const marked = async (text: string, engine: Engine) =>
  (await markEssay({ submissionId: 'sub_1', text, rubric }, { ...deps, engine })).assessment;

const cut = (figures: Record<string, number | null>) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value === null ? null : Math.trunc(value * 10_000) / 10_000]));
const share = <T>(list: T[], test: (one: T) => boolean) => list.filter(test).length / list.length;

async function phrasings(half: keyof typeof writers) {
  const all = async (kind: 'right' | 'wrong') => (await Promise.all(writers[half].map((writer) => readPhrasings(writer, kind)))).flat();
  return sharesOf(await all('right'), await all('wrong'));
}

function sharesOf(right: PhrasingRead[], wrong: PhrasingRead[]) {
  return {
    rightCredited: share(right, ({ credited }) => credited),
    rightContradicted: share(right, ({ contradicted }) => contradicted),
    wrongCredited: share(wrong, ({ credited, contradicted }) => credited && !contradicted),
    wrongContradicted: share(wrong, ({ contradicted }) => contradicted),
  };
}

async function planted() {
  const all = await Promise.all(plantedEssays.map(accusations));
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  return { planted: sum((one) => one.planted), found: sum(({ found }) => found), accusedFalsely: sum(({ falsely }) => falsely.length) };
}

function leftOut() {
  const { wordings, credited, errors, praised } = leaveOneOut(rubric.bank);
  return { wordings, credited: credited / wordings, errorsPraised: praised / errors };
}
