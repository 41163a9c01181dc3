import { type Assessment, noUsage } from '../../src/domain/assessment.ts';

/** A whole assessment with nothing in it. */
export function anAssessment(more: Partial<Assessment> = {}): Assessment {
  return {
    id: 'asm_1',
    submissionId: 'sub_1',
    createdAt: '2026-01-01T00:00:00.000Z',
    status: 'marked',
    reason: null,
    rubric: { id: 'small', version: 1, hash: 'sha256-x' },
    engine: { id: 'offline', version: '1', model: null },
    mark: { awarded: 3, outOf: 25, level: 1, range: [1, 5], confidence: 'low', why: ['clm_1'], whyNotHigher: 'It says little.' },
    criteria: [],
    claims: [],
    paragraphs: [],
    argument: { line: null, criteria: 'none', counterArgument: 'absent', balance: 'neither', judgement: 'none' },
    coverage: [],
    phases: [],
    feedback: { summary: 'Short.', strengths: [], corrections: [], notes: [], nextSteps: [] },
    flags: [],
    usage: noUsage,
    ...more,
  };
}
