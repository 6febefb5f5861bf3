import { Injectable } from '@nestjs/common';
import { projectUnknown } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import { lockArrivals, PrismaService, type Transaction } from '../platform/index.js';
import { filingOf } from '../request-model/index.js';
import { IdForms } from '../subject-data/index.js';
import { Suppression, type LiftedId } from '../suppression/index.js';
import { ChoiceTable, type StandingChoice, type Teller } from './choice-table.service.js';
import { choosingId, CoveredBy, type CoveredIds } from './covered-ids.service.js';

/** A choice as it was made known, and what it extends to. */
export interface MadeChoice {
  readonly distinctId: string;
  readonly choice: StandingChoice;
  /** It stood already. */
  readonly repeated: boolean;
  readonly covered: CoveredIds;
}

/** Where a choice is made, by whom. */
export interface ChoicePlace {
  readonly projectId: number;
  readonly organizationId: string;
  readonly teller: Teller;
  /** How whoever told it stands in the audit. */
  readonly actor: string;
}

/**
 * Who is not to be collected, and who is again: the company's word, for the person with everything that stands for them. No setting
 * of a project is asked, and nothing waits.
 */
@Injectable()
export class PrivacyChoices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly table: ChoiceTable,
    private readonly coveredBy: CoveredBy,
    private readonly suppression: Suppression,
    private readonly audit: AuditTrail,
    private readonly forms: IdForms,
  ) {}

  /**
   * Opts people out, alone with the project's arrivals: whatever was being written has landed when it begins, and nothing of theirs
   * is taken in once it has ended. Told again, it covers what has been linked meanwhile. An end of the project is no reason to wait
   * either, as long as it may take data in again.
   * @param distinctIds validated, each once
   * @throws HabeasError `project-not-found` (404) where the project was deleted and does not come back
   */
  async optOut(place: ChoicePlace, distinctIds: readonly string[]): Promise<MadeChoice[]> {
    return this.prisma.$transaction(async (transaction) => {
      const { projectId, teller } = place;
      await lockArrivals(transaction, projectId, 'alone');
      await assertNotGone(transaction, projectId);
      const made = await this.make(transaction, place, distinctIds, 'out');
      const refused = made.map(({ choice, covered }) => ({ requestId: choice.id, hmacs: covered.withRecordings }));
      await this.suppression.suppress(transaction, projectId, 'opt-out', refused);
      const hmacs = hmacsOf(made);
      const ended = await this.table.end(transaction, projectId, whenever(hmacs), { choice: 'in' }, teller);
      await this.table.shutOut(transaction, projectId, ended, hmacs);
      await this.tell(transaction, place, 'opt-out.recorded', made);
      return made;
    });
  }

  /**
   * Takes people's data in again: ends their opt-outs, however they came, and what refuses them since they were deleted.
   * @param distinctIds validated, each once
   */
  async optIn(place: ChoicePlace, distinctIds: readonly string[]): Promise<MadeChoice[]> {
    return this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, place.projectId, 'shared');
      const made = await this.make(transaction, place, distinctIds, 'in');
      await this.takeIn(transaction, place, made);
      await this.tell(transaction, place, 'opt-in.recorded', made);
      return made;
    });
  }

  private async takeIn(
    transaction: Transaction,
    { projectId, teller }: ChoicePlace,
    made: readonly MadeChoice[],
  ): Promise<void> {
    const ids = whenever(hmacsOf(made));
    const choices = await this.table.end(transaction, projectId, ids, { choice: 'out' }, teller);
    await this.suppression.lift(transaction, projectId, { choices, ids, reasons: ['deleted', 'opt-out', 'gpc'] });
    await this.table.letIn(
      transaction,
      projectId,
      made.map(({ choice, covered }) => ({ choiceId: choice.id, hmacs: covered.hmacs })),
    );
  }

  /** One choice for each id: the one that stands, or a new one. */
  private async make(
    transaction: Transaction,
    { projectId, teller }: ChoicePlace,
    distinctIds: readonly string[],
    choice: 'out' | 'in',
  ): Promise<MadeChoice[]> {
    const formOf = await this.forms.of(projectId, transaction);
    const idOf = (distinctId: string) => choosingId(formOf(distinctId));
    const ids = [...new Set(distinctIds.map(idOf))];
    const covered = await this.coveredBy.closureOf(await filingOf(transaction, projectId), ids);
    const standing = await this.table.standing(transaction, projectId, ids, choice, ['api', 'console', 'sdk']);
    const fresh = ids.filter((id) => !standing.has(id));
    const kept = await this.table.keep(transaction, projectId, fresh, choice, teller);
    return distinctIds.flatMap((distinctId): MadeChoice[] => {
      const id = idOf(distinctId);
      const [made, reach] = [kept.get(id) ?? standing.get(id), covered.get(id)];
      if (made === undefined || reach === undefined) return [];
      return [{ distinctId, choice: made, repeated: !kept.has(id), covered: reach }];
    });
  }

  private async tell(
    transaction: Transaction,
    { projectId, organizationId, actor, teller }: ChoicePlace,
    action: string,
    made: readonly MadeChoice[],
  ): Promise<void> {
    const detail = { how: teller.how, named: made.length, repeated: made.filter(({ repeated }) => repeated).length };
    await this.audit.append(transaction, { actor, action, organizationId, projectId, detail });
  }
}

/** Of a project that is going nothing is kept that names anybody. To be called where its arrivals are locked, as its end does. */
async function assertNotGone(transaction: Transaction, projectId: number): Promise<void> {
  const [found] = await transaction.$queryRaw<{ stays: boolean }[]>`
    SELECT ended_at IS NULL OR EXISTS (
      SELECT FROM project_endings WHERE project_id = projects.id AND kind = 'deleted' AND state = 'restorable') AS stays
    FROM projects WHERE id = ${projectId}::int`;
  if (found?.stays !== true) throw projectUnknown();
}

function hmacsOf(made: readonly Pick<MadeChoice, 'covered'>[]): string[] {
  return [...new Set(made.flatMap(({ covered }) => covered.withRecordings))];
}

function whenever(hmacs: readonly string[]): LiftedId[] {
  return hmacs.map((hmac) => ({ hmac, until: null }));
}
