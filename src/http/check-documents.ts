import { z } from '@hono/zod-openapi';
import { Check, CheckFigures } from '../domain/check.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
/** What anyone may read of a check: not who answers for it. */
export const CheckFiguresDocument = z.object(CheckFigures.shape).openapi('CheckFigures');
export const CheckList = z
  .object({
    items: z.array(
      z.object({
        ...Check.shape,
        withdrawnAt: Check.shape.withdrawnAt.describe('null: it still holds'),
        links: z.object({ self: z.string() }),
      }),
    ),
  })
  .openapi('CheckList');
