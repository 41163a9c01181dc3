import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { archiveRubric } from '../actions/archive-rubric.ts';
import { DiffQuery, diffRubric } from '../actions/diff-rubric.ts';
import { addRubric, type Edited, patchRubric, replaceRubric } from '../actions/edit-rubric.ts';
import { listRubricVersions } from '../actions/list-rubric-versions.ts';
import { etagOf } from '../actions/rubric-match.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readJson } from './read-json.ts';
import { DiffDocument, EditedDocument, NoteQuery, PATCH, RubricBody, RubricId, RubricPatch } from './rubric-documents.ts';
import { rubricPath, versionPath } from './rubrics.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const named = { headers: z.object({ ETag: z.string(), Location: z.string() }) };
const ifMatch = { name: 'If-Match', in: 'header' as const, schema: { type: 'string' as const } };
const guarded = [{ ...ifMatch, required: true, description: 'the ETag of the version that is changed' }];
const edited = { 200: { ...json(EditedDocument, 'The version in force: a new one, or, with `changed` false, the same'), ...named } };
const staff = { tags: ['Rubrics'], security: [{ apiKey: [] }] };
/** A reference instead of a schema, so that the body is described here and checked by the action, which points at what is wrong. */
const body = (type: string, name: string) => ({
  required: true,
  content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
});

/** Making, changing, comparing and archiving rubrics: for staff. */
export function rubricEditing(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('RubricBody', RubricBody);
  app.openAPIRegistry.register('RubricPatch', RubricPatch);

  const answer = (c: Context<AppEnv>, { rubric, changed }: Edited, location: string): z.infer<typeof EditedDocument> => {
    const { id, version, hash } = rubric;
    const about = listRubricVersions(c.get('actor'), id, deps).find((one) => one.version === version);
    c.header('Cache-Control', 'no-store');
    c.header('ETag', etagOf(rubric));
    c.header('Location', location);
    const { title = '', author, note, createdAt = '' } = about ?? {};
    return {
      id,
      version,
      hash,
      title,
      author: author ?? '',
      note: note ?? '',
      createdAt,
      changed,
      links: { self: versionPath(id, version) },
    };
  };

  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Make a rubric',
        description: 'Its id is the id of its question. An archived rubric with this id comes back, as a new version.',
        request: { query: NoteQuery, body: body('application/json', 'RubricBody') },
        responses: {
          201: { ...json(EditedDocument, 'Its version in force'), ...named },
          ...refusals(400, 401, 403, 409, 413, 415, 422),
        },
      }),
      async (c) => {
        const input = await readJson(c, 'application/json');
        const rubric = addRubric(c.get('actor'), input, c.req.valid('query').note, deps);
        return c.json(answer(c, { rubric, changed: true }, rubricPath(rubric.id)), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/rubrics/{id}',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Put a whole new content in a rubric’s place',
        description: 'Makes a new version; a rubric can be sent back as it was read, with its id, version and hash.',
        parameters: guarded,
        request: { params: RubricId, query: NoteQuery, body: body('application/json', 'RubricBody') },
        responses: { ...edited, ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 428) },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const how = { ifMatch: c.req.header('if-match'), note: c.req.valid('query').note };
        const done = replaceRubric(c.get('actor'), id, await readJson(c, 'application/json'), how, deps);
        return c.json(answer(c, done, versionPath(id, done.rubric.version)), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/rubrics/{id}',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Change parts of a rubric',
        description: 'Makes a new version.',
        parameters: guarded,
        request: { params: RubricId, query: NoteQuery, body: body(PATCH, 'RubricPatch') },
        responses: { ...edited, ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 428) },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const how = { ifMatch: c.req.header('if-match'), note: c.req.valid('query').note };
        const done = patchRubric(c.get('actor'), id, await readJson(c, PATCH), how, deps);
        return c.json(answer(c, done, versionPath(id, done.rubric.version)), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/rubrics/{id}',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Archive a rubric',
        description:
          'It is listed no more and takes no new essays; it, its versions and all that was marked against it can still be read. ' +
          'Refused while submissions wait on it.',
        parameters: [
          { ...ifMatch, required: false, description: 'the ETag of the version that is archived; without it, whichever is in force' },
        ],
        request: { params: RubricId },
        responses: { 204: { description: 'Archived' }, ...refusals(401, 403, 404, 409, 412) },
      }),
      (c) => {
        archiveRubric(c.get('actor'), c.req.valid('param').id, c.req.header('if-match'), deps);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics/{id}/diff',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'What changed between two versions, in words',
        request: {
          params: RubricId,
          query: z.strictObject({
            from: z.preprocess((value) => value, DiffQuery.shape.from).openapi({ type: 'integer', minimum: 1 }),
            to: z.preprocess((value) => value, DiffQuery.shape.to).openapi({ type: 'integer', minimum: 1 }),
          }),
        },
        responses: { 200: json(DiffDocument, 'The changes; none when the versions are equal'), ...refusals(401, 403, 404, 422) },
      }),
      (c) => {
        c.header('Cache-Control', 'private, no-store');
        return c.json(diffRubric(c.get('actor'), c.req.valid('param').id, c.req.valid('query'), deps), 200);
      },
    );
}
