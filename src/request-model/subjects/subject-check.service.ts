import { Injectable } from '@nestjs/common';
import { HabeasError, MasterKey, type Transaction } from '../../platform/index.js';
import type { IdHolder } from './identities.service.js';
import { namesSubject } from '../../subject-data/index.js';
import { SubjectIds } from './subject-ids.js';

/** Whether texts name a subject of one request, by any id of the person and in any letter case. */
export interface SubjectCheck {
  /** False where the ids were destroyed or their key cannot be read: nothing can be compared. */
  readonly possible: boolean;
  /** False where it is not possible. */
  names(text: string): boolean;
}

const IMPOSSIBLE: SubjectCheck = { possible: false, names: () => false };

/** Compares what will outlive the ids of a request with the ids, linked ones included, while their key lives. */
@Injectable()
export class SubjectChecks {
  constructor(private readonly master: MasterKey) {}

  async of(transaction: Transaction, request: IdHolder): Promise<SubjectCheck> {
    if (request.wrappedIdKey === null) return IMPOSSIBLE;
    const cipher = this.open(request.id, request.wrappedIdKey);
    if (cipher === null) return IMPOSSIBLE;
    const of = { where: { requestId: request.id }, select: { idCiphertext: true } };
    const asked = await transaction.requestSubject.findMany(of);
    const linked = await transaction.requestIdentity.findMany(of);
    const decided = await transaction.requestDecision.findMany(of);
    const sealed = [...asked, ...linked, ...decided].map(({ idCiphertext }) => idCiphertext);
    const ids = new Set((await cipher.unsealAll(sealed)).map((id) => id.toLowerCase()));
    return { possible: true, names: (text) => namesSubject(text.toLowerCase(), [...ids]) };
  }

  private open(requestId: string, wrappedIdKey: Uint8Array): SubjectIds | null {
    try {
      return SubjectIds.open(this.master, requestId, wrappedIdKey);
    } catch (error) {
      if (error instanceof HabeasError && error.code === 'key-unreadable') return null;
      throw error;
    }
  }
}
