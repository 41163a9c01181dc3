import { randomInt } from 'node:crypto';
import type { Batch, Incoming } from '../domain/batch.ts';
import { countWords } from '../domain/essay.ts';
import type { Seed } from '../domain/seed.ts';
import { spreadPlaces } from '../domain/seed-draw.ts';
import type { Submission } from '../domain/submission.ts';
import type { NewItem } from '../store/class-store.ts';

type Unnumbered = Omit<NewItem, 'n'>;

/** What came in as items of a new batch, each accepted one with its essay. */
export function itemsOf(incoming: Incoming[], batch: Batch, newId: (prefix: string) => string): Unnumbered[] {
  return incoming.map((one) => {
    const { fileName, identifier, name, group, outcome } = one;
    const head = { fileName, identifier, name, group, outcome, why: null, detail: null, words: 0, blind: false, seedId: null };
    if (one.outcome === 'duplicate') return { ...head, detail: `The same text as ${one.of}.`, submissionId: null, submission: null };
    if (one.outcome === 'unreadable') return { ...head, why: one.why, detail: one.detail, submissionId: null, submission: null };
    const submission = essayOf(one.text, identifier, name, batch, newId);
    return { ...head, detail: one.note, words: one.words, submissionId: submission.id, submission };
  });
}

/** An essay that was there already as an item of a new batch. */
export const itemOf = ({ id, text, identifier, candidate }: Submission, n: number): Unnumbered => ({
  ...{ fileName: null, identifier: identifier ?? candidate ?? `essay ${n}`, name: candidate, group: null },
  ...{
    outcome: 'accepted',
    why: null,
    detail: null,
    words: countWords(text),
    submissionId: id,
    blind: false,
    seedId: null,
    submission: null,
  },
});

/** Slips seed scripts in between other items, spread over them, under identifiers that look like theirs. */
export function withSeeds(items: Unnumbered[], seeds: Seed[], batch: Batch, newId: (prefix: string) => string): Unnumbered[] {
  const places = spreadPlaces(seeds.length, items.length, byChance);
  const accepted = items.filter(({ outcome }) => outcome === 'accepted');
  const taken = new Set(items.map(({ identifier }) => identifier));
  const slipped = seeds.flatMap((seed): Unnumbered[] => {
    const like = accepted[randomInt(accepted.length)];
    if (!like) return [];
    const identifier = alike(like.identifier, taken);
    taken.add(identifier);
    const submission = essayOf(seed.text, identifier, null, batch, newId);
    const fileName = like.fileName?.includes(like.identifier) ? like.fileName.replaceAll(like.identifier, identifier) : null;
    return [
      {
        ...{ fileName, identifier, name: null, group: like.group, outcome: 'accepted', why: null, detail: null },
        ...{ words: countWords(seed.text), submissionId: submission.id, blind: false, seedId: seed.id, submission },
      },
    ];
  });
  return Array.from({ length: items.length + 1 }, (_, place) => [
    ...slipped.filter((_, i) => places[i] === place),
    ...items.slice(place, place + 1),
  ]).flat();
}

/** Draws the share that a teacher marks before seeing the engine's mark: one at least, where there is a share. Seed scripts are not drawn. */
export function withBlind(items: Unnumbered[], share: number): Unnumbered[] {
  const open = items.filter(({ outcome, seedId }) => outcome === 'accepted' && seedId === null);
  const drawn = new Set(drawOf(open, share > 0 ? Math.max(1, Math.round(share * open.length)) : 0));
  return items.map((item) => (drawn.has(item) ? { ...item, blind: true } : item));
}

/** A number from 0 to 1 (never 1) that nobody can foresee. */
export const byChance = (): number => randomInt(2 ** 32) / 2 ** 32;

/** So many of them, drawn at random. */
export function drawOf<T>(all: T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(randomInt(left.length), 1)).flat();
}

const essayOf = (text: string, identifier: string, name: string | null, batch: Batch, newId: (prefix: string) => string): Submission => ({
  ...{ id: newId('sub'), text, rubricId: batch.rubricId, rubricVersion: batch.rubricVersion, candidate: name, state: 'waiting' },
  ...{ createdAt: batch.createdAt, mode: 'class', assignmentId: null, identifier },
});

/** An identifier of the same form that nobody has. After many tries it grows by a digit. */
function alike(form: string, taken: Set<string>): string {
  for (let tries = 0; ; tries++) {
    const drawn =
      form.replace(/\d/gu, () => String(randomInt(10))).replace(/[A-Za-z]/gu, (letter) => letterLike(letter)) +
      (tries > 50 ? randomInt(10) : '');
    if (!taken.has(drawn)) return drawn;
  }
}

const letterLike = (letter: string) => String.fromCharCode((letter < 'a' ? 65 : 97) + randomInt(26));
