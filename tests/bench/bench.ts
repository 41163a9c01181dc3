// npm run bench [-- PART]: how fast essays are marked here, and classes of them listed. Prints figures and asserts nothing.
import { batch } from './batch.ts';
import { model } from './model.ts';
import { offline } from './offline.ts';
import { rubricSize } from './rubric-size.ts';
import { startUp } from './start-up.ts';

const parts = { 'start-up': startUp, offline, 'rubric-size': rubricSize, model, batch };
const [part] = process.argv.slice(2);

if (part !== undefined && !Object.hasOwn(parts, part)) {
  console.error(`There is no part "${part}" of the bench. Its parts: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(parts)) if (part === undefined || part === name) await run();
console.log(`memory at the end   ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`);
