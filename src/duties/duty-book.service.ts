import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import type { Held } from '../holds/index.js';
import { Clock, Ids, type Prisma, type Transaction } from '../platform/index.js';
import { cleanerOf, Timeline, type Subject } from '../request-model/index.js';
import { namesSubject } from '../subject-data/index.js';
import { DutyIds, type OwedPerson } from './duty-ids.service.js';
import type { DutyKind } from './duty.js';

/** A deletion that leaves something for later. */
export interface Origin {
  readonly id: string;
  readonly projectId: number;
}

/** Somebody whose data the end of a project left, since they are held. */
export interface HeldAtEnd extends Held {
  readonly person: OwedPerson;
  /** Where rows of theirs are left; empty: anywhere. */
  readonly collections: readonly string[];
}

/** Rows of a subject that a policy keeps. */
export interface KeptRows {
  readonly requestId: string;
  readonly ordinal: number;
  readonly collection: string;
  readonly basis: string;
  /** When the first of them may go; null where nothing says so that can be reckoned. */
  readonly dueAt: Date | null;
  /** What the data map says by which it is dated (`invoiced_at + P10Y`). */
  readonly until: string | null;
}

/** A duty before it is written. */
interface Owed {
  readonly kind: DutyKind;
  readonly requestId: string | null;
  readonly ordinal: number | null;
  readonly endingId: string | null;
  readonly collections: readonly string[];
  readonly basis: string;
  readonly dueAt: Date | null;
  readonly dueUnheld: Date | null;
  readonly keptUntil?: string | null;
  readonly person: OwedPerson | null;
}

const SPARED =
  'The file of the export that the deletion was ordered with is there until it expires, for whoever is to receive it.';
/** Duties and ids that are written in one go. */
const MOST_AT_ONCE = 5_000;

