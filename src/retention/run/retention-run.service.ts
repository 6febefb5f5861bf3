import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, Leases, SteadyTime, type Lease } from '../../platform/index.js';
import { backoff } from '../../request-model/index.js';
import { EffectiveWindows } from '../windows/effective-windows.service.js';
import { GivingWay } from './giving-way.service.js';
import { RetentionPlan, type UnfinishedRun } from './retention-plan.service.js';
import { RetentionRunEnd } from './retention-run-end.service.js';
import { RetentionSteps } from './retention-steps.service.js';
import { RetentionWork } from './retention-work.service.js';

/** How long what does not heal is tried again, unless the next run comes before. */
const PATIENCE = 12 * 3_600_000;

/**
 * The nightly run: what has outlived its time goes, one collection after the other, for all projects together. It works through the same
 * gate as a sweep, so that the two never work at once; what is done stands in the database step by step, so that whoever leads it next
 * goes on from there.
 */
@Injectable()
export class RetentionRun {
  private readonly logger = new Logger('retention');

  constructor(
    private readonly leases: Leases,
    private readonly time: SteadyTime,
    private readonly plan: RetentionPlan,
    private readonly windows: EffectiveWindows,
    private readonly way: GivingWay,
    private readonly steps: RetentionSteps,
    private readonly work: RetentionWork,
    private readonly end: RetentionRunEnd,
    private readonly clock: Clock,
  ) {}

  /** Works on the run that is due. Does nothing while a sweep is due or anybody leads one, nor while the clock is not believed. */
  async run(): Promise<void> {
    if ((await this.plan.due()) === null || (await this.way.isSweepDue())) return;
    const now = await this.time.now();
    if (now === null) return;
    const lease = await this.leases.acquire('sweep', `process:${process.pid}`);
    if (lease === null) return;
    try {
      const run = await this.plan.due();
      if (run !== null) await this.advance(run, now, lease);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      if (error.code === 'lease-lost') this.logger.warn('Another process leads the run of retention now.');
      else if (error.code !== 'gives-way') throw error;
    } finally {
      await lease.release();
    }
  }

  private async advance(run: UnfinishedRun, now: Date, lease: Lease): Promise<void> {
    const startedAt = run.startedAt ?? (await this.start(run, now, lease));
    const isLeft = await this.work.work(run.id, startedAt, lease, this.way.begin());
    if (isLeft && this.isPatient(run, startedAt)) return this.putOff(run, lease);
    await this.end.finish(run.id, lease);
  }

  /** What it is to do is laid out first, by the windows of this moment: a run that goes on tomorrow takes nothing more. */
  private async start(run: UnfinishedRun, now: Date, lease: Lease): Promise<Date> {
    const orders = await this.windows.at(now);
    await this.leases.guarded(lease, async (transaction) => {
      await this.steps.plan(transaction, run.id, orders);
      const data = { startedAt: now, fence: lease.fence, phase: 'working' };
      await transaction.retentionRun.update({ where: { id: run.id }, data });
    });
    return now;
  }

  private isPatient({ dueAt }: UnfinishedRun, startedAt: Date): boolean {
    const now = this.clock.now();
    return now < this.plan.nextAt(startedAt) && now.getTime() - dueAt.getTime() < PATIENCE;
  }

  private async putOff({ id, attempts }: UnfinishedRun, lease: Lease): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      const nextAttemptAt = new Date(this.clock.now().getTime() + backoff(attempts + 1));
      const data = { attempts: attempts + 1, nextAttemptAt, phase: 'waiting' };
      await transaction.retentionRun.update({ where: { id }, data });
    });
  }
}
