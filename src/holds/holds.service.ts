import { Injectable } from '@nestjs/common';
import { actorLabel, actorName, type Actor, type ProjectRecord } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import {
  Clock,
  HabeasError,
  Ids,
  lockArrivals,
  lockNaming,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { IdForms, namesSubject } from '../subject-data/index.js';
import { HeldDeletions } from './held-deletions.port.js';
import { HoldIds } from './hold-ids.service.js';
import { stateOf, type HoldRow } from './hold-reader.service.js';
import { MOST_SUBJECTS_A_CALL } from './holds.dto.js';
import { spellingOf } from './spelling.js';

export interface HoldOrder {
  /** Validated, each once. */
  readonly distinctIds: readonly string[];
  readonly basis: string;
  readonly reference: string | null;
  readonly until: Date;
}

/**
 * Places and lifts holds under the project's arrivals lock, with which a sweep is alone while it takes a deletion: what is
 * placed before is seen by it, what is placed after finds the deletion started and is refused. There is no third outcome.
 * Placing is alone too, so that no client removes a profile that was not held when it looked, and what time does to data sees the
 * hold or is done with it (`lockNaming`).
 */
@Injectable()
export class Holds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly holdIds: HoldIds,
    private readonly deletions: HeldDeletions,
    private readonly forms: IdForms,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Places a hold on each of the subjects, or on none.
   * @returns the ids of the holds, in the order of the subjects
   * @throws HabeasError `too-many-subjects`, `until-not-ahead`, `hold-names-subject` (400), `deletion-started` (409)
   */
  async place(actor: Actor, project: ProjectRecord, order: HoldOrder): Promise<string[]> {
    this.assertLawful(order);
    const holds = order.distinctIds.map((distinctId) => ({ id: this.ids.next(), distinctId }));
    await this.prisma.$transaction(async (transaction) => {
      await lockNaming(transaction, project.id);
      await lockArrivals(transaction, project.id, 'alone');
      await this.refuseStarted(transaction, project.id, order.distinctIds);
      await this.store(transaction, actor, project, order, holds);
      const hmacs = await this.hmacsOf(transaction, project.id, order.distinctIds);
      await this.deletions.putOff(transaction, project.id, hmacs, order.until);
      await this.tell(transaction, actor, project, 'hold.placed', {
        holds: holds.map(({ id }) => id),
        until: order.until.toISOString(),
      });
    });
    return holds.map(({ id }) => id);
  }

  /**
   * Ends a hold before its time; one that is lifted already stays so. Deletions that wait for it look again at once.
   * @throws HabeasError `hold-ended` (405)
   */
  async lift(actor: Actor, project: ProjectRecord, { id }: HoldRow): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, project.id, 'shared');
      const now = this.clock.now();
      const { count } = await transaction.hold.updateMany({
        where: { id, liftedAt: null, until: { gt: now } },
        data: { liftedAt: now, liftedBy: actorName(actor) },
      });
      const hold = await transaction.hold.findUniqueOrThrow({ where: { id } });
      if (count === 0) {
        if (stateOf(hold, now) === 'lifted') return;
        throw new HabeasError('not-allowed', 'hold-ended', 'The hold has ended by itself: there is nothing to lift.');
      }
      // Whose id is destroyed has long ended: nobody waits for it.
      const distinctId = this.holdIds.read(hold);
      if (distinctId !== null)
        await this.deletions.wake(transaction, project.id, await this.hmacsOf(transaction, project.id, [distinctId]));
      await this.tell(transaction, actor, project, 'hold.lifted', { holds: [id] });
    });
  }

  private assertLawful({ distinctIds, basis, reference, until }: HoldOrder): void {
    if (distinctIds.length > MOST_SUBJECTS_A_CALL) {
      throw new HabeasError(
        'invalid',
        'too-many-subjects',
        `One call may hold ${MOST_SUBJECTS_A_CALL} subjects at the most, and ${distinctIds.length} were given: send several.`,
        { extra: { limit: MOST_SUBJECTS_A_CALL, given: distinctIds.length } },
      );
    }
    if (until <= this.clock.now()) {
      throw new HabeasError('invalid', 'until-not-ahead', 'A hold must end in the future: correct until.');
    }
    // Both texts outlive the ids (invariant 7), and the basis stands in the outcome of the deletions it holds back.
    const folded = distinctIds.map((id) => id.toLowerCase());
    const naming = Object.entries({ basis, reference }).find(([, text]) =>
      namesSubject((text ?? '').toLowerCase(), folded),
    );
    if (naming) {
      throw new HabeasError(
        'invalid',
        'hold-names-subject',
        `${naming[0]} names one of the subjects: it outlives their ids, so give it a text of its own.`,
      );
    }
  }

  private async refuseStarted(transaction: Transaction, projectId: number, ids: readonly string[]): Promise<void> {
    const hmacs = await this.hmacsOf(transaction, projectId, ids);
    const started = await this.deletions.started(transaction, projectId, hmacs);
    if (started.size === 0) return;
    const conflicting = ids.filter((_, index) => started.has(hmacs[index]?.toString('hex') ?? ''));
    throw new HabeasError(
      'conflict',
      'deletion-started',
      'The deletion of a subject has started and can no longer be held back: leave them out; no hold was placed.',
      { extra: { conflictingDistinctIds: conflicting } },
    );
  }

  private async store(
    transaction: Transaction,
    actor: Actor,
    project: ProjectRecord,
    { basis, reference, until }: HoldOrder,
    holds: readonly { readonly id: string; readonly distinctId: string }[],
  ): Promise<void> {
    const sealed = holds.map(({ id, distinctId }) => this.holdIds.seal(id, project.id, distinctId));
    const distinctIds = holds.map(({ distinctId }) => distinctId);
    const hmacs = await this.hmacsOf(transaction, project.id, distinctIds);
    await transaction.$executeRaw`
      INSERT INTO holds
        (id, project_id, id_hmac, id_ciphertext, wrapped_id_key, basis, reference, placed_by, placed_by_label, placed_at, until)
      SELECT id, ${project.id}::int, decode(hmac, 'hex'), decode(sealed, 'hex'), decode(key, 'hex'), ${basis}, ${reference},
        ${actorName(actor)}, ${actorLabel(actor)}, ${this.clock.now()}::timestamptz, ${until}::timestamptz
      FROM unnest(
        ${holds.map(({ id }) => id)}::uuid[],
        ${hmacs.map(hex)}::text[],
        ${sealed.map((one) => hex(one.sealed))}::text[],
        ${sealed.map((one) => hex(one.wrappedKey))}::text[]
      ) AS hold (id, hmac, sealed, key)`;
  }

  private async hmacsOf(
    transaction: Transaction,
    projectId: number,
    distinctIds: readonly string[],
  ): Promise<Buffer[]> {
    return this.forms.hmacsOf(projectId, distinctIds.map(spellingOf), transaction);
  }

  private async tell(
    transaction: Transaction,
    actor: Actor,
    { id: projectId, organizationId }: ProjectRecord,
    action: string,
    detail: { readonly holds: string[]; readonly until?: string },
  ): Promise<void> {
    await this.audit.append(transaction, { actor: actorName(actor), action, organizationId, projectId, detail });
  }
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
