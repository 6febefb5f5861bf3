import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/index.js';
import {
  Identities,
  IdentityRecords,
  UnresolvedSubjects,
  type Subject,
  type RequestRow,
} from '../request-model/index.js';

/** Whom an export is about. */
@Injectable()
export class ExportSubjects {
  constructor(
    private readonly identities: Identities,
    private readonly identityRecords: IdentityRecords,
    private readonly faults: UnresolvedSubjects,
  ) {}

  async resolve(request: RequestRow): Promise<Subject[]> {
    return this.identities.resolve(request);
  }

  async record(transaction: Transaction, request: RequestRow, subjects: readonly Subject[]): Promise<void> {
    await this.identityRecords.record(transaction, request, subjects);
  }

  /** @throws HabeasError `closure-too-large` where nobody can be told */
  soundOf(subjects: readonly Subject[]): Subject[] {
    return this.faults.soundOf(subjects);
  }
}
