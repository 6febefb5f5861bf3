import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Clock, iso, type Prisma, type Transaction } from '../platform/index.js';
import { Timeline, type RequestEventType } from '../request-model/index.js';
import { OPEN_DUTIES, type DutyRow } from './duty.js';

/** Who decided about a duty. */
export interface Decider {
  readonly name: string;
  readonly label: string;
}

const ENDED = { wrappedIdKey: null, dueUnheld: null } as const;

/** How a duty ends: its key goes with it, and whoever reads the record of the deletion that left it is told. */
@Injectable()
export class DutyEnds {
  constructor(
    private readonly timeline: Timeline,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param by the deletion that erased what was owed; null where nobody did anything, as of a file that expired */
  async carriedOut(transaction: Transaction, duties: readonly DutyRow[], by: string | null): Promise<void> {
    const data = { state: 'carried-out', carriedOutBy: by };
    await this.end(transaction, duties, data, 'duty-carried-out', 'habeas', by === null ? {} : { by });
  }

  /** What is kept from now on is kept for another reason than before, which somebody answers for. */
  async givenUp(
    transaction: Transaction,
    duty: DutyRow,
    decider: Decider,
    words: { readonly reason: string; readonly basis: string },
  ): Promise<boolean> {
    const data = { state: 'given-up', reason: words.reason, newBasis: words.basis };
    const by = { endedBy: decider.name, endedByLabel: decider.label };
    const ended = await this.end(transaction, [duty], { ...data, ...by }, 'duty-given-up', decider.name, { ...words });
    return ended === 1;
  }

  /** What could not be carried out yet is owed still. */
  async owedStill(transaction: Transaction, duty: DutyRow, dueAt: Date | null, because: string): Promise<void> {
    const data = {
      state: 'owed',
      carriedOutBy: null,
      dueAt,
      ...(duty.kind === 'kept' && because === 'kept' ? { dueUnheld: dueAt } : {}),
    };
    const { count } = await transaction.duty.updateMany({
      where: { id: duty.id, state: { in: [...OPEN_DUTIES] } },
      data,
    });
    if (count === 0 || (duty.state === 'owed' && iso(duty.dueAt) === iso(dueAt))) return;
    await this.tell(transaction, duty, 'duty-put-off', 'habeas', { because, due: iso(dueAt) });
  }

  /** Tells of it where the deletion is that left it; of what the end of a project left in the audit, and it owes a revision of its record. */
  async tell(
    transaction: Transaction,
    duty: DutyRow,
    type: Extract<RequestEventType, `duty-${string}`>,
    actor: string,
    more: Prisma.InputJsonObject,
  ): Promise<void> {
    const { id, projectId, requestId, endingId, kind, collections } = duty;
    const detail = { duty: id, kind, ...(collections.length > 0 ? { collections } : {}), ...more };
    if (requestId !== null) await this.timeline.tell(transaction, { requestId, projectId, type, actor, detail });
    else await this.audit.append(transaction, { actor, action: type.replace('-', '.'), projectId, detail });
    if (endingId !== null)
      await transaction.projectEnding.updateMany({ where: { id: endingId }, data: { recordDue: true } });
  }

  /** Each of them once. @returns how many it were */
  private async end(
    transaction: Transaction,
    duties: readonly DutyRow[],
    data: Prisma.DutyUncheckedUpdateManyInput,
    type: 'duty-carried-out' | 'duty-given-up',
    actor: string,
    detail: Prisma.InputJsonObject,
  ): Promise<number> {
    if (duties.length === 0) return 0;
    const where = { id: { in: duties.map(({ id }) => id) }, state: { in: [...OPEN_DUTIES] } };
    const ended = await transaction.duty.updateManyAndReturn({
      where,
      data: { ...data, ...ENDED, endedAt: this.clock.now() },
      select: { id: true },
    });
    const ids = new Set(ended.map(({ id }) => id));
    await transaction.dutyId.deleteMany({ where: { dutyId: { in: [...ids] } } });
    for (const duty of duties.filter(({ id }) => ids.has(id))) await this.tell(transaction, duty, type, actor, detail);
    return ids.size;
  }
}
