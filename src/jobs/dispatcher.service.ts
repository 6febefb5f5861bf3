import { Injectable } from '@nestjs/common';
import { Clock, JobQueue, PrismaService } from '../platform/index.js';
import { CompletionRecords } from '../completion-records/index.js';
import { DeadlineWatch } from './deadline-watch.service.js';
import { FollowUps, HoldWatch } from '../deletions/index.js';
import { DutyLook } from './duty-look.service.js';
import {
  isSweepDue,
  retentionDue,
  runExport,
  scrubDue,
  stageDeletion,
  sweepDue,
  tidy,
} from '../request-model/index.js';
import { RetentionPlan } from '../retention/index.js';
import { ScrubPlan } from '../scrub/index.js';

/** How much due work one tick looks at; the next one comes a second later. */
const MOST_A_TICK = 200;
const TIDY_EVERY = 3_600_000;
const LOOK_AT_DEADLINES_EVERY = 60_000;

interface DueRow {
  readonly id: string;
  readonly kind: 'export' | 'deletion';
}

/**
 * Finds due work in the database and rings for it (invariant 1). It keeps nothing: a lost queue, a lost ring and a second
 * dispatcher beside this one change nothing but the time.
 */
@Injectable()
export class Dispatcher {
  private tidiedAt: Date | null = null;
  private watchedAt: Date | null = null;

  constructor(
    private readonly prisma: PrismaService,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    private readonly scrubs: ScrubPlan,
    private readonly runs: RetentionPlan,
    private readonly deadlines: DeadlineWatch,
    private readonly records: CompletionRecords,
    private readonly followUps: FollowUps,
    private readonly holdWatch: HoldWatch,
    private readonly duties: DutyLook,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const due = await this.prisma.$queryRaw<DueRow[]>`
      SELECT id, kind FROM requests
      WHERE (status = 'PENDING' OR (kind = 'export' AND status IN ('STAGING', 'STARTED'))) AND next_attempt_at <= ${now}
        AND NOT EXISTS (
          SELECT FROM leases
          WHERE name IN ('export:' || requests.project_id || ':' || requests.id, 'stage:' || requests.id)
            AND until > clock_timestamp()
        )
      ORDER BY next_attempt_at LIMIT ${MOST_A_TICK}`;
    for (const id of await this.followUps.ready()) await this.queue.enqueue(stageDeletion(id));
    for (const { id, kind } of due) await this.queue.enqueue(kind === 'export' ? runExport(id) : stageDeletion(id));
    if (await isSweepDue(this.prisma, now)) await this.queue.enqueue(sweepDue());
    if ((await this.scrubs.due()) !== null) await this.queue.enqueue(scrubDue());
    if ((await this.runs.due()) !== null) await this.queue.enqueue(retentionDue());
    await this.records.catchUp();
    try {
      await this.tidyUp(now);
    } finally {
      await this.lookAtDeadlines(now);
    }
  }

  private async tidyUp(now: Date): Promise<void> {
    if (!isDue(this.tidiedAt, TIDY_EVERY, now)) return;
    await this.scrubs.keep();
    await this.runs.keep();
    await this.queue.enqueue(tidy());
    this.tidiedAt = now;
  }

  // Here and not in a job: exports that fill the queue for hours must not keep a deadline quiet.
  private async lookAtDeadlines(now: Date): Promise<void> {
    if (!isDue(this.watchedAt, LOOK_AT_DEADLINES_EVERY, now)) return;
    await this.deadlines.look();
    await this.holdWatch.look();
    await this.duties.look();
    this.watchedAt = now;
  }
}

/** What is done now and then is due until it has succeeded: a ring that fails is rung again at the next tick. */
function isDue(doneAt: Date | null, every: number, now: Date): boolean {
  return doneAt === null || now.getTime() - doneAt.getTime() >= every;
}
