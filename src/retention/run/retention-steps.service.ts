import { Injectable } from '@nestjs/common';
import { Clock, Leases, PrismaService, type Lease, type Prisma, type Transaction } from '../../platform/index.js';
import type { CollectionWindows } from '../windows/effective-windows.service.js';
import { stepWindows } from './order-windows.js';

export type StepRow = Prisma.RetentionStepGetPayload<object>;

/** What a step has come to, in this order. */
export type Milestone = 'countedAt' | 'hiddenAt' | 'erasedAt' | 'verifiedAt';

/** What was counted of a project before anything was done. */
export interface Counted {
  readonly projectId: number;
  readonly found: number;
  readonly held: number;
  readonly requested: number;
  readonly referredTo: number;
}

/** Steps of one collection by one rule: all projects go in one order, so that months that nobody keeps go as a whole. */
export interface StepGroup {
  readonly runId: string;
  readonly collection: string;
  readonly rule: string;
}

/** What a run has to do and what it has done, written by whoever leads it and by nobody who has lost the lead. */
@Injectable()
export class RetentionSteps {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  async plan(transaction: Transaction, runId: string, orders: readonly CollectionWindows[]): Promise<void> {
    for (const order of orders) {
      const { collection, rule } = order;
      const windows = stepWindows(order);
      await transaction.$executeRaw`
        INSERT INTO retention_steps (run_id, collection, project_id, rule, before)
        SELECT ${runId}::uuid, ${collection.name}, project_id, ${rule}, nullif(before, '')::timestamptz
        FROM unnest(
          ${windows.map(({ projectId }) => projectId)}::int[],
          ${windows.map(({ before }) => before?.toISOString() ?? '')}::text[]
        ) AS expiry (project_id, before)
        ON CONFLICT DO NOTHING`;
    }
  }

  /** Steps that have not come to their end, by collection and rule. */
  async unfinished(runId: string): Promise<StepRow[]> {
    return this.prisma.retentionStep.findMany({ where: { runId, verifiedAt: null }, orderBy: { projectId: 'asc' } });
  }

  async unfinishedOf({ runId, collection, rule }: StepGroup): Promise<StepRow[]> {
    const where = { runId, collection, rule, verifiedAt: null };
    return this.prisma.retentionStep.findMany({ where, orderBy: { projectId: 'asc' } });
  }

  /** A project that keeps its data for longer now. `found`: with what has gone by now. */
  async putBack(
    group: StepGroup,
    projectId: number,
    to: { readonly before?: Date; readonly found?: bigint; readonly hiddenAt?: Date },
    lease: Lease,
  ): Promise<void> {
    await this.change(group, [projectId], to, lease);
  }

  /** A project of which nothing goes any more, and nothing has gone. */
  async drop(group: StepGroup, projectIds: readonly number[], lease: Lease): Promise<void> {
    if (projectIds.length === 0) return;
    const where = { ...group, projectId: { in: [...projectIds] }, hiddenAt: null };
    await this.leases.guarded(lease, (transaction) => transaction.retentionStep.deleteMany({ where }));
  }

  /** Where nothing was found the count is the read-back. */
  async counted(group: StepGroup, counts: readonly Counted[], lease: Lease): Promise<void> {
    const now = this.clock.now();
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.$executeRaw`
        UPDATE retention_steps step SET counted_at = ${now}, found = count.found, spared_held = count.held,
          spared_requested = count.requested, spared_other = count.referred, trouble_code = NULL, trouble_message = NULL,
          verified_at = CASE WHEN count.found = 0 THEN ${now}::timestamptz END,
          remaining = CASE WHEN count.found = 0 THEN 0 END
        FROM unnest(
          ${counts.map(({ projectId }) => projectId)}::int[],
          ${counts.map(({ found }) => found)}::bigint[],
          ${counts.map(({ held }) => held)}::bigint[],
          ${counts.map(({ requested }) => requested)}::bigint[],
          ${counts.map(({ referredTo }) => referredTo)}::bigint[]
        ) AS count (project_id, found, held, requested, referred)
        WHERE step.run_id = ${group.runId}::uuid AND step.collection = ${group.collection} AND step.rule = ${group.rule}
          AND step.project_id = count.project_id`;
    });
  }

  /** A month that went as a whole stands in the step of everybody of whom something went. */
  async dropped(group: StepGroup, projectIds: readonly number[], relation: string, lease: Lease): Promise<void> {
    const { runId, collection, rule } = group;
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.$executeRaw`
        UPDATE retention_steps SET dropped = array_append(dropped, ${relation})
        WHERE run_id = ${runId}::uuid AND collection = ${collection} AND rule = ${rule}
          AND project_id = ANY (${[...projectIds]}::int[]) AND ${relation} <> ALL (dropped)`;
    });
  }

  async hidden(group: StepGroup, projectIds: readonly number[], lease: Lease): Promise<void> {
    const data = { hiddenAt: this.clock.now(), troubleCode: null, troubleMessage: null };
    await this.change(group, projectIds, data, lease);
  }

  async erased(transaction: Transaction, group: StepGroup, projectIds: readonly number[]): Promise<void> {
    const where = { ...group, projectId: { in: [...projectIds] } };
    const data = { erasedAt: this.clock.now(), troubleCode: null, troubleMessage: null };
    await transaction.retentionStep.updateMany({ where, data });
  }

  async verified(group: StepGroup, projectIds: readonly number[], lease: Lease): Promise<void> {
    const data = { verifiedAt: this.clock.now(), remaining: 0, troubleCode: null, troubleMessage: null };
    await this.change(group, projectIds, data, lease);
  }

  /** Rows were read back: they are hidden once more. */
  async sendBack(group: StepGroup, remaining: ReadonlyMap<number, number>, lease: Lease): Promise<void> {
    for (const [projectId, rows] of remaining) {
      const data = { remaining: rows, hiddenAt: null, erasedAt: null, purgeSince: null };
      await this.change(group, [projectId], data, lease);
    }
  }

  async waits(group: StepGroup, projectIds: readonly number[], purgeSince: string, lease: Lease): Promise<void> {
    await this.change(group, projectIds, { purgeSince }, lease);
  }

  async trouble(
    group: StepGroup,
    projectIds: readonly number[],
    { code, message }: { readonly code: string; readonly message: string },
    lease: Lease,
  ): Promise<void> {
    await this.change(group, projectIds, { troubleCode: code, troubleMessage: message }, lease);
  }

  private async change(
    group: StepGroup,
    projectIds: readonly number[],
    data: Prisma.RetentionStepUpdateManyMutationInput,
    lease: Lease,
  ): Promise<void> {
    if (projectIds.length === 0) return;
    const where = { ...group, projectId: { in: [...projectIds] } };
    await this.leases.guarded(lease, (transaction) => transaction.retentionStep.updateMany({ where, data }));
  }
}
