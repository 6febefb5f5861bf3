import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Clock, Config, iso, Leases, lockArrivals, VERSION, type Lease, type Transaction } from '../platform/index.js';
import { isBuiltIn, SubjectData } from '../subject-data/index.js';
import { EndedContents } from './ended-contents.service.js';
import {
  notPromisedBy,
  PROJECT_RECORD_FORMAT,
  type ProjectRecord,
  type RecordedDuty,
  statementOf,
} from './ending-record.js';
import { EndingRecords, recordedDuties } from './ending-records.service.js';
import type { EndingCounts, EndingKind } from './ending-state.js';
import { EndingDuties } from './ending-duties.service.js';
import { sparedChanged } from './ending-erasure.service.js';
import { EndingSteps, type StepRow } from './ending-steps.service.js';
import { HeldOfProject, type HeldPeople } from './held-people.service.js';
import type { EndingRow } from './project-endings.service.js';

/** The last step of the end of a project: what stays is owed, what is left is destroyed, and a signed record says so, all in one. */
@Injectable()
export class EndingEnd {
  constructor(
    private readonly leases: Leases,
    private readonly contents: EndedContents,
    private readonly held: HeldOfProject,
    private readonly duties: EndingDuties,
    private readonly steps: EndingSteps,
    private readonly subjectData: SubjectData,
    private readonly records: EndingRecords,
    private readonly audit: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * @param held those whose rows are left
   * @throws HabeasError `spared-changed` where somebody was held, or is free, since the rows went
   */
  async end(ending: EndingRow, held: HeldPeople, lease: Lease): Promise<void> {
    const steps = await this.steps.all(ending.id, 'erase');
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.$queryRaw`SELECT FROM projects WHERE id = ${ending.projectId}::int FOR NO KEY UPDATE`;
      await lockArrivals(transaction, ending.projectId, 'alone');
      if (await this.held.anyAdded(transaction, ending.projectId, held)) throw sparedChanged();
      if (!(await this.held.areHeld(transaction, ending.projectId, held))) throw sparedChanged();
      await this.duties.owe(transaction, ending, held.people);
      const owed = await recordedDuties(transaction, ending.id);
      const destroyed = ending.kind === 'deleted' ? await this.destroy(transaction, ending) : null;
      const finishedAt = this.clock.now();
      const record = await this.recordOf(transaction, { ending, steps, owed, destroyed, finishedAt });
      await this.records.keep(transaction, record);
      const counts: EndingCounts = {
        collections: record.collections.map(({ collection, rows, spared }) => ({ collection, rows, spared })),
        destroyed: destroyed ?? NOTHING,
        duties: owed.length,
      };
      await transaction.projectEnding.update({
        where: { id: ending.id },
        data: {
          state: 'gone',
          finishedAt,
          nextAttemptAt: null,
          troubleCode: null,
          troubleMessage: null,
          counts: { ...counts, collections: [...counts.collections], destroyed: { ...counts.destroyed } },
        },
      });
      const { organizationId, projectId } = ending;
      const detail = { ending: ending.id, kind: ending.kind, duties: owed.length };
      await this.audit.append(transaction, {
        actor: 'habeas',
        action: 'project.gone',
        organizationId,
        projectId,
        detail,
      });
    });
  }

  private async destroy(
    transaction: Transaction,
    { projectId, orderedAt }: EndingRow,
  ): Promise<EndingCounts['destroyed']> {
    const before = await this.contents.destroyedBefore(transaction, projectId, orderedAt);
    return { ...before, ...(await this.contents.destroyRest(transaction, projectId)) };
  }

  private async recordOf(
    transaction: Transaction,
    of: {
      readonly ending: EndingRow;
      readonly steps: readonly StepRow[];
      readonly owed: readonly RecordedDuty[];
      readonly destroyed: EndingCounts['destroyed'] | null;
      readonly finishedAt: Date;
    },
  ): Promise<ProjectRecord> {
    const { ending, steps, owed, destroyed, finishedAt } = of;
    const { name } = await transaction.organization.findUniqueOrThrow({ where: { id: ending.organizationId } });
    const kind = ending.kind as EndingKind;
    const notTouched = this.subjectData
      .collectionsOf(ending.projectId)
      .filter((collection) => !isBuiltIn(collection))
      .map((collection) => collection.name);
    const titles = new Map(this.subjectData.collections().map((collection) => [collection.name, collection.title]));
    const told = {
      format: PROJECT_RECORD_FORMAT,
      revision: 1,
      drawnUpAt: finishedAt.toISOString(),
      instance: { baseUrl: this.config.baseUrl, version: VERSION },
      ending: {
        id: ending.id,
        kind,
        project: { id: ending.projectId, name: ending.projectName },
        organization: name,
        orderedBy: ending.orderedByLabel,
        orderedAt: ending.orderedAt.toISOString(),
        restorableUntil: ending.restorableUntil.toISOString(),
        goneBy: ending.goneBy.toISOString(),
      },
      collections: steps.map((step) => ({
        collection: step.collection,
        title: titles.get(step.collection) ?? step.collection,
        rows: Number(step.found ?? 0n),
        spared: Number(step.spared),
        hiddenAt: iso(step.hiddenAt),
        erasedAt: iso(step.erasedAt),
        verifiedAt: iso(step.verifiedAt),
      })),
      destroyed,
      duties: owed,
      notTouched,
      notPromised: notPromisedBy(notTouched),
    } as const;
    return { ...told, statement: statementOf(told) };
  }
}

const NOTHING: EndingCounts['destroyed'] = {
  exports: 0,
  requestIds: 0,
  holdIds: 0,
  privacyChoices: 0,
  suppressions: 0,
  apiSecrets: 0,
  propertyClasses: 0,
  counts: 0,
};
