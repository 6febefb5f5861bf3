import { Injectable } from '@nestjs/common';
import { Clock, Config, Ids, PrismaService, nextScrub } from '../platform/index.js';

/** A scrub that has not come to its end. */
export interface UnfinishedScrub {
  readonly id: string;
  readonly dueAt: Date;
  readonly openedAt: Date | null;
  readonly attempts: number;
}

/** When to scrub: one scrub is always planned, as SCRUB_SCHEDULE says or at once because somebody asked for it. */
@Injectable()
export class ScrubPlan {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Plans the next scrub where none is, and moves the planned one where the schedule was changed. */
  async keep(): Promise<void> {
    const now = this.clock.now();
    const dueAt = nextScrub(this.config.values.SCRUB_SCHEDULE, now);
    await this.plan(dueAt, null);
    await this.prisma.scrub.updateMany({
      where: { openedAt: null, orderedBy: null, AND: [{ dueAt: { gt: now } }, { NOT: { dueAt } }] },
      data: { dueAt },
    });
  }

  /** Has the next scrub begin at once, and one that waits go on. Returns the id of the next one. */
  async order(by: string): Promise<string> {
    const now = this.clock.now();
    await this.plan(now, by);
    await this.prisma.scrub.updateMany({ where: { openedAt: null }, data: { dueAt: now, orderedBy: by } });
    await this.prisma.scrub.updateMany({ where: { finishedAt: null, dueAt: { gt: now } }, data: { dueAt: now } });
    const planned = await this.prisma.scrub.findFirstOrThrow({ where: { openedAt: null } });
    return planned.id;
  }

  /** The scrub to work on now: one that is under way comes before the planned one. */
  async due(): Promise<UnfinishedScrub | null> {
    const [next] = await this.prisma.scrub.findMany({
      where: { finishedAt: null },
      orderBy: { openedAt: { sort: 'asc', nulls: 'last' } },
      take: 1,
    });
    return next !== undefined && next.dueAt <= this.clock.now() ? next : null;
  }

  private async plan(dueAt: Date, by: string | null): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO scrubs (id, due_at, ordered_by) VALUES (${this.ids.next()}::uuid, ${dueAt}, ${by})
      ON CONFLICT DO NOTHING`;
  }
}
