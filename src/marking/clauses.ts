import type { Span } from '../domain/essay.ts';

/** Longest clause, in UTF-16 code units; longer ones are cut at a comma or, failing that, at a space. */
const LONGEST = 280;

/** Runs of white space are bounded here, so that a page of blanks costs no more than a page of words. */
const JOINT = new RegExp(
  [
    String.raw`\s{0,3}[;:]\s{1,9}`,
    String.raw`\s{1,9}[–—-]{1,2}\s{1,9}|\s{0,3}—\s{0,3}`,
    String.raw`\s{0,3}[()]\s{0,3}`,
    String.raw`,\s{1,9}`,
    String.raw`\s{1,9}(?=(?:and|but|so(?!\s+(?:much|many|far|long|few|little|hard|well|badly|quickly)\b)|yet|or|because|cos|becos|becuase|since|although|though|while|whilst|whereas|which|who|when|where|if|unless|until|after|before|as)\s)`,
  ].join('|'),
  'giu',
);

/** Words that show that a stretch says something of its own: a verb in a form that needs no list of all verbs. */
const VERB =
  /\b(?:am|is|are|was|were|be|been|being|has|have|had|having|do|does|did|can|could|will|would|shall|should|may|might|must|ment|got|get|gave|give|took|take|made|make|went|go|came|come|saw|see|left|kept|keep|let|put|won|lost|led|met|ran|sent|set|shot|stood|thought|thort|told|brought|bought|built|became|began|broke|chose|drew|fell|felt|fought|found|forgot|froze|grew|held|hit|knew|lay|meant|paid|read|rose|said|sat|sought|spent|stuck|taught|threw|tore|understood|wore|wrote|means|shows|seems|suits|needs|wants|\p{L}{2,}(?:ed|ied|n't)|\p{L}{3,}ing)\b/iu;
const CONJUNCTION =
  /^\s*(?:and|but|so|yet|or|because|cos|becos|becuase|since|although|though|while|whilst|whereas|which|who|when|where|if|unless|until|after|before|as)\s/iu;

/** Conjunctions that join nothing but clauses, so that little more is needed as proof. */
const TURN = /^\s*(?:but|so|because|cos|becos|becuase|although|though|while|whereas|which|who|when|if)\s/iu;

/** Parts a sentence into clauses. A part that says nothing of its own (an item of a list, an aside of a word or two) stays with its neighbour. */
export function clausesIn(text: string, sentence: Span): Span[] {
  const part = text.slice(sentence.start, sentence.end);
  const spans: Span[] = [];
  let start = 0;
  for (const match of part.matchAll(JOINT)) {
    const left = part.slice(start, match.index);
    const right = part.slice(match.index + match[0].length);
    if (joinsNames(left, match[0], right)) continue;
    if (/\s(?:on|in|of|for|to|with|from|by|at|than)$/iu.test(left)) continue;
    const turn = TURN.test(right);
    if (!(turn ? words(left) >= 3 : standsAlone(left)) || !standsAlone(right.slice(0, nextJoint(right, match[0])), match[0])) continue;
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: part.length });
  return spans
    .flatMap((span) => shortened(part, span))
    .map((span) => ({ start: sentence.start + span.start, end: sentence.start + span.end }));
}

/** "Anna and Boris" is one subject, not the end of a clause; "gave way to Anna and Boris was left out" is two. */
function joinsNames(left: string, joint: string, right: string): boolean {
  if (joint.trim() || !/\p{Lu}[\p{L}'’]*$/u.test(left)) return false;
  const [, second] = /^\s*(?:and|or)\s+\p{Lu}[\p{L}'’]*\s+(\p{L}+)/u.exec(right) ?? [];
  if (second === undefined) return /^\s*(?:and|or)\s+\p{Lu}/u.test(right);
  return !(VERB.test(left) && VERB.test(second));
}

const words = (text: string) => text.match(/[\p{L}\d][\p{L}\d'’-]*/gu)?.length ?? 0;

/** The end of the stretch that is judged by its own words: up to the next stop inside the sentence, and after "and" up to the next "and". */
function nextJoint(right: string, joint: string): number {
  const afterAnd = !joint.trim() && /^\s*(?:and|or)\s/iu.test(right);
  const next = right
    .slice(4)
    .search(
      afterAnd
        ? /[,;:()—]|\s–\s|\s(?:and|but|because|which|who|while|although|so)\s/u
        : /[,;:()—]|\s–\s|\s(?:but|because|which|who|while|although|so)\s/u,
    );
  return next < 0 ? right.length : next + 4;
}

function standsAlone(stretch: string, joint = ''): boolean {
  const count = words(stretch.replace(CONJUNCTION, ' '));
  if (/[;:()]|[–—]/u.test(joint)) return count >= 2;
  const least = TURN.test(stretch) ? 2 : 3;
  return count >= least && VERB.test(stretch);
}

function shortened(part: string, span: Span): Span[] {
  if (span.end - span.start <= LONGEST) return [span];
  const head = part.slice(span.start, span.start + LONGEST);
  const comma = head.lastIndexOf(', ');
  const cut = comma > LONGEST / 3 ? comma + 1 : head.lastIndexOf(' ') > 0 ? head.lastIndexOf(' ') : LONGEST;
  const from = span.start + cut;
  const gap = part.slice(from).length - part.slice(from).trimStart().length;
  return [{ start: span.start, end: from }, ...shortened(part, { start: from + gap, end: span.end })];
}
