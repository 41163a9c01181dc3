import type { Assessment } from '../domain/assessment.ts';
import { type Exchange, usageOf } from '../domain/submission.ts';
import { noFeedback } from '../marking/not-marked.ts';

type Head = Pick<Assessment, 'id' | 'createdAt'>;

/** The assessment of an essay that could not be marked at all; `exchanges` are what was asked of a model for it all the same. */
export function handedOver(
  submissionId: string,
  { id, version, hash }: Assessment['rubric'],
  engine: Assessment['engine'],
  reason: string,
  head: Head,
  exchanges: Exchange[],
): Assessment {
  return {
    id: head.id,
    submissionId,
    createdAt: head.createdAt,
    status: 'needs_teacher',
    reason,
    rubric: { id, version, hash },
    engine: { id: engine.id, version: engine.version, model: engine.model },
    mark: null,
    criteria: [],
    claims: [],
    paragraphs: [],
    argument: { line: null, criteria: 'none', counterArgument: 'absent', balance: 'neither', judgement: 'none' },
    coverage: [],
    phases: [],
    feedback: noFeedback,
    flags: [{ kind: 'engine-failed', audience: 'teacher', detail: reason, start: null, end: null }],
    usage: usageOf(exchanges),
  };
}

/** Whether an assessment is such a one: an essay that was read has paragraphs, whatever came of it. */
export const wasHandedOver = ({ paragraphs, flags }: Assessment): boolean =>
  paragraphs.length === 0 && flags.some(({ kind }) => kind === 'engine-failed');
