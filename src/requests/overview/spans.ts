import type { ProjectRecord } from '../../access/index.js';
import { Prisma } from '../../platform/index.js';

/** A part of the calendar, `until` not included. */
export interface Span {
  /** What the span is called in the answer. */
  readonly label: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * Projects with what their clocks count, as a table `(project_id, since, until, starts, labels)` to be joined: each project is one range,
 * and `labelOf` says in which of its spans something lies. So a request is met once, however many spans there are.
 * @param spansOf those of a time zone, each of which begins where the one before ends
 */
export function spansTable(
  projects: readonly Pick<ProjectRecord, 'id' | 'timezone'>[],
  spansOf: (timeZone: string) => readonly Span[],
): Prisma.Sql {
  const zones = [...new Set(projects.map(({ timezone }) => timezone))];
  const spans = zones.flatMap((zone) => spansOf(zone).map((span) => ({ zone, ...span })));
  return Prisma.sql`(
    SELECT project_id, since, until, starts, labels
    FROM unnest(${projects.map(({ id }) => id)}::int[], ${projects.map(({ timezone }) => timezone)}::text[])
      AS counted (project_id, zone)
    JOIN (
      SELECT zone, min(since::timestamptz) AS since, max(until::timestamptz) AS until,
        array_agg(since::timestamptz ORDER BY since::timestamptz) AS starts,
        array_agg(label ORDER BY since::timestamptz) AS labels
      FROM unnest(
        ${spans.map(({ zone }) => zone)}::text[],
        ${spans.map(({ label }) => label)}::text[],
        ${spans.map(({ from }) => from.toISOString())}::text[],
        ${spans.map(({ until }) => until.toISOString())}::text[]
      ) AS given (zone, label, since, until)
      GROUP BY zone
    ) AS calendar USING (zone)
  )`;
}

/** The label of the span in which a time of a row lies that was joined to the table as `span`. */
export function labelOf(time: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`span.labels[width_bucket(${time}, span.starts)]`;
}
