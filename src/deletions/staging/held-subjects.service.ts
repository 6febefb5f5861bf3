import { Injectable } from '@nestjs/common';
import { isAtRisk } from '../../compliance/index.js';
import { DutyBook, DutyHolds } from '../../duties/index.js';
import { type Held, HeldDeletions } from '../../holds/index.js';
import { Clock, type Transaction } from '../../platform/index.js';
import { type RequestRow, type Subject, Timeline } from '../../request-model/index.js';

/**
 * Until when a deletion waits for holds to end: it does where each of its subjects is held and five days of its deadline are left
 * when the last of them is free. Null where it goes on, and the held are told so now.
 */
export function waitsUntil(
  subjects: readonly { readonly ordinal: number }[],
  held: ReadonlyMap<number, Held>,
  dueAt: Date,
): Date | null {
  if (subjects.some(({ ordinal }) => !held.has(ordinal))) return null;
  const last = new Date(Math.max(...[...held.values()].map(({ until }) => until.getTime())));
  return isAtRisk(dueAt, last) ? null : last;
}

/** What holds do to a deletion; all in the transaction in which a sweep takes it, alone with the project's arrivals. */
@Injectable()
export class HeldSubjects extends HeldDeletions {
  constructor(
    private readonly timeline: Timeline,
    private readonly duties: DutyBook,
    private readonly dutyHolds: DutyHolds,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Leaves a staged deletion where it is until the last hold ends; it can still be revoked. False where it was. */
  async wait(
    transaction: Transaction,
    { id: requestId, projectId }: Pick<RequestRow, 'id' | 'projectId'>,
    held: number,
    until: Date,
  ): Promise<boolean> {
    const { count } = await transaction.request.updateMany({
      where: { id: requestId, status: 'STAGING' },
      data: { waitingFor: 'hold', nextAttemptAt: until },
    });
    if (count === 0) return false;
    const told = await transaction.requestEvent.count({ where: { requestId, type: 'waiting-for-hold' } });
    if (told === 0) {
      await this.timeline.tell(transaction, {
        requestId,
        projectId,
        type: 'waiting-for-hold',
        actor: 'habeas',
        detail: { held, until: until.toISOString() },
      });
    }
    return true;
  }

  /**
   * Ends the held subjects of a deletion that goes on, with their basis. Nothing is counted of them. What is not erased is owed from
   * here on, unless the deletion carries out what was owed before and is so still.
   */
  async end(
    transaction: Transaction,
    { id: requestId, projectId, dutyId }: Pick<RequestRow, 'id' | 'projectId' | 'dutyId'>,
    subjects: readonly Subject[],
    held: ReadonlyMap<number, Held>,
  ): Promise<void> {
    if (held.size === 0) return;
    if (dutyId === null) await this.duties.oweHeld(transaction, { id: requestId, projectId }, subjects, held);
    const ordinals = [...held.keys()];
    await transaction.$executeRaw`
      UPDATE request_subjects SET outcome = 'held', outcome_detail = ended.basis
      FROM unnest(${ordinals}::int[], ${[...held.values()].map(({ basis }) => basis)}::text[]) AS ended (ordinal, basis)
      WHERE request_subjects.request_id = ${requestId}::uuid AND request_subjects.ordinal = ended.ordinal`;
    await transaction.requestTally.deleteMany({ where: { requestId, ordinal: { in: ordinals } } });
  }

  /** Ordinals of the subjects that ended before the sweep began, as held or as failed; by request. */
  async ended(db: Transaction, requestIds: readonly string[]): Promise<Map<string, ReadonlySet<number>>> {
    const rows = await db.$queryRaw<{ requestId: string; ordinals: number[] }[]>`
      SELECT request_id AS "requestId", array_agg(ordinal) AS ordinals FROM request_subjects
      WHERE request_id = ANY (${requestIds}::uuid[]) AND outcome IN ('held', 'failed') GROUP BY request_id`;
    return new Map(rows.map(({ requestId, ordinals }) => [requestId, new Set(ordinals)]));
  }

  override async started(transaction: Transaction, projectId: number, hmacs: readonly Buffer[]): Promise<Set<string>> {
    const rows = await transaction.$queryRaw<{ hmac: string }[]>`
      SELECT DISTINCT encode(held.hmac, 'hex') AS hmac
      FROM (SELECT decode(hmac, 'hex') AS hmac FROM unnest(${hexOf(hmacs)}::text[]) AS hmac) AS held
      JOIN request_identities identity
        ON identity.project_id = ${projectId}::int AND (identity.id_hmac = held.hmac OR identity.spelling_hmac = held.hmac)
      JOIN requests request ON request.id = identity.request_id
      WHERE NOT identity.ambiguous AND request.kind = 'deletion' AND request.status = 'STARTED'`;
    return new Set(rows.map(({ hmac }) => hmac));
  }

  override async wake(transaction: Transaction, projectId: number, hmacs: readonly Buffer[]): Promise<void> {
    await transaction.$executeRaw`
      UPDATE requests SET next_attempt_at = ${this.clock.now()}, waiting_for = 'sweep'
      WHERE project_id = ${projectId}::int AND kind = 'deletion' AND status = 'STAGING' AND waiting_for = 'hold'
        AND EXISTS (
          SELECT FROM request_identities identity
          JOIN unnest(${hexOf(hmacs)}::text[]) AS held (hmac)
            ON decode(held.hmac, 'hex') IN (identity.id_hmac, identity.spelling_hmac)
          WHERE identity.request_id = requests.id AND NOT identity.ambiguous
        )`;
    await this.dutyHolds.lifted(transaction, projectId, hmacs);
  }

  override async putOff(
    transaction: Transaction,
    projectId: number,
    hmacs: readonly Buffer[],
    until: Date,
  ): Promise<void> {
    await this.dutyHolds.placed(transaction, projectId, hmacs, until);
  }
}

function hexOf(hmacs: readonly Buffer[]): string[] {
  return hmacs.map((hmac) => hmac.toString('hex'));
}
