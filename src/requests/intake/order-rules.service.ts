import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../../access/index.js';
import { assertAmbiguous, Identities, recordedDecisions, type RecordedDecision } from '../../request-model/index.js';
import { IngestStore } from '../../subject-data/index.js';
import { approvalReason, type ApprovalReason } from './approval-rule.js';
import type { RequestOrder } from './order.js';

/** What of an order depends on the data that is held. */
@Injectable()
export class OrderRules {
  constructor(
    private readonly ingestStore: IngestStore,
    private readonly identities: Identities,
  ) {}

  /** Decisions count for ids that are ambiguous now, and only for the subject they are ambiguous for. */
  async decisionsOf(projectId: number, order: RequestOrder): Promise<RecordedDecision[]> {
    const decisions = recordedDecisions(order.decisions ?? [], order.distinctIds);
    if (decisions.length === 0) return [];
    const concerned = new Set(decisions.map(({ ordinal }) => ordinal));
    const asked = [...order.distinctIds.entries()].filter(([ordinal]) => concerned.has(ordinal));
    assertAmbiguous(await this.identities.subjectsOf(projectId, asked), decisions);
    return decisions;
  }

  /** Why a deletion of these subjects waits for approval; null where it does not. Settings changed later change nothing. */
  async approvalReason(project: ProjectRecord, { distinctIds }: RequestOrder): Promise<ApprovalReason | null> {
    return approvalReason(project, distinctIds.length, (most) => this.ingestStore.countProfiles(project.id, most));
  }
}
