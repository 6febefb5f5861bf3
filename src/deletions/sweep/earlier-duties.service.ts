import { Injectable, Logger } from '@nestjs/common';
import { DutyBook } from '../../duties/index.js';
import { ActiveHolds, type Held } from '../../holds/index.js';
import {
  Clock,
  databaseTrouble,
  lockArrivals,
  PrismaService,
  reasonOf,
  type Transaction,
} from '../../platform/index.js';
import { Identities, type RequestRow, type Subject } from '../../request-model/index.js';
import { DeletionDuties } from './deletion-duties.service.js';

const MOST_AT_ONCE = 100;

/** Subjects of a deletion by what became of them. */
interface Left {
  readonly ordinal: number;
  readonly basis: string | null;
  readonly isHeld: boolean;
}

/**
 * Writes what deletions left that ended before duties were written, while the ids can be read: their key is kept until this is done.
 * Of whom another deletion was opened since, that one tells. Those whose key was destroyed before stay marked, and are listed.
 */
@Injectable()
export class EarlierDuties {
  private readonly logger = new Logger('duties');
  private readonly aside = new Set<string>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly holds: ActiveHolds,
    private readonly duties: DeletionDuties,
    private readonly book: DutyBook,
    private readonly clock: Clock,
  ) {}

  /** Some at each look; what could not be written is tried again by the next process. */
  async write(): Promise<void> {
    for (const row of await this.unwritten()) {
      try {
        await this.writeOf(row);
      } catch (error) {
        this.aside.add(row.id);
        const reason = databaseTrouble(error)?.message ?? reasonOf(error);
        this.logger.error(`What the deletion ${row.id} left could not be written down: ${reason}`);
      }
    }
  }

  private async unwritten(): Promise<RequestRow[]> {
    return this.prisma.request.findMany({
      where: { dutiesUnwritten: true, NOT: { wrappedIdKey: null }, id: { notIn: [...this.aside] } },
      orderBy: { id: 'asc' },
      take: MOST_AT_ONCE,
    });
  }

  private async writeOf(row: RequestRow): Promise<void> {
    const { id, projectId } = row;
    // Links of somebody held are there; those of somebody erased are not, and who they were was recorded.
    const linked = await this.identities.resolve(row);
    const recorded = new Map((await this.identities.recorded(row)).map((person) => [person.ordinal, person]));
    await this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, projectId, 'shared');
      const where = { id, dutiesUnwritten: true };
      const { count } = await transaction.request.updateMany({ where, data: { dutiesUnwritten: false } });
      if (count === 0) return;
      const left = await this.leftBy(transaction, id);
      const held = left.filter(({ isHeld }) => isHeld);
      const people = linked.filter(({ ordinal }) => held.some((each) => each.ordinal === ordinal));
      await this.book.oweHeld(transaction, row, people, await this.holdsOn(transaction, projectId, people, held));
      const others = new Set(left.flatMap(({ ordinal, isHeld }) => (isHeld ? [] : [ordinal])));
      const kept = await this.duties.keptOf(transaction, projectId, [id]);
      const owed = kept.flatMap((rows) => {
        const person = others.has(rows.ordinal) ? recorded.get(rows.ordinal) : undefined;
        return person === undefined ? [] : [{ ...rows, person }];
      });
      await this.book.oweKept(transaction, projectId, owed);
    });
  }

  /** Those of whom no deletion was opened since that ended well; one that is open still may be revoked, and ends the duty where it is not. */
  private async leftBy(transaction: Transaction, requestId: string): Promise<Left[]> {
    return transaction.$queryRaw<Left[]>`
      SELECT subject.ordinal, subject.outcome_detail AS basis, subject.outcome = 'held' AS "isHeld"
      FROM request_subjects subject JOIN requests deletion ON deletion.id = subject.request_id
      WHERE subject.request_id = ${requestId}::uuid AND subject.outcome IS NOT NULL AND NOT EXISTS (
        SELECT FROM request_subjects again JOIN requests later ON later.id = again.request_id
        WHERE again.project_id = subject.project_id AND again.id_hmac = subject.id_hmac
          AND later.kind = 'deletion' AND later.id <> deletion.id AND later.opened_at > deletion.opened_at
          AND later.status = 'SUCCESS' AND later.disclosure = 'Data'
      )`;
  }

  /** Whoever is held no longer is due now, on the basis on which they were left. */
  private async holdsOn(
    transaction: Transaction,
    projectId: number,
    people: readonly Subject[],
    left: readonly Left[],
  ): Promise<Map<number, Held>> {
    const now = this.clock.now();
    const held = await this.holds.among(projectId, people, transaction);
    const bases = new Map(left.map(({ ordinal, basis }) => [ordinal, basis ?? '']));
    return new Map(
      people.map(({ ordinal }) => [ordinal, held.get(ordinal) ?? { basis: bases.get(ordinal) ?? '', until: now }]),
    );
  }
}
