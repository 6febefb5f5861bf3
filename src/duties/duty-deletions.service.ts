import { Injectable } from '@nestjs/common';
import { isProjectClosed, projectClosed } from '../access/index.js';
import {
  Clock,
  HabeasError,
  iso,
  JobQueue,
  lockArrivals,
  lockNaming,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { stageDeletion } from '../request-model/index.js';
import { DutyEnds, type Decider } from './duty-ends.service.js';
import { DutyHolds } from './duty-holds.service.js';
import { DutyIds } from './duty-ids.service.js';
import { DutyRequests } from './duty-requests.service.js';
import { dueOf, type DutyRow } from './duty.js';

/** An owner's word that it is not waited for any longer. */
export interface EarlyOrder extends Decider {
  readonly reason: string;
}

const HABEAS = { name: 'habeas', label: 'habeas' };

/**
 * Opens the deletion that carries a duty out: one of the regime and disclosure of the deletion that left it, which goes the way of
 * every other from there on. At most one is under way for each duty.
 */
@Injectable()
export class DutyDeletions {
  constructor(
    private readonly prisma: PrismaService,
    private readonly dutyIds: DutyIds,
    private readonly holds: DutyHolds,
    private readonly ends: DutyEnds,
    private readonly requests: DutyRequests,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the deletion of a duty that is due; of somebody who is held by now the duty is put off instead. While the rows of the project
   * are moved it waits.
   * @returns the deletion; null where there is none to open
   */
  async openDue(dutyId: string): Promise<string | null> {
    const opened = await this.prisma.$transaction(async (transaction) => {
      const { duty, isClosed } = await this.locked(transaction, dutyId);
      if (isClosed) return null;
      const now = this.clock.now();
      if (duty?.state !== 'owed' || duty.dueAt === null || duty.dueAt > now) return null;
      const held = (await this.holds.among(transaction, duty.projectId, [duty])).get(duty.id);
      if (held === undefined) return this.open(transaction, duty, null);
      await this.ends.owedStill(transaction, duty, dueOf(duty, held.until, now), 'held');
      return null;
    });
    if (opened !== null) await this.queue.enqueue(stageDeletion(opened));
    return opened;
  }

  /**
   * The same before its time. What is kept is released by it, whatever its policy says.
   * @throws HabeasError `duty-held`, `duty-under-way`, `project-closed` (409), `duty-ended` (405)
   */
  async openEarly(dutyId: string, order: EarlyOrder): Promise<void> {
    const opened = await this.prisma.$transaction(async (transaction) => {
      const { duty, isClosed } = await this.locked(transaction, dutyId);
      assertOwed(duty);
      if (isClosed) throw projectClosed();
      if ((await this.holds.among(transaction, duty.projectId, [duty])).size > 0) throw personHeld();
      return this.open(transaction, duty, order);
    });
    await this.queue.enqueue(stageDeletion(opened));
  }

  /**
   * The duty, while nobody of its project can be held or freed, no other process decides about it, and the project is not closed, unless
   * it is already.
   */
  private async locked(
    transaction: Transaction,
    dutyId: string,
  ): Promise<{ readonly duty: DutyRow | null; readonly isClosed: boolean }> {
    const found = await transaction.duty.findUnique({ where: { id: dutyId }, select: { projectId: true } });
    if (found === null) return { duty: null, isClosed: false };
    const isClosed = await isProjectClosed(transaction, found.projectId);
    await lockNaming(transaction, found.projectId);
    await lockArrivals(transaction, found.projectId, 'shared');
    await transaction.$queryRaw`SELECT id FROM duties WHERE id = ${dutyId}::uuid FOR UPDATE`;
    return { duty: await transaction.duty.findUnique({ where: { id: dutyId } }), isClosed };
  }

  private async open(transaction: Transaction, duty: DutyRow, early: EarlyOrder | null): Promise<string> {
    const person = (await this.dutyIds.read([duty], transaction)).get(duty.id);
    if (person === undefined)
      throw new HabeasError('gone', 'ids-destroyed', 'The ids of this duty are not there any more.');
    const by = early ?? HABEAS;
    const requestId = await this.requests.write(transaction, duty, person, {
      by,
      // An owner's word counts until it is done.
      released: early === null && duty.reason === null ? [] : duty.collections,
    });
    const decided = early === null ? {} : { reason: early.reason, endedBy: early.name, endedByLabel: early.label };
    const data = { state: 'under-way', carriedOutBy: requestId, ...decided };
    await transaction.duty.update({ where: { id: duty.id }, data });
    const detail = { by: requestId, ...(early === null ? {} : { reason: early.reason }) };
    await this.ends.tell(transaction, duty, 'duty-begun', by.name, detail);
    return requestId;
  }
}

/** @throws HabeasError `duty-not-found` (404), `duty-under-way` (409), `duty-ended` (405) */
export function assertOwed(duty: DutyRow | null): asserts duty is DutyRow {
  if (duty === null) throw dutyNotFound();
  if (duty.state === 'owed') return;
  throw duty.state === 'under-way'
    ? new HabeasError(
        'conflict',
        'duty-under-way',
        'The duty is being carried out: follow the deletion that does it.',
        { extra: earlierOf(duty) },
      )
    : new HabeasError(
        'not-allowed',
        'duty-ended',
        `The duty was ${duty.state === 'given-up' ? 'given up' : 'carried out'}: nothing is owed any more.`,
        { extra: earlierOf(duty) },
      );
}

/** What somebody decided about it before, who, and when it ended with that. */
function earlierOf({ state, endedByLabel, endedBy, endedAt }: DutyRow) {
  const by = endedByLabel ?? endedBy;
  return { earlier: by === null ? null : { decision: state, by, at: iso(endedAt) } };
}

export function dutyNotFound(): HabeasError {
  return new HabeasError('not-found', 'duty-not-found', 'There is no such duty that you may know of.');
}

function personHeld(): HabeasError {
  return new HabeasError('conflict', 'duty-held', 'The person is held: lift the hold first, which makes the duty due.');
}
