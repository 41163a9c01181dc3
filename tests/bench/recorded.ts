// npm run recorded [-- --beside DIR]: what the recorded model read and wrote, how far three markings of one essay lie apart and, beside the
// markings in DIR, the figures on dev-13 to dev-28 with paired bootstrap intervals. Prints figures and asserts nothing.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseEngine } from '../../src/cli/engine-choice.ts';
import { readConfig } from '../../src/config.ts';
import { drawing } from '../../src/domain/drawing.ts';
import { recordingsIn } from '../../src/engines/openai/recording-files.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { shippedRubric } from '../support/builders.ts';

type Body = { messages: { content: string }[]; response_format: { json_schema: { name: string } } };
type Totals = Record<string, number | null>;

const fixtures = join(import.meta.dirname, '../../fixtures');
const recordings = join(fixtures, 'recordings');
const rubric = shippedRubric();
const cut = (value: number, places = 3) => (Math.trunc(value * 10 ** places) / 10 ** places).toFixed(places);
const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;

for (const purpose of ['claims', 'argument']) {
  const calls = recordingsIn(recordings).flatMap(([, { request, replies, rounds }]) => {
    const body = request.body as Body;
    if (body.response_format.json_schema.name !== purpose) return [];
    const written = [replies, ...Object.values(rounds ?? {})].flatMap((list) => list.at(-1) ?? []);
    const [constant = '', own = ''] = body.messages.map(({ content }) => content);
    const schema = JSON.stringify(body.response_format).length;
    return written.map((reply) => [constant.length, own.length, schema, JSON.parse(reply.body).choices[0].message.content.length]);
  });
  const [constant, own, schema, out] = [0, 1, 2, 3].map((i) => Math.trunc(mean(calls.map((call) => call[i] ?? 0))));
  console.log(
    `${purpose}: ${calls.length} calls; characters on average: constant ${constant}, own ${own}, schema ${schema}, written ${out}`,
  );
}

async function marked(id: string, round = 1) {
  const engine = chooseEngine({ replay: recordings, round }, readConfig({}));
  const deps = { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
  return (await markEssay({ submissionId: 'sub_1', text: readFileSync(join(fixtures, 'essays', `${id}.md`), 'utf8'), rubric }, deps))
    .assessment;
}
for (const id of ['dev-13', 'dev-18', 'dev-22', 'dev-25']) {
  const marks = [];
  for (const round of [1, 2, 3]) marks.push((await marked(id, round)).mark?.awarded);
  console.log(`${id} marked three times: ${marks.join(', ')}`);
}

const { beside } = parseArgs({ options: { beside: { type: 'string' } } }).values;
if (beside) {
  const { scoreAll }: { scoreAll: (essays: string, markings: string, marks: string, ids: string[]) => { totals: Totals } } = await import(
    join(fixtures, 'essays/score.mjs')
  );
  const ids = Array.from({ length: 16 }, (_, i) => `dev-${i + 13}`);
  const ours = mkdtempSync(join(tmpdir(), 'examiner-recorded-'));
  for (const id of ids) writeFileSync(join(ours, `${id}.json`), JSON.stringify(await marked(id)));
  const totals = (dir: string, some: string[]) => scoreAll(join(fixtures, 'essays'), dir, join(fixtures, 'essays/marks.json'), some).totals;
  const [own, other] = [totals(ours, ids), totals(beside, ids)];
  const random = drawing(7);
  const samples = Array.from({ length: 300 }, () => {
    const some = ids.map(() => ids[Math.floor(random() * ids.length)] ?? '');
    return [totals(ours, some), totals(beside, some)] as const;
  });
  for (const [name, value] of Object.entries(own)) {
    const theirs = other[name];
    if (typeof value !== 'number' || typeof theirs !== 'number') continue;
    const apart = samples.map(([a, b]) => (a[name] ?? 0) - (b[name] ?? 0)).sort((a, b) => a - b);
    const at = (share: number) => cut(apart[Math.floor(share * apart.length)] ?? 0);
    console.log(`${name.padEnd(26)} ${cut(value)} beside ${cut(theirs)}; apart by ${cut(value - theirs)} [${at(0.025)}, ${at(0.975)}]`);
  }
}
