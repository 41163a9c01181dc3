import { join } from 'node:path';
import type { Incoming } from '../domain/batch.ts';
import type { ClassReport } from '../domain/class-report.ts';
import type { Engine } from '../engines/engine.ts';
import type { Entry } from './batch-class.ts';
import type { Ended } from './batch-summary.ts';

type Told = Ended & { report: ClassReport; engine: Engine; written: string[]; out: string | null };

/** What `--json` prints: what became of each file or row, in the order in which they came, and the class report. It holds no essay. */
export function batchJson(items: Incoming[], entries: Entry[], { report, engine, refusal, left, seconds, written, out }: Told) {
  const entryOf = new Map<Incoming, Entry>(entries.map((entry) => [entry.essay, entry]));
  return {
    rubric: report.rubric,
    engine: { id: engine.id, version: engine.version, model: engine.model },
    items: items.map((item) => {
      const { fileName, identifier, name, group, outcome } = item;
      const head = { fileName, identifier, name, group, outcome };
      if (item.outcome === 'duplicate') return { ...head, of: item.of };
      if (item.outcome === 'unreadable') return { ...head, why: item.why, detail: item.detail };
      const entry = entryOf.get(item);
      return { ...head, words: item.words, note: item.note, ...(entry && stateOf(entry, out)) };
    }),
    report,
    stopped: refusal,
    left,
    seconds,
    written,
  };
}

function stateOf({ submissionId, file, result, why }: Entry, out: string | null) {
  return {
    submissionId,
    state: result?.status ?? 'waiting',
    reason: result?.reason ?? why,
    mark: result?.mark ?? null,
    need: result?.need ?? null,
    kept: result?.kept ?? false,
    file: out && result ? join(out, file) : null,
  };
}
