import { z } from 'zod';
import { Prisma } from './generated/client.js';

const THIRTY_DAYS = 30 * 86_400_000;

/** Fields of an answer that tells of records which are counted by day. */
export const countsByDay = {
  lastThirtyDays: z.int(),
  total: z.int(),
  days: z
    .array(z.object({ day: z.iso.date(), count: z.int() }))
    .describe('By day (UTC), the newest first: the last thirty days, without those that have none.'),
};
export type CountsByDay = z.output<z.ZodObject<typeof countsByDay>>;

/** The condition on a row with a `day` that this is one of the last thirty. */
export function inLastThirtyDays(now: Date): Prisma.Sql {
  return Prisma.sql`day > ${new Date(now.getTime() - THIRTY_DAYS)}::timestamptz::date`;
}

/** What `countsByDay` tells, as columns over a group of rows with a `day` and a `count`. */
export function countedByDay(now: Date): Prisma.Sql {
  const recent = inLastThirtyDays(now);
  return Prisma.sql`
    sum(count)::float8 AS total, coalesce(sum(count) FILTER (WHERE ${recent}), 0)::float8 AS "lastThirtyDays",
    coalesce(json_agg(json_build_object('day', day, 'count', count) ORDER BY day DESC) FILTER (WHERE ${recent}), '[]') AS days`;
}
