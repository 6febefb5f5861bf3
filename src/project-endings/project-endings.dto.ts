import { z } from 'zod';
import { isStorable, UNSTORABLE_WORDS } from '../platform/index.js';
import { ENDING_KINDS, ENDING_STATES } from './ending-state.js';

const moment = z.iso.datetime();

export const idSchema = z.uuid();
export const projectIdSchema = z.coerce.number().int().positive();

export const revisionQuerySchema = z.strictObject({
  revision: z.coerce.number().int().min(1).max(1_000_000).optional().describe('Default the newest.'),
});
export type RevisionQuery = z.output<typeof revisionQuerySchema>;

export const orderSchema = z.strictObject({
  name: z
    .string()
    .refine(isStorable, UNSTORABLE_WORDS)
    .min(1)
    .max(200)
    .describe('The name of the project, typed out: nobody deletes another one by mistake.'),
});
export type OrderBody = z.output<typeof orderSchema>;

const destroyedAnswer = z.object({
  exports: z.int().describe('Files of exports, and their keys.'),
  requestIds: z.int().describe('Requests whose ids nobody can read any more.'),
  holdIds: z.int(),
  privacyChoices: z.int(),
  suppressions: z.int(),
  apiSecrets: z.int(),
  propertyClasses: z.int(),
  counts: z.int().describe('Days of counts of what came in, was refused and was dropped.'),
});

export const endingAnswer = z.object({
  id: z.uuid(),
  projectId: z.int(),
  projectName: z.string().describe('As it was called when it was ended.'),
  kind: z.enum(ENDING_KINDS),
  orderedBy: z.string().describe('E-mail of who ended it, or `operator`.'),
  orderedAt: moment,
  restorableUntil: moment.describe('Until then it can be brought back.'),
  goneBy: moment.describe('What it held is gone by then (PROJECT_RETENTION).'),
  state: z.enum(ENDING_STATES),
  restoredBy: z.string().nullable(),
  finishedAt: moment.nullable().describe('When it was brought back, or gone.'),
  scrubbedAt: moment.nullable().describe('When the bytes of it were off the disk.'),
  trouble: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('What stood in the way at the last attempt; there is another.'),
  counts: z
    .object({
      collections: z.array(
        z.object({
          collection: z.string(),
          rows: z.int(),
          spared: z.int().describe('Rows of whoever was held, which stayed.'),
        }),
      ),
      destroyed: destroyedAnswer,
      duties: z.int().describe('People whose rows stayed, and are owed.'),
    })
    .nullable()
    .describe('What it took; null while it is not gone.'),
});
export type EndingView = z.output<typeof endingAnswer>;

export const endingsAnswer = z.object({ results: z.array(endingAnswer) });
