import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { MasterKey, PrismaService } from '../platform/index.js';
import { SealedIds } from '../subject-data/index.js';

/** What of a stored hold is needed to read whose it is. */
export interface SealedHold {
  readonly id: string;
  readonly projectId: number;
  readonly idCiphertext: Uint8Array;
  readonly wrappedIdKey: Uint8Array | null;
}

/** Whose the holds are: each id under a key of its own, destroyed when the hold has long ended (invariant 7). */
@Injectable()
export class HoldIds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly audit: AuditTrail,
  ) {}

  seal(
    holdId: string,
    projectId: number,
    distinctId: string,
  ): { readonly sealed: Buffer; readonly wrappedKey: Buffer } {
    const cipher = SealedIds.create(this.master, contextOf(holdId), projectId);
    return { sealed: cipher.seal(distinctId), wrappedKey: cipher.wrappedKey };
  }

  /** Null once the key is destroyed. */
  read({ id, projectId, idCiphertext, wrappedIdKey }: SealedHold): string | null {
    if (wrappedIdKey === null) return null;
    return SealedIds.open(this.master, contextOf(id), wrappedIdKey, projectId).unseal(idCiphertext);
  }

  /** Destroys the keys of holds that were lifted or ended then or earlier. */
  async destroyEnded(before: Date): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const destroyed = await transaction.$queryRaw<{ project_id: number; holds: string[] }[]>`
        WITH destroyed AS (
          UPDATE holds SET wrapped_id_key = NULL
          WHERE wrapped_id_key IS NOT NULL AND coalesce(lifted_at, until) <= ${before}
          RETURNING project_id, id
        )
        SELECT project_id, array_agg(id::text) AS holds FROM destroyed GROUP BY project_id`;
      for (const { project_id: projectId, holds } of destroyed) {
        await this.audit.append(transaction, {
          actor: 'habeas',
          action: 'hold.ids-destroyed',
          projectId,
          detail: { holds },
        });
      }
    });
  }
}

function contextOf(holdId: string): string {
  return `hold-ids/${holdId}`;
}
