import { Injectable, Logger } from '@nestjs/common';
import { ActiveHolds } from '../../holds/index.js';
import { Clock, HabeasError, PrismaService } from '../../platform/index.js';
import { Identities, Timeline, type RequestRow } from '../../request-model/index.js';

/** Holds are looked at again that ended shortly before the last look, since clocks of processes differ. */
const OVERLAP = 60_000;

/**
 * Tells of each deletion, once a subject, that the hold is over for which it left the subject alone: what was owed of them is due then,
 * and erased by a deletion of its own.
 */
@Injectable()
export class HoldWatch {
  private readonly logger = new Logger('holds');
  private lookedAt: Date | null = null;

  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly holds: ActiveHolds,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** Costs a question to the database where no hold has ended since the last look. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const since = this.lookedAt === null ? null : new Date(this.lookedAt.getTime() - OVERLAP);
    let sawAll = true;
    for (const row of await this.candidates(since, now)) {
      try {
        await this.mark(row, now);
      } catch (error) {
        if (!(error instanceof HabeasError)) throw error;
        sawAll = false;
        this.logger.warn(
          `Deletion ${row.id}: whether its held subjects are still held could not be told (${error.code}).`,
        );
      }
    }
    // What could not be told is looked at again.
    if (sawAll) this.lookedAt = now;
  }

  /** Deletions with held subjects, of projects in which a hold has ended since. */
  private async candidates(since: Date | null, now: Date): Promise<RequestRow[]> {
    const projects = await this.prisma.$queryRaw<{ id: number }[]>`
      SELECT DISTINCT project_id AS id FROM holds
      WHERE (lifted_at IS NOT NULL OR until <= ${now}::timestamptz)
        AND (${since}::timestamptz IS NULL OR least(lifted_at, until) >= ${since}::timestamptz)`;
    if (projects.length === 0) return [];
    return this.prisma.request.findMany({
      where: {
        projectId: { in: projects.map(({ id }) => id) },
        kind: 'deletion',
        wrappedIdKey: { not: null },
        subjects: { some: { outcome: 'held', holdEndedAt: null } },
      },
    });
  }

  private async mark(row: RequestRow, now: Date): Promise<void> {
    const { id: requestId, projectId } = row;
    const where = { requestId, outcome: 'held', holdEndedAt: null };
    const left = await this.prisma.requestSubject.findMany({ where, select: { ordinal: true } });
    const ordinals = new Set(left.map(({ ordinal }) => ordinal));
    // Of somebody of whom it is not known who is meant nobody can say that they are free.
    const subjects = (await this.identities.resolve(row)).filter(
      ({ ordinal, fault }) => ordinals.has(ordinal) && fault === undefined,
    );
    const held = await this.holds.among(projectId, subjects);
    const free = subjects.filter(({ ordinal }) => !held.has(ordinal)).map(({ ordinal }) => ordinal);
    if (free.length === 0) return;
    await this.prisma.$transaction(async (transaction) => {
      const marked = await transaction.requestSubject.updateManyAndReturn({
        where: { ...where, ordinal: { in: free } },
        data: { holdEndedAt: now },
        select: { ordinal: true },
      });
      if (marked.length === 0) return;
      const named = marked.map(({ ordinal }) => ordinal).sort((one, other) => one - other);
      const detail = { subjects: named };
      await this.timeline.tell(transaction, { requestId, projectId, type: 'hold-ended', actor: 'habeas', detail });
    });
  }
}
