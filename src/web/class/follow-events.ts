import { bearer } from '../key.ts';
import type { Batch, Progress } from './class-api.ts';

/** Hears how far the batch has come, and of each seed script that is marked outside its tolerance. */
export type Listener = { told: (progress: Progress) => void; drifted: (drift: Batch['drift'][number]) => void };

/**
 * Reads the events of a batch: EventSource cannot send a key. Resolves when the service says that it is over; rejects where the stream breaks
 * off or was stopped.
 */
export async function followEvents(id: string, { told, drifted }: Listener, signal: AbortSignal): Promise<void> {
  const reply = await fetch(`/api/v1/batches/${id}/events`, { headers: bearer(), signal });
  if (!reply.ok || !reply.body) throw new Error('no events');
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the events broke off');
    const events = (kept + value).split('\n\n');
    kept = events.pop() ?? '';
    for (const event of events) {
      const [, kind] = /^event: (.*)$/mu.exec(event) ?? [];
      const [, data] = /^data: (.*)$/mu.exec(event) ?? [];
      if (kind === 'progress' && data) told(JSON.parse(data));
      if (kind === 'drift' && data) drifted(JSON.parse(data));
      if (kind === 'end') return;
    }
  }
}
