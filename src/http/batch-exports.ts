import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ExportForm, exportClass, fillWorksheet, listColumns } from '../actions/export-class.ts';
import { ScriptState } from '../domain/batch.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchId } from './batch-documents.ts';
import { ColumnList, FilledReport } from './export-documents.ts';
import { refusals } from './problems.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const staff = { tags: ['Batches'], security: [{ apiKey: [] }], middleware: [requireKey] };
const file = z.string().openapi({ type: 'string', format: 'binary' });
const states = z
  .string()
  .optional()
  .openapi({ description: `only scripts in these states, parted by commas: ${ScriptState.options.join(', ')}` });
const counts = z.object({ 'Scripts-Included': z.string(), 'Scripts-Left-Out': z.string() });
const filledAnswers = {
  200: {
    description: 'The file, or the report',
    headers: counts,
    content: { 'text/csv': { schema: file }, 'application/json': { schema: FilledReport } },
  },
  ...refusals(400, 401, 404, 409, 413, 422),
};

/** Taking the results of a class away: as tables, as feedback sheets, and in worksheets of other systems. */
export function batchExports(deps: AppDeps) {
  const filled = async (c: Context<AppEnv>, id: string, name: string, report: boolean, input: object) => {
    const worksheet = new Uint8Array(await c.req.arrayBuffer());
    const { file: bytes, leftOut, scripts, ...told } = await fillWorksheet(c.get('actor'), id, worksheet, input, deps);
    c.header('Cache-Control', 'private, no-store');
    if (report) return c.json({ ...told, scripts, leftOut }, 200);
    return c.body(Uint8Array.from(bytes), 200, attachment(name, 'text/csv; charset=utf-8', scripts, leftOut.length));
  };
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}/export',
        ...staff,
        summary: 'Take the results of a class: a table, or feedback sheets',
        description:
          'A table holds every script, in columns that you choose (`/batches/{id}/columns` lists them). Sheets are for students: one for each script ' +
          'that a teacher has read, none with stale feedback, unless `states` says otherwise; the zip names what is left out.',
        request: {
          params: BatchId,
          query: z.strictObject({
            form: ExportForm.default('csv'),
            column: z
              .union([z.string(), z.array(z.string())])
              .optional()
              .openapi({ description: 'a column of the table, as key or key:heading; once for each, in order' }),
            states,
          }),
        },
        responses: {
          200: {
            description: 'The file',
            headers: counts,
            content: { 'text/csv': { schema: file }, 'application/octet-stream': { schema: file }, 'application/zip': { schema: file } },
          },
          ...refusals(401, 404, 409, 422),
        },
      }),
      async (c) => {
        const { form, column, states: given } = c.req.valid('query');
        const actor = c.get('actor');
        const { id } = c.req.valid('param');
        const chosen = column === undefined ? {} : { columns: columnsIn([column].flat(), listColumns(actor, id, deps).columns) };
        const { bytes, name, type, scripts, leftOut } = await exportClass(actor, id, { form, ...chosen, ...statesIn(given) }, deps);
        return c.body(typeof bytes === 'string' ? bytes : Uint8Array.from(bytes), 200, attachment(name, type, scripts, leftOut.length));
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}/columns',
        ...staff,
        summary: 'List the columns that a table of this class can have',
        request: { params: BatchId },
        responses: { 200: json(ColumnList, 'The columns, and those of a table for which none were chosen'), ...refusals(401, 404) },
      }),
      (c) => c.json(listColumns(c.get('actor'), c.req.valid('param').id, deps), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/batches/{id}/moodle',
        ...staff,
        summary: 'Fill the offline grading worksheet that you downloaded from Moodle',
        description:
          'Send your own file as it is; it comes back with marks and comments, everything else untouched. Its headings are known in en, de, es, ' +
          'fr, it, nl and pt; of any other language say them with `heading`. A comment that is there stays unless ' +
          '`replaceComments` is true. With `report=true` you are told which rows and scripts found no partner, and get no file.',
        request: {
          params: BatchId,
          query: z.strictObject({
            replaceComments: yes,
            heading: z
              .union([z.string(), z.array(z.string())])
              .optional()
              .openapi({
                description:
                  'a column of a worksheet in a language that is not known, as role:heading; once for each of identifier, grade, maximum, modified, name, comments',
              }),
            report: yes,
            states,
          }),
          body: { required: true, content: { 'text/csv': { schema: file } } },
        },
        responses: filledAnswers,
      }),
      (c) => {
        const { replaceComments, heading, report, states: given } = c.req.valid('query');
        const headings = heading === undefined ? {} : { headings: headingsIn([heading].flat()) };
        const settings = { system: 'moodle', replaceComments: replaceComments === 'true', ...headings, ...statesIn(given) };
        return filled(c, c.req.valid('param').id, 'moodle-worksheet.csv', report === 'true', settings) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/batches/{id}/canvas',
        ...staff,
        summary: 'Fill one assignment of the gradebook that you exported from Canvas',
        description:
          '`assignment` is the heading of its column, its title or its number. With `report=true` you are told what found no partner.',
        request: {
          params: BatchId,
          query: z.strictObject({ assignment: z.string(), report: yes, states }),
          body: { required: true, content: { 'text/csv': { schema: file } } },
        },
        responses: filledAnswers,
      }),
      (c) => {
        const { assignment, report, states: given } = c.req.valid('query');
        return filled(c, c.req.valid('param').id, 'canvas-gradebook.csv', report === 'true', {
          system: 'canvas',
          assignment,
          ...statesIn(given),
        }) as never;
      },
    );
}

const yes = z.enum(['true', 'false']).optional();
const statesIn = (given: string | undefined) => (given ? { states: given.split(',').map((state) => state.trim()) } : {});

/** `role:heading`; a heading may hold colons itself. */
const headingsIn = (given: string[]) =>
  Object.fromEntries(given.map((one) => [one.split(':', 1)[0]?.trim() ?? '', one.slice(one.indexOf(':') + 1)]));

/** `key`, under its usual heading, or `key:heading`. */
const columnsIn = (given: string[], all: { key: string; heading: string }[]) =>
  given.map((one) => {
    const [key = '', ...heading] = one.split(':');
    return { key, heading: heading.join(':') || (all.find((column) => column.key === key)?.heading ?? key) };
  });

const attachment = (name: string, type: string, scripts: number, leftOut: number) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name}"`,
  'Cache-Control': 'private, no-store',
  'Scripts-Included': String(scripts),
  'Scripts-Left-Out': String(leftOut),
});
