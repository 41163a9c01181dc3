import { offlineThread } from '../../src/engines/offline/offline-thread.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { smallRubric } from './builders.ts';

// A process that marks in the offline engine's thread, does not close it, and has nothing more to do.
const { value } = await offlineThread().checkClaims(readEssay('Stalin signed the pact in 1939.'), smallRubric());
console.log(`saw ${value.length}`);
