import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createAssignment } from '../actions/create-assignment.ts';
import { deleteAssignment } from '../actions/delete-assignment.ts';
import { listAssignments, readAssignment, readClass } from '../actions/read-assignment.ts';
import { setClassList } from '../actions/set-class-list.ts';
import { mayHandle } from '../domain/actor.ts';
import type { Assignment } from '../domain/assignment.ts';
import { Problem } from '../domain/errors.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import {
  AssignmentBody,
  AssignmentDocument,
  AssignmentId,
  AssignmentList,
  ClassDocument,
  ColumnsQuery,
  MemberList,
  OpenAssignmentDocument,
} from './assignment-documents.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readableBody, typeOf } from './read-body.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const tags = ['Assignments'];
const staff = { tags, security: [{ apiKey: [] }], middleware: [requireKey] };
const LISTS = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

const view = (assignment: Assignment) => {
  const self = `/api/v1/assignments/${assignment.id}`;
  return { ...assignment, links: { self, students: `/#/a/${assignment.id}`, class: `${self}/class` } };
};

/** Tasks that classes answer. */
export function assignments(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'post',
        path: '/assignments',
        tags,
        security: [{ apiKey: [] }],
        middleware: [requireKey, readableBody] as const,
        summary: 'Set a task to a class',
        description:
          'Give `links.students` to the class. In mode class an essay is marked when a batch takes it, and nobody sees a mark before it is released.',
        request: { body: { required: true, content: { 'application/json': { schema: AssignmentBody } } } },
        responses: {
          201: { ...json(AssignmentDocument, 'Kept'), headers: z.object({ Location: z.string() }) },
          ...refusals(400, 401, 413, 415, 422),
        },
      }),
      (c) => {
        const made = view(createAssignment(c.get('actor'), c.req.valid('json'), deps));
        c.header('Cache-Control', 'private, no-store');
        c.header('Location', made.links.self);
        return c.json(made, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/assignments',
        ...staff,
        summary: 'List assignments, newest first',
        description: 'A teacher sees their own, a head of department (an admin) all.',
        responses: { 200: json(AssignmentList, 'The assignments'), ...refusals(401) },
      }),
      (c) => {
        c.header('Cache-Control', 'private, no-store');
        return c.json({ items: listAssignments(c.get('actor'), deps).map(view) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/assignments/{id}',
        tags,
        summary: 'Read an assignment',
        description: 'Whoever holds its link reads its task, its mode and when it closes; its teacher reads the rest too.',
        request: { params: AssignmentId },
        responses: {
          200: json(z.union([AssignmentDocument, OpenAssignmentDocument]), 'The assignment'),
          ...refusals(401, 404),
        },
      }),
      (c) => {
        const actor = c.get('actor');
        const assignment = readAssignment(actor, c.req.valid('param').id, deps);
        const { id, task, mode, closes } = assignment;
        c.header('Cache-Control', 'private, no-store');
        c.header('Vary', 'Authorization');
        return c.json(mayHandle(actor, assignment.author) ? view(assignment) : { id, task, mode, closes }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/assignments/{id}',
        ...staff,
        summary: 'Delete an assignment, its class list and every essay handed in for it',
        request: { params: AssignmentId },
        responses: { 204: { description: 'Gone' }, ...refusals(401, 404) },
      }),
      async (c) => {
        await deleteAssignment(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/assignments/{id}/class-list',
        ...staff,
        summary: 'Put a class list in the place of the one before',
        description: 'CSV or XLSX with an identifier, a name and perhaps a group a row. Identifiers are text: leading zeros are kept.',
        request: {
          params: AssignmentId,
          query: ColumnsQuery,
          body: {
            required: true,
            content: Object.fromEntries(LISTS.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }])),
          },
        },
        responses: { 200: json(MemberList, 'The list as it is kept'), ...refusals(401, 404, 413, 415, 422) },
      }),
      async (c) => {
        if (!LISTS.includes(typeOf(c)[0] ?? '')) throw new Problem('wrong-content-type', `Send the list as ${LISTS.join(', ')}.`);
        const list = new Uint8Array(await c.req.arrayBuffer());
        const members = await setClassList(c.get('actor'), c.req.valid('param').id, list, c.req.valid('query'), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json({ members }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/assignments/{id}/class',
        ...staff,
        summary: 'Who of the class has handed in, who is missing, who handed in twice, and essays of nobody on the list',
        request: { params: AssignmentId },
        responses: { 200: json(ClassDocument, 'The class'), ...refusals(401, 404) },
      }),
      (c) => {
        c.header('Cache-Control', 'private, no-store');
        return c.json(readClass(c.get('actor'), c.req.valid('param').id, deps), 200);
      },
    );
}
