// npm run phrasings: what the offline engine makes of the phrasings in fixtures/phrasings. Prints figures and asserts nothing.
// With --list, the sentences of the development half that are read amiss; those of the held-out half are never printed.
import { type PhrasingRead, readPhrasings, readVaried, writers } from '../support/phrasings.ts';

const share = (list: PhrasingRead[], test: (one: PhrasingRead) => boolean) =>
  (Math.floor((1000 * list.filter(test).length) / list.length) / 1000).toFixed(3).replace(/^0/u, '');
const row = (name: string, right: PhrasingRead[], wrong: PhrasingRead[]) =>
  [
    name.padEnd(26),
    share(right, (one) => one.credited).padStart(9),
    share(right, (one) => one.credited || one.elsewhere).padStart(11),
    share(right, (one) => one.contradicted).padStart(12),
    share(wrong, (one) => one.credited && !one.contradicted).padStart(15),
    share(wrong, (one) => one.contradicted).padStart(12),
  ].join(' ');

console.log('                            right:                               wrong:');
console.log('                             credited or another contradicted        credited contradicted');
for (const [half, names] of Object.entries(writers)) {
  const all: Record<'right' | 'wrong', PhrasingRead[]> = { right: [], wrong: [] };
  for (const name of names) {
    const [right, wrong] = [await readPhrasings(name, 'right'), await readPhrasings(name, 'wrong')];
    all.right.push(...right);
    all.wrong.push(...wrong);
    console.log(row(name, right, wrong));
  }
  console.log(row(half, all.right, all.wrong), '\n');
  if (half !== 'development' || !process.argv.includes('--list')) continue;
  for (const one of all.right.filter(({ credited }) => !credited)) console.log(`missed     ${one.id} (${one.writer}): ${one.text}`);
  for (const one of all.right.filter(({ contradicted }) => contradicted)) console.log(`accused    ${one.id} (${one.writer}): ${one.text}`);
  for (const one of all.wrong.filter(({ credited, contradicted }) => credited && !contradicted))
    console.log(`praised    ${one.id} (${one.writer}): ${one.text}`);
}
for (const half of ['read', 'held out'] as const)
  console.log(row(`all points, ${half}`, await readVaried(half, 'right'), await readVaried(half, 'wrong')));
