import { Problem } from '../domain/errors.ts';
import { marginNotes, teacherNotes } from '../domain/margin-notes.ts';
import { markedText, pieceAt } from '../domain/marked-text.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { verdictWords } from '../domain/words.ts';
import { plainText } from './plain-text.ts';

/** Most next steps that a student is given. */
const MOST_STEPS = 3;

/** A stretch of the essay; `note` is the number of the note on it. A teacher's own note is below its paragraph with the words it is on. */
export type SheetPiece = { text: string; note: number | null };
export type SheetNote = { n: number; sign: string; label: string; words: string };

/**
 * What one student is told, whatever form it takes. It holds no count of points and nothing that is for teachers only. `who` is name,
 * identifier and group, as far as they are known.
 */
export type Sheet = {
  who: string[];
  task: string;
  mark: { awarded: number; outOf: number; level: number; descriptor: string; worth: string } | null;
  summary: string;
  warnings: string[];
  strengths: string[];
  nextSteps: { title: string; quote: string; advice: string }[];
  corrections: { quote: string; correction: string }[];
  paragraphs: { pieces: SheetPiece[]; notes: SheetNote[] }[];
};

/**
 * The sheet of a script. `worth` is the sentence that says what the mark is worth ("A practice mark: ...").
 * @throws Problem `conflict` where the script has not been marked.
 */
export function sheetOf(script: Script, rubric: Rubric, worth: string): Sheet {
  const { assessment } = script;
  if (!assessment) throw new Problem('conflict', 'This script has not been marked yet, so there is no feedback to hand out.');
  const { mark, feedback, flags } = assessment;
  return {
    who: [...new Set([script.name, script.identifier, script.group].filter((one) => one?.trim()))].map((one) => plainText(one ?? '')),
    task: plainText(rubric.question.text),
    mark: mark && {
      awarded: mark.awarded,
      outOf: mark.outOf,
      level: mark.level,
      descriptor: plainText(rubric.scheme.levels[String(mark.level)]?.descriptor ?? ''),
      worth: plainText(worth),
    },
    summary: plainText(feedback.summary),
    warnings: flags.filter(({ audience }) => audience === 'student').map(({ detail }) => plainText(detail)),
    strengths: feedback.strengths.map(plainText),
    nextSteps: feedback.nextSteps.slice(0, MOST_STEPS).map(({ target, quote, advice }) => ({
      title: plainText(rubric.scheme.targets[target]?.title ?? target),
      quote: plainText(quote),
      advice: plainText(advice),
    })),
    corrections: feedback.corrections.map(({ quote, correction }) => ({ quote: plainText(quote), correction: plainText(correction) })),
    paragraphs: paragraphsOf(script.text, assessment),
  };
}

function paragraphsOf(text: string, assessment: NonNullable<Script['assessment']>): Sheet['paragraphs'] {
  const notes = new Map(marginNotes(assessment).map((note) => [note.claim.id, note]));
  const own = teacherNotes(assessment);
  return markedText(text, assessment.claims, assessment.paragraphs).map(({ pieces }) => ({
    pieces: pieces.map((piece) => ({ text: plainText(piece.text), note: (piece.claim && notes.get(piece.claim.id)?.n) ?? null })),
    notes: [
      ...pieces.flatMap(({ claim }): SheetNote[] => {
        const note = claim && notes.get(claim.id);
        if (!note) return [];
        const words = note.worth ? `${note.lead} Worth knowing: ${note.worth}` : note.lead;
        return [{ n: note.n, ...verdictWords[note.claim.verdict], words: plainText(words) }];
      }),
      ...own
        .filter((note) => pieceAt(note, pieces))
        .map(({ n, quote, note }) => ({ n, sign: '✎', label: 'your teacher', words: plainText(`“${quote}”: ${note}`) })),
    ].sort((a, b) => a.n - b.n),
  }));
}
