import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../platform/index.js';
import { AdminNotices } from './admin-notices.service.js';
import { EndingNotices } from './ending-notices.service.js';

/** A run begins within seconds of its time; one that has not come to its end a day later does not happen. */
const LATE = 24 * 3_600_000;
/** What ended in part longer ago is no news. */
const NEWS_FOR = 7 * 86_400_000;

interface MissedRow {
  readonly id: string;
  readonly dueAt: Date;
  /** Organizations of whose projects it left something undone; null where it did not come to its end. */
  readonly organizations: string[] | null;
}

/**
 * Tells owners and admins that a run of retention did not happen, or left something undone of their projects, or that an ended project is
 * not gone. Also a process that is no worker looks, since who does not run tells nobody.
 */
@Injectable()
export class RetentionNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly admins: AdminNotices,
    private readonly endings: EndingNotices,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const now = this.clock.now().getTime();
    const [before, since] = [new Date(now - LATE), new Date(now - NEWS_FOR)];
    const missed = await this.prisma.$queryRaw<MissedRow[]>`
      SELECT id, due_at AS "dueAt", CASE WHEN finished_at IS NOT NULL THEN ARRAY(
        SELECT DISTINCT organization_id::text FROM projects
        WHERE id IN (SELECT project_id FROM retention_steps WHERE run_id = run.id AND verified_at IS NULL)
      ) END AS organizations
      FROM retention_runs run
      WHERE (finished_at IS NULL AND due_at <= ${before}::timestamptz)
        OR (result = 'in-part' AND finished_at > ${since}::timestamptz)`;
    for (const row of missed) await this.tell(row);
    await this.endings.collect();
  }

  private async tell(row: MissedRow): Promise<void> {
    const all = () => this.prisma.organization.findMany({ select: { id: true } });
    const organizations = row.organizations ?? (await all()).map(({ id }) => id);
    const rows = organizations.map((organizationId) => ({ organizationId }));
    await this.admins.tell('retention', rows, () => noticeOf(row));
  }
}

/** Of the same run and the same trouble everybody is told once. */
function noticeOf({ id, dueAt, organizations }: MissedRow) {
  const inPart = organizations !== null;
  const facts = { what: 'retention', since: dueAt.toISOString(), inPart } as const;
  return { occasion: `retention:${id}:${inPart ? 'in-part' : 'missed'}`, facts };
}
