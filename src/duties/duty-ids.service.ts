import { Injectable } from '@nestjs/common';
import { spellingOf } from '../holds/index.js';
import { MasterKey, PrismaService, type Transaction } from '../platform/index.js';
import type { Subject } from '../request-model/index.js';
import { SealedIds, SubjectHmac } from '../subject-data/index.js';
import type { DutyRow } from './duty.js';

/** Whom a duty is about, as a request resolved them. */
export type OwedPerson = Pick<Subject, 'asked' | 'ids' | 'recordings' | 'tiedTo'>;

/** The same as it was remembered. */
export interface RememberedPerson {
  readonly asked: string;
  readonly ids: readonly string[];
  readonly recordings: readonly string[];
  /** Of the person whose device it is about: a hold on them holds it. */
  readonly tiedTo: readonly string[];
}

export interface SealedPerson {
  readonly wrappedKey: Buffer;
  readonly rows: readonly {
    readonly hmac: string;
    readonly sealed: string;
    readonly role: string;
    readonly asked: boolean;
    readonly spelling: string | null;
  }[];
}

type Holder = Pick<DutyRow, 'id' | 'projectId' | 'wrappedIdKey'>;

/**
 * Whose the duties are: each person's ids under a key of the duty alone, which outlives that of the request and is destroyed with the
 * duty (invariant 7).
 */
@Injectable()
export class DutyIds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly hmac: SubjectHmac,
  ) {}

  async seal(dutyId: string, projectId: number, person: OwedPerson): Promise<SealedPerson> {
    const cipher = SealedIds.create(this.master, contextOf(dutyId), projectId);
    const ids = idsOf(person);
    const sealed = await cipher.sealAll(ids.map(({ id }) => id));
    const hmacs = this.hmac.remembering(projectId);
    await hmacs.learn(ids.map(({ id }) => id));
    const rows = ids.map(({ id, role, asked }, at) => {
      const spelling = spellingOf(id);
      return {
        hmac: hmacs.of(id),
        sealed: (sealed[at] ?? Buffer.alloc(0)).toString('hex'),
        role,
        asked,
        spelling: spelling === id ? null : hmacs.of(spelling),
      };
    });
    return { wrappedKey: cipher.wrappedKey, rows };
  }

  /** Adds an id on which there is a hold that holds them too: they are held with it and freed with it, and nothing of it is theirs to erase. */
  async tie(transaction: Transaction, { id: dutyId, projectId, wrappedIdKey }: Holder, tied: string): Promise<void> {
    if (wrappedIdKey === null) return;
    const cipher = SealedIds.open(this.master, contextOf(dutyId), wrappedIdKey, projectId);
    const spelling = spellingOf(tied);
    const hmacOf = (id: string) => Uint8Array.from(this.hmac.of(projectId, id));
    await transaction.dutyId.createMany({
      data: {
        dutyId,
        projectId,
        role: 'tied',
        idHmac: hmacOf(tied),
        idCiphertext: Uint8Array.from(cipher.seal(tied)),
        spellingHmac: spelling === tied ? null : hmacOf(spelling),
      },
      skipDuplicates: true,
    });
  }

  /** By duty; without those that have ended, or were never anybody's. */
  async read(duties: readonly Holder[], db: Transaction = this.prisma): Promise<Map<string, RememberedPerson>> {
    const readable = duties.filter(({ wrappedIdKey }) => wrappedIdKey !== null);
    const rows = await db.dutyId.findMany({
      where: { dutyId: { in: readable.map(({ id }) => id) } },
      orderBy: [{ dutyId: 'asc' }, { asked: 'desc' }, { idHmac: 'asc' }],
    });
    const rowsOf = new Map<string, typeof rows>(readable.map(({ id }) => [id, []]));
    for (const row of rows) rowsOf.get(row.dutyId)?.push(row);
    const people = new Map<string, RememberedPerson>();
    for (const { id, projectId, wrappedIdKey } of readable) {
      const own = rowsOf.get(id) ?? [];
      if (wrappedIdKey === null || own.length === 0) continue;
      const cipher = SealedIds.open(this.master, contextOf(id), wrappedIdKey, projectId);
      const known = await cipher.unsealAll(own.map(({ idCiphertext }) => idCiphertext));
      const of = (role: string) => known.filter((_, at) => own[at]?.role === role);
      const asked = known[own.findIndex((row) => row.asked)] ?? known[0] ?? '';
      people.set(id, { asked, ids: of('id'), recordings: of('recording'), tiedTo: of('tied') });
    }
    return people;
  }
}

function idsOf({ asked, ids, recordings = [], tiedTo = [] }: OwedPerson) {
  const as = (role: string) => (id: string) => ({ id, role, asked: id === asked });
  const named = ids.includes(asked) ? [] : [{ id: asked, role: 'asked', asked: true }];
  const all = [...named, ...ids.map(as('id')), ...recordings.map(as('recording')), ...tiedTo.map(as('tied'))];
  const seen = new Set<string>();
  return all.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function contextOf(dutyId: string): string {
  return `duty-ids/${dutyId}`;
}
