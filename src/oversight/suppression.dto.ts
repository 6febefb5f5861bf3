import { z } from 'zod';
import { countsByDay } from '../platform/index.js';
import { SUPPRESSION_REASONS } from '../suppression/index.js';

export const projectIdSchema = z.coerce.number().int().positive();
const reason = z.enum(SUPPRESSION_REASONS);

export const suppressionAnswer = z.object({
  ids: z
    .array(z.object({ reason, count: z.int() }))
    .describe(
      'How many ids are refused: `deletion`, while one is under way; `deleted`, for good (`suppressAfterDeletion`); `opt-out`, until ' +
        'they opt in again; `gpc`, until a browser that sent `Sec-GPC: 1` opts in.',
    ),
  refused: z
    .array(z.object({ reason: z.string(), ...countsByDay }))
    .describe('How many records of them were refused; a count, and no id.'),
});
export type SuppressionView = z.output<typeof suppressionAnswer>;
