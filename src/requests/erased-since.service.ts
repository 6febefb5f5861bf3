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
        AND deletion.after_request_id IS DISTINCT FROM mine.request_id
        AND (deletion.status = 'STARTED' OR (deletion.verified_at IS NOT NULL AND deletion.finished_at >= ${watermark}))`;
    return new Set(rows.map((row) => row.ordinal));
  }

  /**
   * Destroys the keys of every part of an older artifact that holds a subject of this deletion, save in the artifact of the
   * export it was ordered with: that is spared until it expires, or another deletion of the same person destroys it.
   */
  async destroyParts(transaction: Transaction, deletionId: string): Promise<void> {
    const spared = await this.spare(transaction, deletionId);
    const destroyed = await transaction.$queryRaw<{ request_id: string; project_id: number; parts: bigint }[]>`
      WITH hit AS (
        SELECT DISTINCT artifact.id AS artifact_id, theirs.ordinal, theirs.request_id, theirs.project_id
        FROM request_identities mine
        JOIN request_identities theirs
          ON theirs.project_id = mine.project_id AND theirs.id_hmac = mine.id_hmac AND NOT theirs.ambiguous
        JOIN artifacts artifact ON artifact.request_id = theirs.request_id
        WHERE mine.request_id = ${deletionId}::uuid AND NOT mine.ambiguous
          AND artifact.request_id IS DISTINCT FROM ${spared}::uuid
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
  /** The export whose artifact this deletion leaves alone; null where there is none, or nothing of it is left to give. */
  private async spare(transaction: Transaction, deletionId: string): Promise<string | null> {
    const sparedAt = this.clock.now();
    const [spared] = await transaction.$queryRaw<{ request_id: string; project_id: number }[]>`
      UPDATE artifacts artifact SET spared_at = ${sparedAt}
      FROM requests deletion
      WHERE deletion.id = ${deletionId}::uuid AND artifact.request_id = deletion.after_request_id
        AND artifact.destroyed_at IS NULL AND artifact.expires_at > ${sparedAt}
        AND EXISTS (SELECT FROM artifact_parts WHERE artifact_id = artifact.id AND wrapped_key IS NOT NULL)
      RETURNING artifact.request_id, deletion.project_id`;
    if (!spared) return null;
    await this.timeline.tell(transaction, {
      requestId: spared.request_id,
      projectId: spared.project_id,
      type: 'artifact-spared',
      actor: 'habeas',
      detail: { deletion: deletionId },
    });
    return spared.request_id;
  }
}
