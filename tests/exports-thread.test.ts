import { expect, it } from 'vitest';
import { exportsThread } from '../src/exports-thread.ts';

it('gathers for one file at a time, in the order in which they were asked for, and goes on after one that fails', async () => {
  const exporter = exportsThread();
  const seen: string[] = [];
  const work = (name: string, fails = false) =>
    exporter.inTurn(async () => {
      seen.push(`${name} begins`);
      await new Promise((done) => setImmediate(done));
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const asked = await Promise.allSettled([work('first'), work('second', true), work('third')]);
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  await exporter.close();
});
