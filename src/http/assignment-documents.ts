import { z } from '@hono/zod-openapi';
import { AssignmentInput } from '../actions/create-assignment.ts';
import { ScriptState } from '../domain/batch.ts';

const own = {
  task: z.string(),
  mode: z.enum(['practice', 'class']),
  closes: z.iso.datetime().nullable(),
};
export const AssignmentId = z.object({ id: z.string() });
export const AssignmentBody = z.strictObject(AssignmentInput.shape).openapi('AssignmentInput');
/** What a student may read of it. */
export const OpenAssignmentDocument = z.object({ id: z.string(), ...own }).openapi('OpenAssignment');
export const AssignmentDocument = z
  .object({
    id: z.string(),
    ...own,
    rubricId: z.string(),
    author: z.string(),
    createdAt: z.iso.datetime(),
    links: z.object({ self: z.string(), students: z.string().describe('the page on which students hand in'), class: z.string() }),
  })
  .openapi('Assignment');
export const AssignmentList = z.object({ items: z.array(AssignmentDocument) }).openapi('AssignmentList');

const member = { identifier: z.string(), name: z.string(), group: z.string().nullable() };
const HandedIn = z.object({
  submissionId: z.string(),
  identifier: z.string().nullable(),
  name: z.string().nullable(),
  createdAt: z.iso.datetime(),
  state: ScriptState,
});
export const MemberList = z.object({ members: z.array(z.object(member)) }).openapi('ClassList');
export const ClassDocument = z
  .object({
    members: z.array(
      z.object({ ...member, status: z.enum(['submitted', 'missing', 'twice']), essays: z.array(HandedIn).describe('newest first') }),
    ),
    unknown: z.array(HandedIn).describe('essays of nobody on the list'),
  })
  .openapi('Class');
export const ColumnsQuery = z.strictObject(
  Object.fromEntries(
    ['identifier', 'name', 'group', 'sheet'].map((name) => [
      name,
      z
        .string()
        .max(200)
        .optional()
        .openapi({ description: `the heading of the ${name}; found by itself when left out` }),
    ]),
  ),
);
