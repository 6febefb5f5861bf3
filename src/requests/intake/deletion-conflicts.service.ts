import { Injectable } from '@nestjs/common';
import { HabeasError, type Transaction } from '../../platform/index.js';

/** Keeps two deletions that have not ended from naming the same id. One that carries out a duty stands in nobody's way. */
@Injectable()
export class DeletionConflicts {
  /** Deletions of a project are opened one after the other, so that of two that conflict the second sees the first. */
  async lock(transaction: Transaction, projectId: number): Promise<void> {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(4828, ${projectId}::int)`;
  }

  /**
   * @param hmacs of `ids`, in the same order
   * @throws HabeasError `ids-under-deletion` (409) with the caller's own conflicting ids and the requests that hold them
   */
  async refuse(
    transaction: Transaction,
    projectId: number,
    ids: readonly string[],
    hmacs: readonly Buffer[],
  ): Promise<void> {
    const rows = await transaction.$queryRaw<{ place: bigint; request_id: string }[]>`
      SELECT DISTINCT given.place, subject.request_id
      FROM unnest(${hmacs.map((hmac) => hmac.toString('hex'))}::text[]) WITH ORDINALITY AS given (hmac, place)
      JOIN request_subjects subject
        ON subject.project_id = ${projectId}::int AND subject.id_hmac = decode(given.hmac, 'hex')
      JOIN requests request ON request.id = subject.request_id
      WHERE request.kind = 'deletion' AND request.status IN ('PENDING', 'STAGING', 'STARTED') AND request.duty_id IS NULL
      ORDER BY given.place`;
    if (rows.length === 0) return;
    const places = new Set(rows.map((row) => Number(row.place) - 1));
    throw new HabeasError(
      'conflict',
      'ids-under-deletion',
      'Ids of this request are already in a deletion that has not ended: leave them out, or wait for it to end.',
      {
        extra: {
          conflictingDistinctIds: [...places].map((place) => ids[place]),
          conflictingRequestIds: [...new Set(rows.map((row) => row.request_id))],
        },
      },
    );
  }
}
