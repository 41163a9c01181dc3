import { offlineRubricReader } from './engines/offline/offline-rubric-reader.ts';
import type { RubricReader } from './engines/rubric-reader.ts';
import { readEssay } from './marking/read-essay.ts';

/** The reader of rubrics and their drafts, for the actions and the command line, which know no engine. */
export const makeReader = (): RubricReader => offlineRubricReader(readEssay);
