import type { ReadEssay } from '../../domain/essay.ts';
import type { Bank } from '../../domain/rubric-parts.ts';
import type { Overlap, RubricReader } from '../rubric-reader.ts';
import { draftBank } from './draft-bank.ts';
import { enrichDraft } from './enrich-draft.ts';
import { buildKnowledge, type Knowledge } from './knowledge.ts';
import { noSayings } from './likeness.ts';
import { meaningOf } from './meaning.ts';
import { readSentences } from './reading.ts';
import { trySentences } from './try-sentence.ts';

/** Wordings read before other work gets a turn. */
const TURN = 25;

/** The offline engine's reading, for whoever writes a bank. `read` parts a text into sentences and clauses. */
export function offlineRubricReader(read: (text: string) => ReadEssay): RubricReader {
  const built = new WeakMap<Bank, Knowledge>();
  const knowledgeOf = (bank: Bank) => {
    const knowledge = built.get(bank) ?? buildKnowledge(bank);
    built.set(bank, knowledge);
    return knowledge;
  };
  const entriesIn = (knowledge: Knowledge) => {
    const mend = knowledge.mender();
    return (text: string) => {
      const essay = read(text);
      const meanings = readSentences(essay, knowledge.lexicon, mend).map((reading) => meaningOf(reading, essay, knowledge));
      return new Set(meanings.flatMap(({ met }) => met.map(({ entry }) => entry.id)));
    };
  };
  return {
    trySentence: (text, bank) => trySentences(read(text), knowledgeOf(bank)),
    entriesIn: (bank) => entriesIn(knowledgeOf(bank)),
    async overlaps(bank) {
      // by patterns alone: a wording is always like itself
      const knowledge = { ...knowledgeOf(bank), sayings: noSayings };
      const idsIn = entriesIn(knowledge);
      const found: Overlap[] = [];
      let n = 0;
      for (const { id, about } of knowledge.entries.values()) {
        const own = new Set([id, ...('twins' in about ? about.twins : [])]);
        for (const wording of about.wordings) {
          if (n++ % TURN === TURN - 1) await new Promise(setImmediate);
          for (const other of idsIn(wording)) if (!own.has(other)) found.push({ entry: id, wording, other });
        }
      }
      return found;
    },
    draft: (question, notes, scheme) => draftBank(question, notes, scheme, read),
    enrich: (draft, written) => enrichDraft(draft, written, read),
  };
}
