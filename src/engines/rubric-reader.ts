import type { FieldProblem } from '../domain/errors.ts';
import type { Bank, BankInput, QuestionInput } from '../domain/rubric-parts.ts';

/** A point or an entry beyond that a sentence makes. `because`: the pattern it fits, or the wording it is like; `words`: where; `right`: its dates, numbers and names that are there and right. */
export type TriedPoint = {
  id: string;
  proposition: string;
  beyond: boolean;
  by: 'pattern' | 'likeness';
  because: string;
  likeness: number | null;
  right: string[];
  words: string;
};
/** A clash of fact, or a comment on something that can be argued; `id` is null where the lexicon's own date clashes. */
export type TriedClash = { id: string | null; kind: string; words: string; said: string; correction: string; hint: string };
/** What one sentence was read as. `stopped`: points whose pattern it fits but for a denial. `heldBack`: why nothing is called wrong. */
export type TriedSentence = {
  text: string;
  met: TriedPoint[];
  clashes: TriedClash[];
  comments: TriedClash[];
  stopped: { id: string; because: string }[];
  heldBack: string | null;
  names: { term: string; words: string }[];
  dates: string[];
  numbers: string[];
};

/** A wording of one entry that makes another's point too. */
export type Overlap = { entry: string; wording: string; other: string };

/** What was found in one line of a teacher's notes. */
export type DraftedLine = { line: number; point: string; dates: string[]; numbers: string[]; names: string[]; patterns: string[] };
/** A bank and a question made of notes, all of it unreviewed. `warnings` name what the teacher has to put right. */
export type Draft = { bank: BankInput; question: QuestionInput; lines: DraftedLine[]; warnings: FieldProblem[] };

/** What a writer, a model for one, makes of one drafted point: words, never patterns. */
export type WrittenPoint = {
  proposition: string;
  kind: 'fact' | 'interpretation';
  side: 'success' | 'failure' | 'either' | null;
  wordings: string[];
  misconceptions: { kind: 'error' | 'contestable'; examples: string[]; correction: string; hint: string }[];
};
type WrittenStep = { claim: string; support: string[]; reply: string; repliedBy: string[] };
/** Points by their id in the draft. Themes are taken only where the notes name none. */
export type WrittenDraft = {
  points: Map<string, WrittenPoint>;
  names: { name: string; others: string[] }[];
  question: {
    title: string;
    sides: { for: string; against: string };
    themes: { title: string; points: string[] }[];
    tests: { name: string; words: string[] }[];
    subjects: string[];
    signs: { success: string[]; failure: string[] };
    for: WrittenStep[];
    against: WrittenStep[];
  };
};

/** Reads sentences against a bank as the offline engine does, for whoever writes the bank. Nothing here marks. */
export interface RubricReader {
  trySentence(text: string, bank: Bank): TriedSentence[];
  /** The entries that a text makes, by pattern or likeness. `read` is for many texts on one bank. */
  entriesIn(bank: Bank): (text: string) => Set<string>;
  overlaps(bank: Bank): Promise<Overlap[]>;
  /** @throws Problem `invalid-field` when the notes hold nothing that could be a point. */
  draft(question: string, notes: string, scheme: string): Draft;
  /** The draft with what was written for it: patterns are made, and checked, here. What cannot be used is left out with a warning. */
  enrich(draft: Draft, written: WrittenDraft): Draft;
}
