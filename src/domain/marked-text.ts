import type { Claim } from '../domain/claim.ts';
import type { Span } from '../domain/essay.ts';

/** A stretch of the essay: a claim's words, or words between claims. `text` is the essay's own, to the letter. */
export type Piece = Span & { text: string; claim: Claim | null };
/** One paragraph to show; `id` is null for a stretch that was not read as one (a row of asterisks, say). */
export type MarkedParagraph = Span & { id: string | null; pieces: Piece[] };

/**
 * Cuts an essay into paragraphs and each of these at its claims. Every character that is not white space is in exactly one piece.
 * With no paragraphs given, blank lines part them. Claims must be in order and must not overlap.
 */
export function markedText(essay: string, claims: Claim[], paragraphs: (Span & { id: string })[]): MarkedParagraph[] {
  const known = paragraphs.length ? [...paragraphs].sort((a, b) => a.start - b.start) : [];
  const all: (Span & { id: string | null })[] = [];
  let at = 0;
  for (const paragraph of known) {
    all.push(...blocks(essay, at, paragraph.start), { start: paragraph.start, end: paragraph.end, id: paragraph.id });
    at = paragraph.end;
  }
  all.push(...blocks(essay, at, essay.length));
  return all.map((paragraph) => ({ ...paragraph, pieces: piecesOf(essay, paragraph, claims) }));
}

/** The piece in which a stretch of the essay begins, white space before its words aside; null where it begins in none of them. */
export const pieceAt = ({ start }: Pick<Span, 'start'>, pieces: Piece[]): Piece | null =>
  pieces.find((piece) => piece.start <= start && start < piece.end) ?? null;

function blocks(essay: string, start: number, end: number): (Span & { id: null })[] {
  return [...essay.slice(start, end).matchAll(/\S(?:(?!\r?\n[^\S\n]*\r?\n)[\s\S])*/gu)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].trimEnd().length,
    id: null,
  }));
}

function piecesOf(essay: string, paragraph: Span, claims: Claim[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, claim: Claim | null) => {
    if (end > start) pieces.push({ start, end, claim, text: essay.slice(start, end) });
  };
  let at = paragraph.start;
  for (const claim of claims) {
    if (claim.start < at || claim.end > paragraph.end) continue;
    add(at, claim.start, null);
    add(claim.start, claim.end, claim);
    at = claim.end;
  }
  add(at, paragraph.end, null);
  return pieces;
}