/** Writes duties, in the very transaction that leaves something for later. */
@Injectable()
export class DutyBook {
  constructor(
    private readonly dutyIds: DutyIds,
    private readonly timeline: Timeline,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Of subjects that a hold keeps: due when the last hold on them has ended, however it does. */
  async oweHeld(
    transaction: Transaction,
    origin: Origin,
    subjects: readonly Subject[],
    held: ReadonlyMap<number, Held>,
  ): Promise<void> {
    const owed = subjects.flatMap((person): Owed[] => {
      const hold = held.get(person.ordinal);
      if (hold === undefined) return [];
      const { basis, until: dueAt } = hold;
      return [{ ...of(origin, person), kind: 'held', basis, dueAt, dueUnheld: null, collections: [], person }];
    });
    await this.write(transaction, origin.projectId, owed);
  }

  /** Of rows that a policy keeps, one for each subject and collection. */
  async oweKept(
    transaction: Transaction,
    projectId: number,
    kept: readonly (KeptRows & { readonly person: Subject })[],
  ): Promise<void> {
    const owed = kept.map(({ requestId, person, collection, basis, dueAt, until }): Owed => {
      const origin = of({ id: requestId, projectId }, person);
      const dates = { dueAt, dueUnheld: dueAt, keptUntil: until };
      return { ...origin, kind: 'kept', basis, ...dates, collections: [collection], person };
    });
    await this.write(transaction, projectId, owed);
  }

  /** Of the file of an export that a deletion left alone: due when it expires, which destroys it. */
  async oweSpared(transaction: Transaction, origins: readonly (Origin & { readonly dueAt: Date })[]): Promise<void> {
    for (const { id: requestId, projectId, dueAt } of origins) {
      const nobody = { ordinal: null, endingId: null, collections: [], person: null };
      await this.write(transaction, projectId, [
        { ...nobody, requestId, kind: 'export-spared', basis: SPARED, dueAt, dueUnheld: dueAt },
      ]);
    }
  }

  /** Of those who are held when the project they are in is gone; their rows are all that stays of it. */
  async oweOfEnding(
    transaction: Transaction,
    ending: { readonly endingId: string; readonly projectId: number },
    people: readonly HeldAtEnd[],
  ): Promise<void> {
    const { endingId, projectId } = ending;
    const owed = people.map(({ person, basis, until: dueAt, collections }): Owed => {
      const what = { requestId: null, ordinal: null, endingId, collections, person };
      return { ...what, kind: 'held', basis, dueAt, dueUnheld: null };
    });
    await this.write(transaction, projectId, owed);
  }

  private async write(transaction: Transaction, projectId: number, owed: readonly Owed[]): Promise<void> {
    if (owed.length === 0) return;
    const createdAt = this.clock.now();
    let duties: Prisma.DutyCreateManyInput[] = [];
    let people: { readonly dutyId: string; readonly rows: SealedRows }[] = [];
    let waiting = 0;
    const flush = async () => {
      await transaction.duty.createMany({ data: duties });
      await this.writeIds(transaction, projectId, people);
      [duties, people, waiting] = [[], [], 0];
    };
    for (const { person, basis, collections, ...what } of owed) {
      const id = this.ids.next();
      const sealed = person && (await this.dutyIds.seal(id, projectId, person));
      const key = sealed && Uint8Array.from(sealed.wrappedKey);
      const told = person === null ? basis : cleanOf(basis, person);
      duties.push({ ...what, id, projectId, collections: [...collections], basis: told, createdAt, wrappedIdKey: key });
      if (sealed) people.push({ dutyId: id, rows: sealed.rows });
      waiting += 1 + (sealed?.rows.length ?? 0);
      if (waiting >= MOST_AT_ONCE) await flush();
    }
    await flush();
    await this.tell(transaction, projectId, owed);
  }

  private async writeIds(
    transaction: Transaction,
    projectId: number,
    people: readonly { readonly dutyId: string; readonly rows: SealedRows }[],
  ): Promise<void> {
    const rows = people.flatMap(({ dutyId, rows: own }) => own.map((row) => ({ dutyId, ...row })));
    if (rows.length === 0) return;
    await transaction.$executeRaw`
      INSERT INTO duty_ids (duty_id, project_id, id_hmac, id_ciphertext, role, asked, spelling_hmac)
      SELECT duty, ${projectId}::int, decode(hmac, 'hex'), decode(sealed, 'hex'), role, asked, decode(spelling, 'hex')
      FROM unnest(
        ${rows.map(({ dutyId }) => dutyId)}::uuid[],
        ${rows.map(({ hmac }) => hmac)}::text[],
        ${rows.map(({ sealed }) => sealed)}::text[],
        ${rows.map(({ role }) => role)}::text[],
        ${rows.map(({ asked }) => asked)}::boolean[],
        ${rows.map(({ spelling }) => spelling)}::text[]
      ) AS known (duty, hmac, sealed, role, asked, spelling)`;
  }

  /** Once for each deletion and sort: a deletion of ten thousand people does not fill its timeline. */
  private async tell(transaction: Transaction, projectId: number, owed: readonly Owed[]): Promise<void> {
    const sorts = new Map<string, Owed[]>();
    for (const each of owed) {
      const sort = [each.requestId, each.endingId, each.kind, ...each.collections].join(' ');
      sorts.set(sort, [...(sorts.get(sort) ?? []), each]);
    }
    for (const [first, ...others] of sorts.values()) {
      if (first === undefined) continue;
      const { requestId, endingId, kind, collections } = first;
      const detail = {
        kind,
        duties: others.length + 1,
        ...(collections.length > 0 ? { collections: [...collections] } : {}),
      };
      if (requestId !== null) {
        await this.timeline.tell(transaction, { requestId, projectId, type: 'duty-left', actor: 'habeas', detail });
      } else {
        const record = { actor: 'habeas', action: 'duty.left', projectId, detail: { ...detail, ending: endingId } };
        await this.audit.append(transaction, record);
      }
    }
  }
}

type SealedRows = Awaited<ReturnType<DutyIds['seal']>>['rows'];

function of({ id }: Origin, { ordinal }: Subject): Pick<Owed, 'requestId' | 'ordinal' | 'endingId'> {
  return { requestId: id, ordinal, endingId: null };
}

/** The basis outlives the ids, and records name it: without one of theirs. */
function cleanOf(basis: string, { asked, ids }: OwedPerson): string {
  const folded = [asked, ...ids].map((id) => id.toLowerCase());
  const names = (text: string) => namesSubject(text.toLowerCase(), folded);
  return cleanerOf({ possible: true, names }).composed(basis);
}
