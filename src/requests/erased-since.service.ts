import { Injectable } from '@nestjs/common';
import { Clock, type Transaction } from '../platform/index.js';
import { Timeline } from './timeline.service.js';

/** Keeps exports and deletions of the same person from missing each other (invariant 7). */
@Injectable()
export class ErasedSince {
  constructor(
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /**
   * Ordinals of an export whose subject a deletion is erasing, or has erased since the export's watermark. The caller holds
   * the arrivals lock, so that a deletion has begun before or begins after this export is sealed.
   */
  async ordinals(transaction: Transaction, exportId: string, watermark: Date): Promise<Set<number>> {
    const rows = await transaction.$queryRaw<{ ordinal: number }[]>`
      SELECT DISTINCT mine.ordinal
      FROM request_identities mine
      JOIN request_identities theirs
        ON theirs.project_id = mine.project_id AND theirs.id_hmac = mine.id_hmac AND NOT theirs.ambiguous
      JOIN requests deletion ON deletion.id = theirs.request_id
      WHERE mine.request_id = ${exportId}::uuid AND NOT mine.ambiguous
        AND deletion.kind = 'deletion' AND deletion.disclosure = 'Data'
        AND (deletion.status = 'STARTED' OR (deletion.status = 'SUCCESS' AND deletion.finished_at >= ${watermark}))`;
    return new Set(rows.map((row) => row.ordinal));
  }

  /** Destroys the keys of every part of an older artifact that holds a subject of this deletion. */
  async destroyParts(transaction: Transaction, deletionId: string): Promise<void> {
    const destroyed = await transaction.$queryRaw<{ request_id: string; project_id: number; parts: bigint }[]>`
      WITH hit AS (
        SELECT DISTINCT artifact.id AS artifact_id, theirs.ordinal, theirs.request_id, theirs.project_id
        FROM request_identities mine
        JOIN request_identities theirs
          ON theirs.project_id = mine.project_id AND theirs.id_hmac = mine.id_hmac AND NOT theirs.ambiguous
        JOIN artifacts artifact ON artifact.request_id = theirs.request_id
        WHERE mine.request_id = ${deletionId}::uuid AND NOT mine.ambiguous
      ), destroyed AS (
        UPDATE artifact_parts part SET wrapped_key = NULL, destroyed_at = ${this.clock.now()}
        FROM hit WHERE part.artifact_id = hit.artifact_id AND part.ordinal = hit.ordinal AND part.wrapped_key IS NOT NULL
        RETURNING hit.request_id, hit.project_id
      )
      SELECT request_id, project_id, count(*) AS parts FROM destroyed GROUP BY request_id, project_id`;
    for (const { request_id: requestId, project_id: projectId, parts } of destroyed) {
      await this.timeline.tell(transaction, {
        requestId,
        projectId,
        type: 'part-destroyed',
        actor: 'habeas',
        detail: { parts: Number(parts), deletion: deletionId },
      });
    }
  }
}
