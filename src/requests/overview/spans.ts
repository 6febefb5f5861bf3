import { Prisma } from '../../platform/index.js';

/** A part of the calendar as a project's clock counts it, `until` not included. */
export interface ProjectSpan {
  readonly projectId: number;
  /** What the span is called in the answer. */
  readonly label: string;
  readonly from: Date;
  readonly until: Date;
}

/** Spans as a table `(project_id, label, since, until)` to be joined: each is one range of an index that begins with the project. */
export function spansTable(spans: readonly ProjectSpan[]): Prisma.Sql {
  return Prisma.sql`(
    SELECT project_id, label, since::timestamptz AS since, until::timestamptz AS until
    FROM unnest(
      ${spans.map(({ projectId }) => projectId)}::int[],
      ${spans.map(({ label }) => label)}::text[],
      ${spans.map(({ from }) => from.toISOString())}::text[],
      ${spans.map(({ until }) => until.toISOString())}::text[]
    ) AS given (project_id, label, since, until)
  )`;
}
