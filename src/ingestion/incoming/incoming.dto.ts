import { z } from 'zod';
import { countsByDay } from '../../platform/index.js';

export const projectIdSchema = z.coerce.number().int().positive();

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
    .array(z.object({ kind: z.string(), ...countsByDay }))
    .describe('Links of ids that came with the public token and joined nobody.'),
  suppressed: z.array(z.object({ reason: z.string(), ...countsByDay })).describe('Records of people who are refused.'),
  notKept: z
    .array(z.object({ kind: z.string(), name: z.string(), ...countsByDay }))
    .describe('Properties and values of records that were taken without them, by the rule that says so.'),
});
export type IncomingView = z.output<typeof incomingAnswer>;
