import { z } from 'zod';
import type { NoticeKind } from './notice-kinds.js';

const KINDS = {
  finished: z.boolean().describe('A request that you opened has finished.'),
  finishedByOthers: z.boolean().describe('A request that somebody else opened has finished.'),
  failed: z.boolean().describe('A request has failed, or waits for somebody to put something right.'),
  atRisk: z.boolean().describe('A deadline is five days away, or has passed.'),
  approval: z.boolean().describe('A deletion waits for a second owner or admin.'),
  token: z.boolean().describe('A GDPR OAuth token of yours ends in 30, 7 or 1 days.'),
  sweep: z.boolean().describe('Deletions are past the time of their sweep, which did not run.'),
  retention: z
    .boolean()
    .describe(
      'A run of retention did not happen within a day, or left something undone, or what an ended project held is not gone by its day.',
    ),
  duty: z.boolean().describe('What is owed has been due for a day, and is not erased.'),
} satisfies Record<NoticeKind, z.ZodType>;

export const choiceSchema = z.strictObject({ wanted: z.strictObject(KINDS) });
export type ChoiceBody = z.output<typeof choiceSchema>;

export const choiceAnswer = z.object({
  wanted: z.object(KINDS),
  chosen: z.boolean().describe('False: it is what goes with your role.'),
  delivery: z
    .enum(['mail', 'unconfirmed', 'none'])
    .describe(
      '`unconfirmed`: nothing is mailed before your address is confirmed. `none`: this installation sends no mail.',
    ),
});
