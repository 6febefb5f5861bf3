import { Injectable } from '@nestjs/common';
import { MasterKey, PrismaService, HabeasError, Clock, type Transaction } from '../platform/index.js';
import { ClosureService, SubjectMac, type SubjectKey } from '../subject-data/index.js';
import { SubjectIds } from './subject-ids.js';

/** Ids that are sealed or looked up in one go: a request may stand for a hundred thousand, and their ciphers hold up the process. */
const MOST_AT_ONCE = 5_000;

/** What of a request row is needed to read its ids. */
export interface IdHolder {
  readonly id: string;
  readonly projectId: number;
  readonly wrappedIdKey: Uint8Array | null;
}

/** A subject of a request with everything that stands for them (invariant 5). */
export interface Person {
  readonly ordinal: number;
  /** The id that was asked for. */
  readonly asked: string;
  /** Every id whose rows are theirs, the asked one included unless it is ambiguous. */
  readonly ids: readonly string[];
  /** Ids linked to more than one person: neither disclosed nor erased. */
  readonly ambiguous: readonly string[];
  /** Why it is not known who is meant; then there are no ids. */
  readonly fault?: string;
}

/** The ids of requests: read, resolved to persons, recorded. Outside this file they exist in memory only. */
@Injectable()
export class Identities {
  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly mac: SubjectMac,
    private readonly closures: ClosureService,
    private readonly clock: Clock,
  ) {}

  /** The asked ids by ordinal; empty once RECORD_ID_RETENTION has destroyed their key. */
  async asked(request: IdHolder, db: Transaction = this.prisma): Promise<Map<number, string>> {
    if (request.wrappedIdKey === null) return new Map();
    const cipher = SubjectIds.open(this.master, request.id, request.wrappedIdKey);
    const rows = await db.requestSubject.findMany({
      where: { requestId: request.id },
      select: { ordinal: true, idCiphertext: true },
      orderBy: { ordinal: 'asc' },
    });
    return new Map(rows.map((row) => [row.ordinal, cipher.unseal(row.idCiphertext)]));
  }

  /**
   * Resolves the closures as the links stand now. Who holds a lock hands its transaction in, since those who wait for the lock
   * may have all other connections.
   */
  async resolve(request: IdHolder, db: Transaction = this.prisma): Promise<Person[]> {
    const asked = [...(await this.asked(request, db))];
    if (asked.length === 0) throw idsDestroyed();
    return this.personsOf(request.projectId, asked, db);
  }

  /** The same for several requests of one project, all of whose ids are looked up together; by request. */
  async resolveAll(
    projectId: number,
    requests: readonly IdHolder[],
    db: Transaction = this.prisma,
  ): Promise<Map<string, Person[]>> {
    const places: { readonly requestId: string; readonly ordinal: number }[] = [];
    const asked: [number, string][] = [];
    for (const request of requests) {
      const ids = await this.asked(request, db);
      if (ids.size === 0) throw idsDestroyed();
      for (const [ordinal, id] of ids) asked.push([places.push({ requestId: request.id, ordinal }) - 1, id]);
    }
    const persons = new Map<string, Person[]>(requests.map(({ id }) => [id, []]));
    for (const person of await this.personsOf(projectId, asked, db)) {
      const place = places[person.ordinal];
      if (place) persons.get(place.requestId)?.push({ ...person, ordinal: place.ordinal });
    }
    return persons;
  }

  /** Resolves the closures of ids that stand in no request, as a preview does. `asked`: pairs of ordinal and id. */
  async personsOf(
    projectId: number,
    asked: readonly (readonly [number, string])[],
    db: Transaction = this.prisma,
  ): Promise<Person[]> {
    const closures = await this.closures.resolve(
      projectId,
      asked.map(([, id]) => id),
      (ids) => this.shared(projectId, ids, db),
    );
    return asked.map(([ordinal, id]) => {
      const closure = closures.get(id);
      const person = { ordinal, asked: id, ids: closure?.ids ?? [id], ambiguous: closure?.ambiguous ?? [] };
      return closure?.fault === undefined ? person : { ...person, fault: closure.fault };
    });
  }

  /** The closures as they were recorded: what a resumed deletion goes by, since the links may be erased already. */
  async recorded(request: IdHolder): Promise<Person[]> {
    if (request.wrappedIdKey === null) throw idsDestroyed();
    const cipher = SubjectIds.open(this.master, request.id, request.wrappedIdKey);
    const persons = new Map<number, { ids: string[]; ambiguous: string[] }>();
    const rows = await this.prisma.requestIdentity.findMany({ where: { requestId: request.id } });
    for (const row of rows) {
      const person = persons.get(row.ordinal) ?? { ids: [], ambiguous: [] };
      (row.ambiguous ? person.ambiguous : person.ids).push(cipher.unseal(row.idCiphertext));
      persons.set(row.ordinal, person);
    }
    const asked = await this.asked(request);
    return [...asked].map(([ordinal, id]) => ({
      ordinal,
      asked: id,
      ...(persons.get(ordinal) ?? { ids: [id], ambiguous: [] }),
    }));
  }

  /** Records those closures that are not as they were recorded before; by request. */
  async recordChanged(
    transaction: Transaction,
    requests: readonly IdHolder[],
    personsOf: ReadonlyMap<string, readonly Person[]>,
  ): Promise<void> {
    const rows = await transaction.$queryRaw<{ requestId: string; identity: string }[]>`
      SELECT request_id AS "requestId", concat_ws('/', ordinal, encode(id_hmac, 'hex'), ambiguous) AS identity
      FROM request_identities WHERE request_id = ANY (${requests.map(({ id }) => id)}::uuid[])`;
    const recorded = new Map<string, Set<string>>(requests.map(({ id }) => [id, new Set()]));
    for (const { requestId, identity } of rows) recorded.get(requestId)?.add(identity);
    for (const request of requests) {
      const persons = personsOf.get(request.id) ?? [];
      const before = recorded.get(request.id) ?? new Set();
      const now = this.fingerprints(request.projectId, persons);
      if (now.length !== before.size || now.some((each) => !before.has(each))) {
        await this.record(transaction, request, persons);
      }
    }
  }

  private fingerprints(projectId: number, persons: readonly Person[]): string[] {
    const of = (ordinal: number, id: string, flag: 't' | 'f') =>
      `${ordinal}/${this.mac.of(projectId, id).toString('hex')}/${flag}`;
    return persons.flatMap(({ ordinal, ids, ambiguous }) => [
      ...ids.map((id) => of(ordinal, id, 'f')),
      ...ambiguous.map((id) => of(ordinal, id, 't')),
    ]);
  }

  /** Records the closures in place of those recorded before, and remembers which ids are shared. */
  async record(transaction: Transaction, request: IdHolder, persons: readonly Person[]): Promise<void> {
    if (request.wrappedIdKey === null) throw idsDestroyed();
    const cipher = SubjectIds.open(this.master, request.id, request.wrappedIdKey);
    const rows = persons.flatMap((person) => [
      ...person.ids.map((id) => ({ ordinal: person.ordinal, id, ambiguous: false })),
      ...person.ambiguous.map((id) => ({ ordinal: person.ordinal, id, ambiguous: true })),
    ]);
    await transaction.requestIdentity.deleteMany({ where: { requestId: request.id } });
    for (let start = 0; start < rows.length; start += MOST_AT_ONCE) {
      await this.recordSome(transaction, request, cipher, rows.slice(start, start + MOST_AT_ONCE));
    }
  }

  private async recordSome(
    transaction: Transaction,
    request: IdHolder,
    cipher: SubjectIds,
    rows: readonly { readonly ordinal: number; readonly id: string; readonly ambiguous: boolean }[],
  ): Promise<void> {
    const macs = rows.map((row) => this.mac.of(request.projectId, row.id).toString('hex'));
    await transaction.$executeRaw`
      INSERT INTO request_identities (request_id, ordinal, project_id, id_hmac, id_ciphertext, ambiguous)
      SELECT ${request.id}::uuid, ordinal, ${request.projectId}::int, decode(mac, 'hex'), decode(sealed, 'hex'), ambiguous
      FROM unnest(
        ${rows.map((row) => row.ordinal)}::int[],
        ${macs}::text[],
        ${rows.map((row) => cipher.seal(row.id).toString('hex'))}::text[],
        ${rows.map((row) => row.ambiguous)}::boolean[]
      ) AS identity (ordinal, mac, sealed, ambiguous)`;
    await transaction.$executeRaw`
      INSERT INTO shared_identities (project_id, id_hmac, since)
      SELECT DISTINCT ${request.projectId}::int, decode(mac, 'hex'), ${this.clock.now()}::timestamptz
      FROM unnest(${macs.filter((_, index) => rows[index]?.ambiguous)}::text[]) AS mac
      ON CONFLICT DO NOTHING`;
  }

  /** The HMACs under which the ids of these persons, ambiguous ones left out, are suppressed and found. */
  macsOf(projectId: number, persons: readonly Person[]): Buffer[] {
    return persons.flatMap((person) => person.ids.map((id) => this.mac.of(projectId, id)));
  }

  private async shared(projectId: number, ids: readonly string[], db: Transaction): Promise<Set<string>> {
    if (ids.length > MOST_AT_ONCE) {
      const first = await this.shared(projectId, ids.slice(0, MOST_AT_ONCE), db);
      const others = await this.shared(projectId, ids.slice(MOST_AT_ONCE), db);
      return new Set([...first, ...others]);
    }
    const idByMac = new Map(ids.map((id) => [this.mac.of(projectId, id).toString('hex'), id]));
    const rows = await db.$queryRaw<{ mac: string }[]>`
      SELECT encode(id_hmac, 'hex') AS mac FROM shared_identities
      WHERE project_id = ${projectId}::int
        AND id_hmac = ANY (SELECT decode(mac, 'hex') FROM unnest(${[...idByMac.keys()]}::text[]) AS mac)`;
    return new Set(rows.map((row) => idByMac.get(row.mac) ?? ''));
  }
}

/** The keys by which stores find the rows of these persons; `ordinalOf` names a person to the store. */
export function keysOf(
  projectId: number,
  persons: readonly Person[],
  watermark: Date,
  ordinalOf: (person: Person) => number = (person) => person.ordinal,
): SubjectKey[] {
  return persons.flatMap((person) =>
    person.ids.map((distinctId) => ({ ordinal: ordinalOf(person), projectId, distinctId, watermark })),
  );
}

function idsDestroyed(): HabeasError {
  return new HabeasError('gone', 'ids-destroyed', 'The ids of this request were destroyed after their retention.');
}
