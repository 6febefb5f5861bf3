import { z } from 'zod';

export const projectIdSchema = z.coerce.number().int().positive();

const sums = {
  lastThirtyDays: z.int(),
  total: z.int(),
  days: z
    .array(z.object({ day: z.iso.date(), count: z.int() }))
    .describe('By day (UTC), the newest first: the last thirty days, without those that have none.'),
};

export const incomingAnswer = z.object({
  days: z
    .array(
      z.object({
        day: z.iso.date().describe('In UTC.'),
        door: z.enum(['track', 'engage', 'groups', 'import', 'record']),
        outcome: z
          .enum(['taken', 'refused', 'dropped'])
          .describe(
            '`taken`: stored, or of groups, checked. `refused`: something is wrong with it. `dropped`: it is of nobody, was sent to be ignored, or is a recording where none is kept.',
          ),
        reason: z.string().describe('A code; empty where records were taken.'),
        count: z.int().describe('Records.'),
      }),
    )
    .describe('The last thirty days, the newest first.'),
  unbelieved: z
    .array(z.object({ kind: z.string(), ...sums }))
    .describe('Links of ids that came with the public token and joined nobody.'),
  suppressed: z.array(z.object({ reason: z.string(), ...sums })).describe('Records of people who are refused.'),
  notKept: z
    .array(z.object({ kind: z.string(), name: z.string(), ...sums }))
    .describe('Properties and values of records that were taken without them, by the rule that says so.'),
});
export type IncomingView = z.output<typeof incomingAnswer>;
