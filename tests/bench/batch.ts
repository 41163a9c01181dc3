import { batchListing } from './batch-listing.ts';
import { batchOffline } from './batch-offline.ts';
import { batchRestart } from './batch-restart.ts';
import { batchUpload } from './batch-upload.ts';

/**
 * Classes, as the service marks and lists them, each with its database in a file: a thousand essays marked offline (essays a minute, memory, how
 * long anything else waits); a form of 72 MB and ten thousand essays sent to a server that others use meanwhile (its memory, how long they wait);
 * ten thousand queued and listed (the review queue, the batch and the class report, which should each take less than 100 ms), released, taken away
 * as tables, given the standings they lacked and deleted (how long anything else waits, memory); two hundred whose process is killed at a third (nothing lost, nothing marked twice, no model asked twice but for what was under way).
 */
export async function batch(): Promise<void> {
  await batchOffline();
  await batchUpload();
  await batchListing();
  await batchRestart();
}
