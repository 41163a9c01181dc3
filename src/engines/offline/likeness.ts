import type { Bank } from '../../domain/rubric-parts.ts';
import { type Lexicon, mentionsIn } from './lexicon.ts';
import type { SentenceReading } from './reading.ts';
import { isNegator, keyOf, type Token, tokenise } from './tokens.ts';

type Saying = { entry: string; text: string; denies: boolean; length: number };

/** Every proposition and wording of a bank as a weighted bag of terms and stems, their numbers indexed by each (tf-idf, Salton and Buckley 1988). */
export type Sayings = { sayings: Saying[]; byKey: Map<string, number[]>; rarity: Map<string, number>; unknown: number };

export const noSayings: Sayings = { sayings: [], byKey: new Map(), rarity: new Map(), unknown: 1 };

/** How alike a clause and a wording must be (cosine) for the clause to make the wording's point without fitting a pattern. */
export const ALIKE = 0.75;

/** Words that say nothing of what a sentence is about. */
export const STOP = new Set(
  'a an and the of to in on at by for from with as that this these those it its he his him she her they their them was were is are be been being had has have do does did so but or if then than also very more most much such which who whom when where while into out up over about after before because would could should will can may might not no there here what how all any some one only just even own'.split(
    ' ',
  ),
);

const stopKeys = new Set(Array.from(STOP, (word) => `w:${keyOf(word)}`));
/** A key (`w:` and a stem) of a word that says nothing of what a sentence is about. */
export const isStopWord = (key: string): boolean => stopKeys.has(key);

export function buildSayings(bank: Bank, lexicon: Lexicon): Sayings {
  const bags = [bank.points, bank.beyond].flatMap((entries) =>
    Object.entries(entries).flatMap(([entry, about]) =>
      [about.proposition, ...about.wordings].map((text) => ({
        entry,
        text,
        denies: tokenise(text).some(isNegator),
        keys: keysOf(tokenise(text), lexicon),
      })),
    ),
  );
  const seen = new Map<string, number>();
  for (const { keys } of bags) for (const key of new Set(keys)) seen.set(key, (seen.get(key) ?? 0) + 1);
  const rarity = new Map(Array.from(seen, ([key, n]) => [key, Math.log((bags.length + 1) / (n + 0.5))]));
  const byKey: Sayings['byKey'] = new Map();
  const sayings = bags.map(({ entry, text, denies, keys }, saying) => {
    const { weights, length } = weigh(keys, rarity, 0);
    for (const key of weights.keys()) byKey.get(key)?.push(saying) ?? byKey.set(key, [saying]);
    return { entry, text, denies, length };
  });
  return { sayings, byKey, rarity, unknown: Math.log(bags.length + 1) };
}

/** `text` is the wording that a clause is like. */
export type Like = { entry: string; clauses: [number, number]; likeness: number; text: string };

/** For each wanted clause the entry whose wordings it comes nearest to, if any is near enough. */
export function likeWordings(
  reading: SentenceReading,
  lexicon: Lexicon,
  sayings: Sayings,
  wanted: (clause: number) => boolean = () => true,
): Like[] {
  const [first, last] = reading.sentence.clauses;
  const found: Like[] = [];
  for (let clause = first; clause <= last; clause++) {
    if (!wanted(clause)) continue;
    const tokens = reading.tokens.filter((_, i) => reading.clauseOf[i] === clause);
    const [best] = [...nearest(keysOf(tokens, lexicon), tokens.some(isNegator), sayings)].sort(([, a], [, b]) => b.likeness - a.likeness);
    if (best) found.push({ entry: best[0], clauses: [clause, clause], ...best[1] });
  }
  return found;
}

function nearest(
  keys: string[],
  denies: boolean,
  { sayings, byKey, rarity, unknown }: Sayings,
): Map<string, Pick<Like, 'likeness' | 'text'>> {
  const { weights, length } = weigh(keys, rarity, unknown);
  const products = new Float64Array(sayings.length);
  const touched: number[] = [];
  for (const [key, weight] of weights)
    for (const i of byKey.get(key) ?? []) {
      if (products[i] === 0) touched.push(i);
      products[i] = (products[i] ?? 0) + weight * weight;
    }
  // a saying is no shorter than the root of what it shares, so less than this is never alike; the last hundredth leaves room for rounding
  const least = 0.99 * (ALIKE * length) ** 2;
  const best = new Map<string, Pick<Like, 'likeness' | 'text'>>();
  for (const i of touched) {
    const product = products[i] ?? 0;
    if (product < least) continue;
    const saying = sayings[i];
    // a denial is not like the statement it denies, whatever words they share
    if (!saying || !length || saying.denies !== denies) continue;
    const likeness = product / (length * saying.length);
    if (likeness >= ALIKE && likeness > (best.get(saying.entry)?.likeness ?? 0)) best.set(saying.entry, { likeness, text: saying.text });
  }
  return best;
}

function weigh(keys: string[], rarity: Map<string, number>, unknown: number): { weights: Map<string, number>; length: number } {
  const weights = new Map(Array.from(new Set(keys), (key) => [key, rarity.get(key) ?? unknown * 0.5]));
  return { weights, length: Math.sqrt(Array.from(weights.values()).reduce((sum, weight) => sum + weight * weight, 0)) };
}

/** What is compared: names and ideas of the lexicon, and the stems of the other words that carry meaning. */
function keysOf(tokens: Token[], lexicon: Lexicon): string[] {
  const mentions = mentionsIn(tokens, lexicon).filter((mention) => !mention.within);
  const covered = new Set(mentions.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
  return [
    ...mentions.map(({ term }) => `t:${term}`),
    ...tokens.flatMap((token, i) => (covered.has(i) || STOP.has(token.word) ? [] : [`w:${token.key}`])),
  ];
}
