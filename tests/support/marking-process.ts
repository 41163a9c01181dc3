import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { smallRubric } from './builders.ts';

// A process that marks what waits in the store named in its environment, with the engine that is asked for there, until it is killed.
const { version: _version, ...rubric } = smallRubric();
const client = Promise.resolve({ html: '', assets: new Map() });
compose(readConfig(process.env), { client, rubrics: [rubric] }).queue.start();
