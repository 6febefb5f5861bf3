import { Injectable } from '@nestjs/common';
import { HabeasError, type Transaction } from '../../platform/index.js';
import type { Subject } from './subject.js';

/** How a request ends whose work is done. */
export interface Ending {
  readonly status: 'SUCCESS' | 'FAILURE';
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

/** Keeps one bad id from stopping a request (invariant 9): it ends as `failed`, and the others go on. */
@Injectable()
export class UnresolvedSubjects {
  /**
   * The subjects whose ids are known.
   * @throws HabeasError `closure-too-large` where there is nobody to go on with
   */
  soundOf(subjects: readonly Subject[]): Subject[] {
    const sound = subjects.filter(({ fault }) => fault === undefined);
    if (sound.length > 0 || subjects.length === 0) return sound;
    throw new HabeasError(
      'unprocessable',
      'closure-too-large',
      'Each subject of the request is joined with more than 10,000 ids: undo the wrong merge, then ask again.',
    );
  }

  /** Ends the others as `failed`, with the code of their fault. */
  async end(transaction: Transaction, requestId: string, subjects: readonly Subject[]): Promise<void> {
    for (const { ordinal, fault } of subjects) {
      if (fault === undefined) continue;
      await transaction.requestSubject.update({
        where: { requestId_ordinal: { requestId, ordinal } },
        data: { outcome: 'failed', outcomeDetail: fault },
      });
      await transaction.requestTally.deleteMany({ where: { requestId, ordinal } });
    }
  }

  /** Ends those for whom nothing was decided, of a request that came to nothing, as `failed`, with its code. */
  async endWithRequest(transaction: Transaction, requestId: string, code: string): Promise<void> {
    await transaction.requestSubject.updateMany({
      where: { requestId, outcome: null },
      data: { outcome: 'failed', outcomeDetail: code },
    });
  }

  /** SUCCESS if and only if no subject ended as `failed`. */
  async ending(transaction: Transaction, requestId: string): Promise<Ending> {
    return (await this.endings(transaction, [requestId])).get(requestId) ?? endingOf(0);
  }

  /** The same of several requests, by request. */
  async endings(transaction: Transaction, requestIds: readonly string[]): Promise<Map<string, Ending>> {
    const rows = await transaction.$queryRaw<{ requestId: string; failed: number }[]>`
      SELECT request_id AS "requestId", count(*)::int AS failed FROM request_subjects
      WHERE request_id = ANY (${requestIds}::uuid[]) AND outcome = 'failed' GROUP BY request_id`;
    const failed = new Map(rows.map((row) => [row.requestId, row.failed]));
    return new Map(requestIds.map((id) => [id, endingOf(failed.get(id) ?? 0)]));
  }
}

function endingOf(failed: number): Ending {
  if (failed === 0) return { status: 'SUCCESS', failureCode: null, failureMessage: null };
  return {
    status: 'FAILURE',
    failureCode: 'subjects-failed',
    failureMessage: `Everything was done but for ${failed} of the subjects; each says why in its outcome. Open a new request for them.`,
  };
}
