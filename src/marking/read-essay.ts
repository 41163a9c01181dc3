import { type Clause, countWords, demandEssay, type Paragraph, type ReadEssay, type Sentence, type Span } from '../domain/essay.ts';
import { clausesIn } from './clauses.ts';

/**
 * Segments an essay once: paragraphs, sentences and clauses, numbered from 1, with UTF-16 offsets into the text exactly as submitted.
 * @throws Problem `essay-empty`, `essay-too-long`, `essay-unreadable`.
 */
export function readEssay(text: string): ReadEssay {
  demandEssay(text);
  const paragraphs: Paragraph[] = [];
  const sentences: Sentence[] = [];
  const clauses: Clause[] = [];
  const spans = paragraphSpans(text);
  spans.forEach((span, i) => {
    const n = i + 1;
    const firstSentence = sentences.length + 1;
    for (const part of sentenceSpans(text, span)) {
      const firstClause = clauses.length + 1;
      for (const clause of clausesIn(text, part))
        clauses.push({ ...clause, n: clauses.length + 1, sentence: sentences.length + 1, paragraph: n });
      sentences.push({ ...part, n: sentences.length + 1, paragraph: n, clauses: [firstClause, clauses.length] });
    }
    const role = i === 0 ? 'opening' : i === spans.length - 1 ? 'closing' : 'body';
    paragraphs.push({ ...span, n, role, sentences: [firstSentence, sentences.length] });
  });
  return { text, words: countWords(text), paragraphs, sentences, clauses };
}

/** Paragraphs are parted by blank lines; where an essay has none, by line ends. Only stretches that hold a word count. */
function paragraphSpans(text: string): Span[] {
  const parted = /\n[^\S\n]*\n/u.test(text.replaceAll('\r', ' ').trim()) ? /(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)\s*/gu : /[\r\n]+/gu;
  return trimmed(text, [...cuts(text, { start: 0, end: text.length }, parted)]);
}

/** Stops that end no sentence: abbreviations and initials. */
const ABBREVIATION =
  /(?:(?<![\p{L}'’])\p{Lu}|\b(?:[Dd]r|[Mm]rs?|[Mm]s|St|[Gg]en|vs?|c|ca|approx|etc|e\.g|i\.e|[Pp]rof|[Cc]ol|[Ll]t|[Jj]an|[Ff]eb|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec))\.$/u;
/** "Aim no. 1" goes on, "Europe no. It counts" does not. */
const isAbbreviated = (before: string, after: string) => ABBREVIATION.test(before) || (/\bno\.$/iu.test(before) && /^\s*\d/u.test(after));
const SENTENCE_END = /[.!?]{1,10}["'’”)\]]{0,3}(?=\s|$)|[.!?](?=["'“‘]?\p{Lu}\p{Ll})|(?:\r?\n|\r)+/gu;

/** Longest sentence, in UTF-16 code units; longer ones are cut at white space, so that no stretch takes long to read. */
const LONGEST = 1500;

function sentenceSpans(text: string, paragraph: Span): Span[] {
  const part = text.slice(paragraph.start, paragraph.end);
  const spans: Span[] = [];
  let start = 0;
  for (const match of part.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (/^[.]/u.test(match[0]) && isAbbreviated(part.slice(0, match.index + 1), part.slice(end)) && end < part.length) continue;
    spans.push({ start: paragraph.start + start, end: paragraph.start + end });
    start = end;
  }
  if (start < part.length) spans.push({ start: paragraph.start + start, end: paragraph.end });
  return trimmed(
    text,
    spans.flatMap((span) => shortened(text, span)),
  );
}

function shortened(text: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  let from = start;
  while (end - from > LONGEST) {
    const space = text.slice(from, from + LONGEST).search(/\s\S*$/u);
    const cut = from + (space > 0 ? space : LONGEST);
    spans.push({ start: from, end: cut });
    from = cut;
  }
  return [...spans, { start: from, end }];
}

function* cuts(text: string, whole: Span, at: RegExp): Generator<Span> {
  let start = whole.start;
  for (const match of text.slice(whole.start, whole.end).matchAll(at)) {
    yield { start, end: whole.start + match.index };
    start = whole.start + match.index + match[0].length;
  }
  yield { start, end: whole.end };
}

/** Without white space at the ends; what holds neither letter nor digit is dropped. */
function trimmed(text: string, spans: Span[]): Span[] {
  return spans.flatMap(({ start, end }) => {
    const part = text.slice(start, end);
    if (!/[\p{L}\d]/u.test(part)) return [];
    return [{ start: start + (part.length - part.trimStart().length), end: end - (part.length - part.trimEnd().length) }];
  });
}
