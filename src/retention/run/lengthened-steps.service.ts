import { Injectable } from '@nestjs/common';
import { Clock, type Lease } from '../../platform/index.js';
import { SubjectData, type ExpiryWindow } from '../../subject-data/index.js';
import type { CollectionWindows } from '../windows/effective-windows.service.js';
import { isShared, stepWindows } from './order-windows.js';
import { RetentionSteps, type StepGroup, type StepRow } from './retention-steps.service.js';
import { Spared } from './spared.service.js';

/** Whose steps they are, and by which moment the run works. */
interface Lead {
  readonly group: StepGroup;
  readonly lease: Lease;
  readonly at: Date;
}

interface Reconciled {
  /** Those to go on with. */
  readonly going: readonly StepRow[];
  /** Those by whose rule nothing goes any more, though rows have gone by it. */
  readonly without: readonly StepRow[];
}

/**
 * Steps of a run whose project keeps its data for longer than it did when they were laid down. What has gone by then stays on record, as
 * many rows as it was; what is there now is kept by what is said now, and neither hidden nor asked for by the read-back.
 */
@Injectable()
export class LengthenedSteps {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly steps: RetentionSteps,
    private readonly sparing: Spared,
    private readonly clock: Clock,
  ) {}

  /** @param order the rule as it is now; null where the data map knows it no more */
  async reconciled(lead: Lead, steps: readonly StepRow[], order: CollectionWindows | null): Promise<Reconciled> {
    const windows = order === null ? [] : stepWindows(order);
    const now = new Map(windows.map(({ projectId, before }) => [projectId, before]));
    const [going, without]: [StepRow[], StepRow[]] = [[], []];
    for (const step of steps) {
      const before = now.get(step.projectId);
      if (before === undefined) without.push(...(await this.ended(lead, step, order)));
      else going.push(await this.moved(lead, step, before, order));
    }
    return { going, without };
  }

  /** Nothing goes by the rule any more: a step by which nothing went is forgotten. */
  private async ended(lead: Lead, step: StepRow, order: CollectionWindows | null): Promise<StepRow[]> {
    if (step.hiddenAt !== null) return [step];
    const gone = order === null ? step.found : await this.goneBy(lead, step, order);
    if (gone === null || gone === 0n) {
      await this.steps.drop(lead.group, [step.projectId], lead.lease);
      return [];
    }
    const to = { found: gone, hiddenAt: this.clock.now() };
    await this.steps.putBack(lead.group, step.projectId, to, lead.lease);
    return [{ ...step, ...to }];
  }

  /** Not where the window is no longer, or longer than it was. */
  private async moved(
    lead: Lead,
    step: StepRow,
    before: Date | null,
    order: CollectionWindows | null,
  ): Promise<StepRow> {
    const isLonger = before !== null && (step.before === null || before < step.before);
    if (!isLonger) return step;
    const gone = step.hiddenAt !== null || order === null ? null : await this.goneBy(lead, step, order);
    const left = gone === null || order === null ? null : await this.agedBefore(lead, step, order, before);
    const to = { before, ...(gone !== null && left !== null && { found: gone + left }) };
    await this.steps.putBack(lead.group, step.projectId, to, lead.lease);
    return { ...step, ...to };
  }

  /** How many of the rows that were counted are not there any more; null where none was counted. */
  private async goneBy(lead: Lead, step: StepRow, order: CollectionWindows): Promise<bigint | null> {
    if (step.found === null) return null;
    const left = await this.agedBefore(lead, step, order, step.before);
    return left < step.found ? step.found - left : 0n;
  }

  private async agedBefore(
    { at }: Lead,
    { projectId }: StepRow,
    order: CollectionWindows,
    before: Date | null,
  ): Promise<bigint> {
    const { collection, agedBy, takes } = order;
    const ids = isShared(order) ? (collection.projects ?? []) : [projectId];
    const windows = ids.map((id): ExpiryWindow => ({ projectId: id, before }));
    const { all: spared } = await this.sparing.of(ids, at);
    const counted = await this.subjectData
      .storeOf(collection)
      .expiry.countExpired({ collection, agedBy, takes, windows, spared });
    return BigInt(counted.get(projectId) ?? 0);
  }
}
