import { expect, it } from 'vitest';
import { buildSpeller } from '../../../src/engines/offline/spelling.ts';
import { tokenise } from '../../../src/engines/offline/tokens.ts';

const names = new Set(['litvinov', 'rapallo']);
const topic = new Set(['litvinov', 'rapallo', 'treaty', 'alliance']);
const words = (mend: ReturnType<ReturnType<typeof buildSpeller>>, text: string) => tokenise(text).map((token) => mend(token).word);

it('mends a misspelt word to the nearest name, then to a word of the topic, then to an English one, and leaves English alone', () => {
  const mend = buildSpeller(names, topic)();
  expect(words(mend, 'Litvinof aliance throught because policy')).toEqual(['litvinov', 'alliance', 'thought', 'because', 'policy']);
});

it('reads an essay the same whatever essays came before it, even one with more misspellings than it looks up', () => {
  const many = Array.from({ length: 75 }, (_, i) => `wor${String.fromCharCode(97 + (i % 26), 97 + ((i * 7) % 26))}ldq`).join(' ');
  const text = `${many} becuase`;
  const speller = buildSpeller(names, topic);
  const first = words(speller(), text);
  words(speller(), 'becuase');
  expect(words(speller(), text)).toEqual(first);
  expect(words(speller(), 'becuase')).toEqual(['because']);
});
