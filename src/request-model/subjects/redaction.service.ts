import { Injectable } from '@nestjs/common';
import { HabeasError, MasterKey, type Transaction } from '../../platform/index.js';
import { namesSubject } from '../../subject-data/index.js';
import type { IdHolder } from './identities.service.js';
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
    const cipher = this.open(request.id, request.wrappedIdKey, request.projectId);
    if (cipher === null) return IMPOSSIBLE;
    const of = { where: { requestId: request.id }, select: { idCiphertext: true } };
    const asked = await transaction.requestSubject.findMany(of);
    const linked = await transaction.requestIdentity.findMany(of);
    const decided = await transaction.requestDecision.findMany(of);
    const sealed = [...asked, ...linked, ...decided].map(({ idCiphertext }) => idCiphertext);
    const ids = new Set((await cipher.unsealAll(sealed)).map((id) => id.toLowerCase()));
    return { possible: true, names: (text) => namesSubject(text.toLowerCase(), [...ids]) };
  }

  private open(requestId: string, wrappedIdKey: Uint8Array, projectId: number): SubjectIds | null {
    try {
      return SubjectIds.open(this.master, requestId, wrappedIdKey, projectId);
    } catch (error) {
      if (error instanceof HabeasError && error.code === 'key-unreadable') return null;
      throw error;
    }
  }
}

/** Stands for a text that may not outlive the ids. */
export const LEFT_OUT = '(left out: it could not be told from an id of a subject)';

/** Keeps ids out of what outlives them. */
export interface Cleaner {
  /** For what somebody wrote: left out where it names a subject, or where no id is left to compare it with. */
  written<Text extends string | null>(text: Text): Text | typeof LEFT_OUT;
  /** For the words of the data map and of Habeas: left out where they name a subject. */
  composed<Text extends string | null>(text: Text): Text | typeof LEFT_OUT;
}

export function cleanerOf(check: SubjectCheck): Cleaner {
  return {
    written: (text) => (text === null || (check.possible && !check.names(text)) ? text : LEFT_OUT),
    composed: (text) => (text === null || !check.names(text) ? text : LEFT_OUT),
  };
}

/** Who works appears by their label, save where they are a subject themselves: then by the id they have in Habeas. */
export function personOf<Name extends string | null>(label: string | null, name: Name, clean: Cleaner): string | Name {
  return label === null || clean.written(label) === LEFT_OUT ? name : label;
}
