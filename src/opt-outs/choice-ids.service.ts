import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { MasterKey, PrismaService } from '../platform/index.js';
import { SealedIds } from '../subject-data/index.js';

/** What of a stored choice is needed to read whose it is. */
export interface SealedChoice {
  readonly id: string;
  readonly projectId: number;
  readonly idCiphertext: Uint8Array;
  readonly wrappedIdKey: Uint8Array | null;
}

/** Whose the choices are: each id under a key of its own, destroyed when nobody needs to read it any more (invariant 7). */
@Injectable()
export class ChoiceIds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly audit: AuditTrail,
  ) {}

  seal(
    choiceId: string,
    projectId: number,
    distinctId: string,
  ): { readonly sealed: Buffer; readonly wrappedKey: Buffer } {
    const cipher = SealedIds.create(this.master, contextOf(choiceId), projectId);
    return { sealed: cipher.seal(distinctId), wrappedKey: cipher.wrappedKey };
  }

  /** Null once the key is destroyed. */
  read({ id, projectId, idCiphertext, wrappedIdKey }: SealedChoice): string | null {
    if (wrappedIdKey === null) return null;
    return SealedIds.open(this.master, contextOf(id), wrappedIdKey, projectId).unseal(idCiphertext);
  }

  /**
   * Destroys the keys of choices that ended then or earlier, and of those whose person was erased then or earlier and did not choose
   * again since. What they chose goes on to hold, by the HMAC.
   */
  async destroyEnded(before: Date): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const destroyed = await transaction.$queryRaw<{ project_id: number; count: number }[]>`
        WITH destroyed AS (
          UPDATE privacy_choices choice SET wrapped_id_key = NULL
          WHERE wrapped_id_key IS NOT NULL AND (ended_at <= ${before} OR EXISTS (
            SELECT FROM request_identities identity
            JOIN requests request ON request.id = identity.request_id
            JOIN request_subjects subject ON subject.request_id = identity.request_id AND subject.ordinal = identity.ordinal
            WHERE identity.project_id = choice.project_id AND identity.id_hmac = choice.id_hmac AND NOT identity.ambiguous
              AND request.kind = 'deletion' AND request.disclosure = 'Data' AND request.status = 'SUCCESS'
              AND request.finished_at <= ${before} AND request.finished_at >= choice.at
              AND subject.outcome IN ('erased', 'anonymized', 'not_found', 'already_erased')))
          RETURNING project_id
        )
        SELECT project_id, count(*)::int AS count FROM destroyed GROUP BY project_id ORDER BY project_id`;
      await this.audit.appendAll(
        transaction,
        destroyed.map(({ project_id: projectId, count }) => ({
          actor: 'habeas',
          action: 'opt-out.ids-destroyed',
          projectId,
          detail: { count },
        })),
      );
    });
  }
}

function contextOf(choiceId: string): string {
  return `privacy-choice/${choiceId}`;
}
