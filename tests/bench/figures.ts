// npm run figures: writes the offline engine's figures into fixtures/figures.json, with which a test compares them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { offlineFigures } from '../support/figures.ts';

const figures = await offlineFigures();
writeFileSync(join(import.meta.dirname, '../../fixtures/figures.json'), `${JSON.stringify(figures, null, 1)}\n`);
for (const [name, values] of Object.entries(figures))
  console.log(
    `${name}: ${Object.entries(values)
      .map(([key, value]) => `${key} ${value ?? '-'}`)
      .join(', ')}`,
  );
