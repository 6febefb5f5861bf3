import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import type { Transaction } from '../platform/index.js';
import { ClosureService } from '../subject-data/index.js';
import { Suppression } from '../suppression/index.js';
import { ActiveHolds } from './active-holds.service.js';

/**
 * Keeps clients from removing the profiles of held subjects. Whoever knows a project's token, which every browser does, may ask
 * for a removal: they are answered as always, so that nobody learns who is held, and the company learns it from the audit.
 */
@Injectable()
export class HeldProfiles {
  constructor(
    private readonly holds: ActiveHolds,
    private readonly closures: ClosureService,
    private readonly suppression: Suppression,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Those of the subjects whose person is held under any of their ids. In a transaction that shares the project's arrivals it
   * is the last word: a hold is placed alone with them.
   */
  async among(transaction: Transaction, projectId: number, subjects: readonly string[]): Promise<Set<string>> {
    if (subjects.length === 0 || !(await this.holds.any(projectId, transaction))) return new Set();
    const closures = await this.closures.resolve(projectId, subjects);
    // A profile under a shared device is nobody's (invariant 5), but a hold on the device's own id keeps it.
    const asked = subjects.map((id, ordinal) => {
      const { ids = [], tiedTo = [] } = closures.get(id) ?? {};
      return { ordinal, ids: [id, ...ids], tiedTo };
    });
    const held = await this.holds.among(projectId, asked, transaction);
    return new Set(subjects.filter((_, ordinal) => held.has(ordinal)));
  }

  /** Counts removals that were not done; the first of a day stands in the audit, so that no client can fill it. */
  async tell(transaction: Transaction, projectId: number, removals: number): Promise<void> {
    if (removals === 0) return;
    const today = await this.suppression.countRefused(transaction, projectId, 'held', removals);
    if (today > removals) return;
    await this.audit.append(transaction, {
      actor: 'habeas',
      action: 'hold.profile-kept',
      projectId,
      detail: { removals },
    });
  }
}
