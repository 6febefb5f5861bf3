import { Injectable } from '@nestjs/common';
import { AccountMakers, actorName, maySumUp, type Actor, type ProjectRecord } from '../../access/index.js';
import { Config, HabeasError, type Transaction } from '../../platform/index.js';
import { assertAmbiguous, Identities, recordedDecisions, type RecordedDecision } from '../../request-model/index.js';
import { IdForms, IngestStore, isBuiltIn, isHashedId, SubjectData } from '../../subject-data/index.js';
import { approvalReason, type ApprovalReason } from './approval-rule.js';
import type { RequestOrder } from './order.js';

/** What of an order depends on the data that is held. */
@Injectable()
export class OrderRules {
  constructor(
    private readonly ingestStore: IngestStore,
    private readonly identities: Identities,
    private readonly makers: AccountMakers,
    private readonly config: Config,
    private readonly forms: IdForms,
    private readonly subjectData: SubjectData,
  ) {}

  /** Decisions count for ids that are ambiguous now, and only for the subject they are ambiguous for. */
  async decisionsOf(projectId: number, order: RequestOrder): Promise<RecordedDecision[]> {
    const decisions = await this.decided(projectId, order);
    if (decisions.length === 0) return [];
    const concerned = new Set(decisions.map(({ ordinal }) => ordinal));
    const asked = [...order.distinctIds.entries()].filter(([ordinal]) => concerned.has(ordinal));
    assertAmbiguous(await this.identities.subjectsOf(projectId, asked), decisions);
    return decisions;
  }

  /** What was decided about which ids, as they stand in the collections. */
  async decided(projectId: number, { decisions = [], distinctIds }: RequestOrder): Promise<RecordedDecision[]> {
    const formOf = await this.forms.of(projectId);
    const stored = decisions.map(({ distinctId, belongsTo }) => ({ distinctId: formOf(distinctId), belongsTo }));
    return recordedDecisions(stored, distinctIds);
  }

  /**
   * Tables of the company are compared with the id itself, which no hash tells.
   * @throws HabeasError `raw-id-needed` (422)
   */
  assertComparable(project: ProjectRecord, { distinctIds }: RequestOrder): void {
    if (!project.hashIds || !distinctIds.some(isHashedId)) return;
    if (this.subjectData.collectionsOf(project.id).every((collection) => isBuiltIn(collection))) return;
    throw new HabeasError(
      'unprocessable',
      'raw-id-needed',
      'Some of these ids are hashes, and the data map has tables of the company, which know no hash: name the ids themselves.',
    );
  }

  /**
   * Why a deletion of these subjects waits for approval; null where it does not. Settings changed later change nothing.
   * @param transaction in which no other deletion of the project is opened meanwhile
   */
  async approvalReason(
    transaction: Transaction,
    actor: Actor,
    project: ProjectRecord,
    { distinctIds }: RequestOrder,
    now: Date,
  ): Promise<ApprovalReason | null> {
    if (project.approvalCount === null && project.approvalShare === null) return null;
    const earlier = await this.earlier(transaction, actorName(actor), project, now);
    const countProfiles = (most: number) => this.ingestStore.countProfiles(project.id, most);
    return approvalReason(project, distinctIds.length, countProfiles, earlier);
  }

  /**
   * Subjects of deletions that nobody had to approve, opened within APPROVAL_PERIOD by whoever may be the same person: else a
   * large deletion would be several small ones, or those of several tools.
   */
  private async earlier(
    transaction: Transaction,
    opener: string,
    { id: projectId, organizationId }: ProjectRecord,
    now: Date,
  ): Promise<number> {
    const since = new Date(now.getTime() - this.config.values.APPROVAL_PERIOD);
    const sums = await transaction.request.groupBy({
      by: ['openedBy'],
      where: {
        projectId,
        kind: 'deletion',
        openedAt: { gt: since },
        approvalNeeded: false,
        status: { notIn: ['REVOKED', 'DENIED'] },
      },
      _sum: { subjectCount: true },
    });
    if (sums.length === 0) return 0;
    const accounts = [opener, ...sums.map(({ openedBy }) => openedBy)];
    const origins = await this.makers.originsOf(transaction, organizationId, accounts);
    const own = sums.filter(({ openedBy }) => maySumUp(opener, openedBy, origins));
    return own.reduce((sum, { _sum }) => sum + (_sum.subjectCount ?? 0), 0);
  }
}
