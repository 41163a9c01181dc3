import type { Bank } from '../domain/rubric-parts.ts';
import { buildKnowledge, type Knowledge } from '../engines/offline/knowledge.ts';
import { noSayings } from '../engines/offline/likeness.ts';
import { type Meaning, meaningOf } from '../engines/offline/meaning.ts';
import { readSentences } from '../engines/offline/reading.ts';
import { readEssay } from '../marking/read-essay.ts';

/**
 * missed: a wording that does not make its own point. also: one that makes another's too. accused: right words called wrong.
 * uncaught: a misconception read without a clash (an error) or a comment (a contestable one).
 */
export type WordingFinding = { kind: 'missed' | 'also' | 'accused' | 'uncaught'; entry: string; text: string; detail: string };
export type WordingTotals = { wordings: number; examples: number; credited: number };

/** Reads every wording and every example of a misconception as an essay of one sentence, by the patterns alone. */
export function readWordings(bank: Bank, theme?: string): { findings: WordingFinding[]; totals: WordingTotals } {
  // without likeness: a wording would always be like itself
  const knowledge = { ...buildKnowledge(bank), sayings: noSayings };
  const findings: WordingFinding[] = [];
  const totals: WordingTotals = { wordings: 0, examples: 0, credited: 0 };
  for (const entry of knowledge.entries.values()) {
    if (theme && entry.about.theme !== theme) continue;
    const find = (kind: WordingFinding['kind'], text: string, detail: string) => findings.push({ kind, entry: entry.id, text, detail });
    const own = new Set([entry.id, ...('twins' in entry.about ? entry.about.twins : [])]);
    for (const text of entry.about.wordings) {
      totals.wordings++;
      const { met, wrong } = readText(text, knowledge);
      const others = [...met].filter((id) => !own.has(id)).join(', ');
      if (![...own].some((id) => met.has(id))) find('missed', text, others);
      else if (others) find('also', text, others);
      for (const one of wrong) find('accused', text, one);
    }
    for (const { misconception } of entry.misconceptions)
      for (const text of misconception.examples) {
        totals.examples++;
        const { met, wrong, commented } = readText(text, knowledge);
        const contestable = misconception.kind === 'contestable';
        if (contestable ? !commented.length : !wrong.length) find('uncaught', text, misconception.kind);
        if (contestable && wrong[0]) find('accused', text, wrong[0]);
        if (!contestable && !wrong.length && met.has(entry.id)) totals.credited++;
      }
  }
  return { findings, totals };
}

/** One line for each finding, and a line of totals. */
export function wordingReport(bank: Bank, theme?: string): string[] {
  const { findings, totals } = readWordings(bank, theme);
  const number = (kind: WordingFinding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  const kinds = (kind: 'error' | 'contestable') =>
    [...Object.values(bank.points), ...Object.values(bank.beyond)]
      .filter((entry) => !theme || entry.theme === theme)
      .flatMap(({ misconceptions }) => misconceptions)
      .filter((one) => one.kind === kind).length;
  const lines = findings.map(({ kind, entry, text, detail }) => `${kind.padEnd(8)} ${entry}: "${text}"${detail && ` (${detail})`}`).sort();
  return [
    ...lines,
    `Entries of misconceptions: ${kinds('error')} error, ${kinds('contestable')} contestable.`,
    `${totals.wordings} wordings: ${number('missed')} missed, ${number('accused')} called wrong. ${totals.examples} misconceptions: ${number('uncaught')} uncaught, ${totals.credited} of them credited.`,
  ];
}

function readText(text: string, knowledge: Knowledge): { met: Set<string>; wrong: string[]; commented: string[] } {
  const essay = readEssay(text);
  const meanings = readSentences(essay, knowledge.lexicon, knowledge.mender()).map((reading) => meaningOf(reading, essay, knowledge));
  const told = ({ entry, clash }: Meaning['clashes'][number]) =>
    `${entry?.id ?? 'lexicon'}: ${[clash.said, clash.correction].filter(Boolean).join('. ')}`;
  return {
    met: new Set(meanings.flatMap(({ met }) => met.map(({ entry }) => entry.id))),
    wrong: meanings.flatMap(({ clashes }) => clashes.map(told)),
    commented: meanings.flatMap(({ comments }) => comments.map(told)),
  };
}
