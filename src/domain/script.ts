import type { Assessment } from './assessment.ts';
import type { ScriptState } from './batch.ts';
import type { Override } from './override.ts';

/**
 * One script of a class, as its files and reports show it: whose it is, how far it has come, and its assessment with every override in force.
 * `awardedByEngine` is the mark before any override; null where the engine gave none.
 */
export type Script = {
  submissionId: string;
  identifier: string;
  name: string | null;
  group: string | null;
  fileName: string | null;
  state: ScriptState;
  words: number;
  text: string;
  assessment: Assessment | null;
  awardedByEngine: number | null;
  overrides: Override[];
};

/** A script without its essay and what was said of its sentences: all that tables and worksheets are made of, a tenth as large. */
export function withoutEssay(script: Script): Script {
  const { assessment } = script;
  const less = assessment && { ...assessment, claims: [], paragraphs: [], coverage: [], phases: [] };
  return { ...script, text: '', assessment: less };
}

/**
 * The little of a script that a class report is made of, small enough that thousands are read at once. `targets` are ids of the scheme's
 * bank, first the one that matters most; `mistakes` the corrections that it needs, each with the sentence that made it; `absent` what it
 * leaves out.
 */
export type Digest = {
  targets: string[];
  mistakes: { correction: string; quote: string }[];
  absent: { themes: string[]; phases: string[] };
};

/** The digest of an assessment. */
export function digestOf({ feedback, coverage, phases }: Pick<Assessment, 'feedback' | 'coverage' | 'phases'>): Digest {
  return {
    targets: [...new Set(feedback.nextSteps.map(({ target }) => target))],
    mistakes: feedback.corrections.map(({ correction, quote }) => ({ correction, quote })),
    absent: {
      themes: coverage.filter(({ status }) => status === 'absent').map(({ theme }) => theme),
      phases: phases.filter(({ status }) => status === 'absent').map(({ phase }) => phase),
    },
  };
}
