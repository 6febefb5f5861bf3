import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../platform/index.js';
import { AdminNotices } from './admin-notices.service.js';

/** A sweep begins within seconds of its time; one that has not begun after this long does not run. */
const LATE = 3_600_000;

interface OverdueRow {
  readonly projectId: number;
  readonly organizationId: string;
  readonly project: string;
  readonly since: Date;
  readonly waiting: number;
}

/**
 * Tells owners and admins that deletions are past the time of their sweep and no sweep is under way: no worker runs, or none gets
 * through. Also a process that is no worker looks, since who does not run tells nobody.
 */
@Injectable()
export class SweepNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly admins: AdminNotices,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LATE);
    const overdue = await this.prisma.$queryRaw<OverdueRow[]>`
      SELECT projects.id AS "projectId", projects.organization_id AS "organizationId", projects.name AS project,
        min(requests.next_attempt_at) AS since, count(*)::int AS waiting
      FROM requests JOIN projects ON projects.id = requests.project_id
      WHERE requests.kind = 'deletion' AND requests.status IN ('STAGING', 'STARTED')
        AND requests.next_attempt_at <= ${before}::timestamptz
        AND NOT EXISTS (SELECT FROM leases WHERE leases.name = 'sweep' AND leases.until > clock_timestamp())
      GROUP BY projects.id`;
    await this.admins.tell('sweep', overdue, noticeOf);
  }
}

/** The same deletions are told of once, for as long as they wait. */
function noticeOf({ projectId, project, since: at, waiting }: OverdueRow) {
  const since = at.toISOString();
  return { occasion: `sweep:${projectId}:${since}`, facts: { what: 'sweep', project, since, waiting } as const };
}
