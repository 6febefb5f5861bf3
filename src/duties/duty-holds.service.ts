import { Inject, Injectable, Optional } from '@nestjs/common';
import { ActiveHolds, type Held } from '../holds/index.js';
import { Clock, Prisma, type Transaction } from '../platform/index.js';
import { Identities } from '../request-model/index.js';
import { DutyIds, type RememberedPerson } from './duty-ids.service.js';
import { dueOf, type DutyRow } from './duty.js';

/** What holds do to duties: who is held stays owed, and who is free is due. */
@Injectable()
export class DutyHolds {
  constructor(
    private readonly dutyIds: DutyIds,
    private readonly holds: ActiveHolds,
    private readonly clock: Clock,
    /** Null where there is no subject data to look at: then it is known by the sweep who is held by a link. */
    @Optional() @Inject(Identities) private readonly identities: Identities | null = null,
  ) {}

  /**
   * Puts duties off to the end of a hold that was placed on one of these ids.
   * @param hmacs in hex or as bytes those of ids as a hold spells them
   */
  async placed(transaction: Transaction, projectId: number, hmacs: readonly Buffer[], until: Date): Promise<void> {
    await transaction.$executeRaw`
      UPDATE duties SET due_at = ${until}::timestamptz
      WHERE project_id = ${projectId}::int AND state = 'owed' AND due_at < ${until}::timestamptz AND ${namedBy(projectId, hmacs)}`;
  }

  /** Makes duties due that waited for a hold on one of these ids and wait for no other. In the transaction that lifted it. */
  async lifted(transaction: Transaction, projectId: number, hmacs: readonly Buffer[]): Promise<void> {
    const found = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM duties
      WHERE project_id = ${projectId}::int AND state = 'owed' AND due_at IS NOT NULL AND ${namedBy(projectId, hmacs)}`;
    if (found.length === 0) return;
    const duties = await transaction.duty.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
    const held = await this.among(transaction, projectId, duties);
    const now = this.clock.now();
    for (const duty of duties) {
      const dueAt = dueOf(duty, held.get(duty.id)?.until ?? null, now);
      if (dueAt?.getTime() === duty.dueAt?.getTime()) continue;
      await transaction.duty.updateMany({ where: { id: duty.id, state: 'owed' }, data: { dueAt } });
    }
  }

  /**
   * The holds on whoever the duties of a project are about, by duty: under the ids that a duty knows, and of somebody who was held under
   * those that were linked with them since. It is the last word only where the transaction shares the project's arrivals.
   */
  async among(transaction: Transaction, projectId: number, duties: readonly DutyRow[]): Promise<Map<string, Held>> {
    if (duties.length === 0 || !(await this.holds.any(projectId, transaction))) return new Map();
    const people = await this.dutyIds.read(duties, transaction);
    const named = duties.map(({ id }, ordinal) => ({ ordinal, ids: idsOf(people.get(id)) }));
    const held = await this.holds.among(projectId, named, transaction);
    const byDuty = new Map([...held].map(([ordinal, hold]) => [duties[ordinal]?.id ?? '', hold]));
    const free = duties.filter(({ id, kind }) => kind === 'held' && !byDuty.has(id) && people.has(id));
    for (const [id, hold] of await this.linkedSince(transaction, projectId, free, people)) byDuty.set(id, hold);
    return byDuty;
  }

  /** Holds on ids that were linked with somebody since. The duty is tied to them, so that it is due when they are lifted. */
  private async linkedSince(
    transaction: Transaction,
    projectId: number,
    duties: readonly DutyRow[],
    people: ReadonlyMap<string, RememberedPerson>,
  ): Promise<Map<string, Held>> {
    const held = new Map<string, Held>();
    if (this.identities === null || duties.length === 0) return held;
    const known = duties.map(({ id }) => new Set(idsOf(people.get(id))));
    const asked = duties.flatMap(({ id }, at) => (people.get(id)?.ids ?? []).map((each) => [at, each] as const));
    const closures = await this.identities.subjectsOf(projectId, asked, transaction);
    const linked = closures.flatMap(({ ordinal: at, ids }) =>
      ids.flatMap((id) => (known[at]?.has(id) === false ? [{ at, id }] : [])),
    );
    const each = linked.map(({ id }, ordinal) => ({ ordinal, ids: [id] }));
    for (const [ordinal, hold] of await this.holds.among(projectId, each, transaction)) {
      const { at, id } = linked[ordinal] ?? { at: -1, id: '' };
      const duty = duties[at];
      if (duty === undefined) continue;
      await this.dutyIds.tie(transaction, duty, id);
      const other = held.get(duty.id);
      if (other === undefined || other.until < hold.until) held.set(duty.id, hold);
    }
    return held;
  }
}

function idsOf(person: RememberedPerson | undefined): string[] {
  return person === undefined ? [] : [...person.ids, ...person.tiedTo];
}

function namedBy(projectId: number, hmacs: readonly Buffer[]): Prisma.Sql {
  const hex = hmacs.map((hmac) => hmac.toString('hex'));
  return Prisma.sql`EXISTS (
    SELECT FROM duty_ids known JOIN unnest(${hex}::text[]) AS held (hmac)
      ON decode(held.hmac, 'hex') IN (known.id_hmac, known.spelling_hmac)
    WHERE known.duty_id = duties.id AND known.project_id = ${projectId}::int AND known.role IN ('id', 'tied'))`;
}
