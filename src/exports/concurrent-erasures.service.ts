import { Injectable } from '@nestjs/common';
import { Clock, type Transaction } from '../platform/index.js';
import { Timeline } from '../request-model/index.js';

interface Destroyed {
  readonly requestId: string;
  readonly projectId: number;
  /** The deletion that destroyed them. */
  readonly deletion: string;
  readonly parts: number;
}

/** Keeps exports and deletions of the same person from missing each other (invariant 7). */
@Injectable()
export class ConcurrentErasures {
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
   * Destroys the keys of every part of an older artifact that holds a subject of these deletions, save in the artifact of the
   * export that each was ordered with: that is spared until it expires, or another deletion of the same person destroys it.
   */
  async destroyParts(transaction: Transaction, deletionIds: readonly string[]): Promise<void> {
    const spared = await this.spare(transaction, deletionIds);
    const destroyed = await transaction.$queryRaw<Destroyed[]>`
      WITH hit AS (
        SELECT DISTINCT ON (artifact.id, theirs.ordinal) artifact.id AS artifact_id, theirs.ordinal, theirs.request_id,
          theirs.project_id, mine.request_id AS deletion_id
        FROM request_identities mine
        JOIN request_identities theirs
          ON theirs.project_id = mine.project_id AND theirs.id_hmac = mine.id_hmac AND NOT theirs.ambiguous
        JOIN artifacts artifact ON artifact.request_id = theirs.request_id
        LEFT JOIN unnest(${[...spared.keys()]}::uuid[], ${[...spared.values()]}::uuid[]) AS spared (deletion_id, request_id)
          ON spared.deletion_id = mine.request_id
        WHERE mine.request_id = ANY (${deletionIds}::uuid[]) AND NOT mine.ambiguous
          AND artifact.request_id IS DISTINCT FROM spared.request_id
        ORDER BY artifact.id, theirs.ordinal, mine.request_id
      ), destroyed AS (
        UPDATE artifact_parts part SET wrapped_key = NULL, destroyed_at = ${this.clock.now()}
        FROM hit WHERE part.artifact_id = hit.artifact_id AND part.ordinal = hit.ordinal AND part.wrapped_key IS NOT NULL
        RETURNING hit.request_id, hit.project_id, hit.deletion_id
      )
      SELECT request_id AS "requestId", project_id AS "projectId", deletion_id AS deletion, count(*)::int AS parts
      FROM destroyed GROUP BY request_id, project_id, deletion_id`;
    await this.timeline.tellAll(
      transaction,
      destroyed.map(({ requestId, projectId, deletion, parts }) => ({
        requestId,
        projectId,
        type: 'part-destroyed',
        actor: 'habeas',
        detail: { parts, deletion },
      })),
    );
  }

  /** By deletion, the export whose artifact it leaves alone; none where nothing of that is left to give. */
  private async spare(transaction: Transaction, deletionIds: readonly string[]): Promise<Map<string, string>> {
    const sparedAt = this.clock.now();
    const spared = await transaction.$queryRaw<{ requestId: string; projectId: number; deletion: string }[]>`
      UPDATE artifacts artifact SET spared_at = ${sparedAt}
      FROM requests deletion
      WHERE deletion.id = ANY (${deletionIds}::uuid[]) AND artifact.request_id = deletion.after_request_id
        AND artifact.destroyed_at IS NULL AND artifact.expires_at > ${sparedAt}
        AND EXISTS (SELECT FROM artifact_parts WHERE artifact_id = artifact.id AND wrapped_key IS NOT NULL)
      RETURNING artifact.request_id AS "requestId", deletion.project_id AS "projectId", deletion.id AS deletion`;
    await this.timeline.tellAll(
      transaction,
      spared.map(({ requestId, projectId, deletion }) => ({
        requestId,
        projectId,
        type: 'artifact-spared',
        actor: 'habeas',
        detail: { deletion },
      })),
    );
    return new Map(spared.map(({ requestId, deletion }) => [deletion, requestId]));
  }
}
