import { z } from 'zod';
import { DENIAL_GROUNDS, REGIMES, REQUEST_KINDS } from '../../compliance/index.js';

const count = z.int();
const days = z.number().nullable().describe('Null where there is none.');
const month = z.string().meta({ example: '2026-03' });
const kind = z.enum(REQUEST_KINDS);
const regime = z.enum(REGIMES);
const timeZones = z
  .array(z.string())
  .describe('By whose clocks months and years are counted: each request by its own project’s time zone.');

export const organizationIdSchema = z.uuid();
const projectId = z.coerce.number().int().positive().optional().describe('Of this project alone.');

/** How far away the deadline of an open request is; `in-14-days` begins where `in-7-days` ends. */
export const DUE_IN = ['overdue', 'in-7-days', 'in-14-days', 'in-30-days', 'later'] as const;
export type DueIn = (typeof DUE_IN)[number];

export const overviewQuerySchema = z.strictObject({ projectId });
export type OverviewQuery = z.output<typeof overviewQuerySchema>;

export const overviewAnswer = z.object({
  at: z.iso.datetime(),
  timeZones,
  months: z.array(month).describe('The twelve months that are counted, this one included; more where zones differ.'),
  open: z
    .array(z.object({ due: z.enum(DUE_IN), exports: count, deletions: count }))
    .describe('Requests that have not ended, by their deadline; each stands in one of the five.'),
  finished: z
    .object({ onTime: count, late: count, failed: count })
    .describe('Requests that ended in these months: answered by their deadline, answered after it, without an answer.'),
  volume: z
    .array(z.object({ month, kind, regime, received: count }))
    .describe('Requests by the month in which the company received them; what is not there is 0.'),
  completion: z
    .array(z.object({ kind, regime, answered: count, medianDays: days, meanDays: days }))
    .describe('Days from receipt to answer, of requests that were answered in these months.'),
  completionByMonth: z
    .array(z.object({ month, answered: count, medianDays: days, meanDays: days }))
    .describe('The same by the month of the answer.'),
});
export type OverviewAnswer = z.output<typeof overviewAnswer>;

export const metricsQuerySchema = z.strictObject({
  year: z.coerce.number().int().min(2018).max(2200).optional().describe('Default: the year before this one.'),
  projectId,
});
export type MetricsQuery = z.output<typeof metricsQuerySchema>;

export const METRICS_OF = ['ccpa', 'everyone'] as const;
export const RIGHTS = ['know', 'delete'] as const;

export const metricsAnswer = z.object({
  year: z.int(),
  isOver: z.boolean().describe('Whether the year is over by every clock it is counted by.'),
  timeZones,
  results: z
    .array(
      z.object({
        of: z
          .enum(METRICS_OF)
          .describe('`ccpa`: requests under CCPA; `everyone`: under any regime, as 11 CCR §7102(b) allows.'),
        right: z.enum(RIGHTS).describe('Requests to know are exports, requests to delete deletions.'),
        received: count.describe('People: a request that names fifty counts fifty.'),
        complied: count.describe('In whole or in part, `nothingHeld` included.'),
        compliedInWhole: count,
        compliedInPart: count,
        nothingHeld: count.describe('Answered that nothing is held about the person.'),
        denied: count,
        grounds: z
          .object(Object.fromEntries(DENIAL_GROUNDS.map((ground) => [ground, count])) as Record<Ground, typeof count>)
          .describe('Why, of those denied in whole or in part.'),
        withdrawn: count,
        failed: count.describe('Ended without an answer.'),
        open: count,
        medianDays: days,
        meanDays: days,
      }),
    )
    .describe('11 CCR §7102(a)(1), of what the company received in the year.'),
});
type Ground = (typeof DENIAL_GROUNDS)[number];
export type MetricsAnswer = z.output<typeof metricsAnswer>;
