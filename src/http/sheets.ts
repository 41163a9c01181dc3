import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readSheet } from '../actions/read-sheet.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { refusals } from './problems.ts';
import { Id } from './submission-documents.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The feedback on one essay as a sheet of paper. */
export function sheets(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>().openapi(
    createRoute({
      method: 'get',
      path: '/submissions/{id}/sheet',
      tags: ['Submissions'],
      summary: 'Read the feedback on an essay as a page to print or a Word document',
      description: 'For whoever may see how the essay was marked: in a class its student only once it is released.',
      request: { params: Id, query: z.strictObject({ form: z.enum(['html', 'docx']).default('html') }) },
      responses: {
        200: {
          description: 'The sheet',
          content: { 'text/html': { schema: z.string() }, [DOCX]: { schema: z.string().openapi({ type: 'string', format: 'binary' }) } },
        },
        ...refusals(401, 404, 409, 422),
      },
    }),
    async (c) => {
      const { form } = c.req.valid('query');
      const sheet = await readSheet(c.get('actor'), c.req.valid('param').id, form, deps);
      c.header('Cache-Control', 'private, no-store');
      c.header('Vary', 'Authorization');
      if (typeof sheet === 'string') return c.html(sheet, 200);
      return c.body(Uint8Array.from(sheet), 200, { 'Content-Type': DOCX, 'Content-Disposition': 'attachment; filename="feedback.docx"' });
    },
  );
}
