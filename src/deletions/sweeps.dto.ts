import { z } from 'zod';

const moment = z.iso.datetime();

/** A body that is not there asks for everything one owns. */
export const orderSchema = z
  .strictObject({
    organizationId: z.uuid().optional().describe('Of this organization alone.'),
    projectId: z
      .int()
      .positive()
      .optional()
      .describe('Of this project alone. Without either: of every project you own.'),
  })
  .prefault({});
export type OrderBody = z.output<typeof orderSchema>;

export const scopeSchema = z.strictObject({
  organizationId: z.uuid().optional(),
  projectId: z.coerce.number().int().positive().optional(),
});
export type ScopeQuery = z.output<typeof scopeSchema>;

const counts = { deletions: z.int(), subjects: z.int() };

export const orderedAnswer = z.object({
  ...counts,
  underway: z.boolean().describe('Another sweep is under way, which takes these next.'),
});

export const sweepsAnswer = z.object({
  due: z.object(counts).describe('What waits for the next sweep and for nothing else.'),
  nextAt: moment.describe('When it starts by the schedule (SWEEP_SCHEDULE).'),
  underway: z.boolean().describe('Whether one is under way, of whatever deletions.'),
  results: z
    .array(z.object({ id: z.uuid(), startedAt: moment, finishedAt: moment.nullable(), ...counts }))
    .describe('The latest that took deletions of yours, newest first; their counts are of yours alone.'),
});
