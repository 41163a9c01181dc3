import { batchListing } from './batch-listing.ts';
import { batchOffline } from './batch-offline.ts';
import { batchRestart } from './batch-restart.ts';

/**
 * Classes, as the service marks and lists them, each with its database in a file: a thousand essays marked offline (essays a minute, memory, how
 * long anything else waits); ten thousand queued and listed (the review queue, the batch and the class report, which should each take less than
 * 100 ms); two hundred whose process is killed at a third (nothing lost, nothing marked twice, no model asked twice but for what was under way).
 */
export async function batch(): Promise<void> {
  await batchOffline();
  await batchListing();
  await batchRestart();
}
