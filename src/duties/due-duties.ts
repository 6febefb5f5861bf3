import { Prisma } from '../platform/index.js';

/** Milliseconds until a duty is taken up again whose deletion ended otherwise than by erasing. */
const AGAIN_AFTER = 86_400_000;

/**
 * The condition on a row of `duties` that it is due and nothing keeps it from being taken up: the deletion that left it has ended,
 * the rows of its project are not being moved, and no deletion has failed to carry it out just before.
 */
export function dueBy(now: Date): Prisma.Sql {
  return Prisma.sql`
    duties.state = 'owed' AND duties.kind IN ('held', 'kept') AND duties.due_at <= ${now}::timestamptz
    AND NOT EXISTS (SELECT FROM requests WHERE requests.id = duties.request_id AND finished_at IS NULL)
    AND NOT EXISTS (SELECT FROM projects WHERE projects.id = duties.project_id AND closed_since IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM requests WHERE requests.duty_id = duties.id AND status <> 'SUCCESS'
        AND finished_at > ${new Date(now.getTime() - AGAIN_AFTER)}::timestamptz AND finished_at <= ${now}::timestamptz
    )`;
}

/**
 * The condition that it was due at a moment and has not ended, whatever keeps it: nobody takes it up, its deletions fail, or a file is
 * there still that has expired. The first deletion that carries it out may wait for its sweep.
 * @param beforeSweep the moment by which one that has such a deletion under way was due
 */
export function overdueBy(moment: Date, beforeSweep: Date): Prisma.Sql {
  return Prisma.sql`
    duties.state IN ('owed', 'under-way') AND duties.due_at <= CASE
      WHEN duties.state = 'owed' OR duties.kind = 'export-spared'
        OR EXISTS (SELECT FROM requests WHERE requests.duty_id = duties.id AND status IN ('FAILURE', 'REVOKED', 'DENIED'))
      THEN ${moment}::timestamptz ELSE ${beforeSweep}::timestamptz END`;
}
