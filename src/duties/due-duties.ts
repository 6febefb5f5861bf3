import { Prisma } from '../platform/index.js';

/** Milliseconds until a duty is taken up again whose deletion ended otherwise than by erasing. */
const AGAIN_AFTER = 86_400_000;

/**
 * The condition on a row of `duties` that nothing keeps it from being taken up: it was due at a moment, the deletion that left it has ended,
 * the rows of its project are not being moved, and no deletion has failed to carry it out just before.
 */
export function dueBy(moment: Date, now: Date): Prisma.Sql {
  return Prisma.sql`
    duties.state = 'owed' AND duties.kind IN ('held', 'kept') AND duties.due_at <= ${moment}::timestamptz
    AND NOT EXISTS (SELECT FROM requests WHERE requests.id = duties.request_id AND finished_at IS NULL)
    AND NOT EXISTS (SELECT FROM projects WHERE projects.id = duties.project_id AND closed_since IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM requests WHERE requests.duty_id = duties.id AND status <> 'SUCCESS'
        AND finished_at > ${new Date(now.getTime() - AGAIN_AFTER)}::timestamptz AND finished_at <= ${now}::timestamptz
    )`;
}
