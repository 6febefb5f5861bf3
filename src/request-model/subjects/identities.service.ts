import { Injectable } from '@nestjs/common';
import { MasterKey, PrismaService, HabeasError, type Transaction } from '../../platform/index.js';
import {
  AS_NAMED,
  ClosureService,
  type Filing,
  IdForms,
  SubjectHmac,
  type IdForm,
  type RememberedHmacs,
} from '../../subject-data/index.js';
import { withDecisions, type RecordedDecision } from './ambiguity-decisions.js';
import { alikeFiled, filingOf, filingsOf, isAsideAlone } from './filings.js';
import { decidedAmong, resolvedBeside, withRemembered, type NotedId, type Remembrance } from './remembered-ids.js';
import { sharedAmong } from './shared-ids.js';
import type { Subject } from './subject.js';
import { SubjectIds } from './subject-ids.js';

/** What of a request row is needed to read its ids. */
export interface IdHolder {
  readonly id: string;
  readonly projectId: number;
  readonly wrappedIdKey: Uint8Array | null;
}

/** Sealed ids of a request, row by row; one row a request, since what stands around each row costs more than the row. */
interface SealedRows {
  readonly requestId: string;
  readonly ordinals: string;
  readonly sealed: string;
}

interface Recorded {
  readonly ids: string[];
  readonly ambiguous: string[];
  readonly contested: string[];
  readonly recordings: string[];
  readonly sharedRecordings: string[];
}

/** What was asked for in each request, by ordinal. */
type AskedOf = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** What closures are resolved with. */
interface Means {
  readonly db: Transaction;
  readonly hmacs?: RememberedHmacs;
  readonly likely?: readonly string[];
}

/** Which list of what was recorded a letter stands for. */
const LISTS: Readonly<Record<string, keyof Recorded>> = {
  p: 'ids',
  a: 'ambiguous',
  c: 'contested',
  r: 'recordings',
  s: 'sharedRecordings',
};

/** The ids of requests: read and resolved to subjects. Outside this file and IdentityRecords they exist in memory only. */
@Injectable()
export class Identities {
  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly hmac: SubjectHmac,
    private readonly closures: ClosureService,
    private readonly forms: IdForms,
  ) {}

  /** The asked ids by ordinal; empty once RECORD_ID_RETENTION has destroyed their key. */
  async asked(request: IdHolder, db: Transaction = this.prisma): Promise<Map<number, string>> {
    return (await this.askedOf([request], db)).get(request.id) ?? new Map<number, string>();
  }

  /** The same of several requests, by request; without those whose key is destroyed. */
  async askedOf(
    requests: readonly IdHolder[],
    db: Transaction = this.prisma,
  ): Promise<Map<string, Map<number, string>>> {
    const readable = requests.filter(({ wrappedIdKey }) => wrappedIdKey !== null).map(({ id }) => id);
    const rows = await db.$queryRaw<SealedRows[]>`
      SELECT request_id AS "requestId", string_agg(ordinal::text, ' ' ORDER BY ordinal) AS ordinals,
        string_agg(encode(id_ciphertext, 'hex'), ' ' ORDER BY ordinal) AS sealed
      FROM request_subjects WHERE request_id = ANY (${readable}::uuid[]) GROUP BY request_id`;
    const asked = new Map<string, Map<number, string>>();
    for (const [request, { ordinals, sealed }] of rowsOf(requests, rows)) {
      const ids = await this.unseal(request, sealed);
      asked.set(request.id, new Map(ordinals.split(' ').map((ordinal, at) => [Number(ordinal), ids[at] ?? ''])));
    }
    return asked;
  }

  /** The HMACs of a project's ids, for as long as a transaction needs them. */
  hmacsOf(projectId: number): RememberedHmacs {
    return this.hmac.remembering(projectId);
  }

  /**
   * Resolves the closures as the links stand now. Who holds a lock hands its transaction in, since those who wait for the lock
   * may have all other connections.
   */
  async resolve(request: IdHolder, db: Transaction = this.prisma): Promise<Subject[]> {
    const asked = [...(await this.asked(request, db))];
    if (asked.length === 0) throw idsDestroyed();
    const noted = (await this.notedOf([request], db)).get(request.id) ?? [];
    const beside = resolvedBeside(noted).map(({ ordinal, distinctId }): [number, string] => [ordinal, distinctId]);
    const filingFor = await filingsOf(db, request.projectId, [request.id]);
    const found = await this.subjectsIn(filingFor(request.id), [...asked, ...beside], { db });
    return pieced(found.slice(0, asked.length), found.slice(asked.length), noted);
  }

  /** Whose ambiguous ids are, as was decided when the requests were opened; by request. */
  async decisionsOf(
    requests: readonly IdHolder[],
    db: Transaction = this.prisma,
  ): Promise<Map<string, RecordedDecision[]>> {
    return new Map([...(await this.notedOf(requests, db))].map(([id, noted]) => [id, decidedAmong(noted)]));
  }

  /** The same with what a duty remembers of the people. */
  private async notedOf(requests: readonly IdHolder[], db: Transaction): Promise<Map<string, NotedId[]>> {
    const readable = requests.filter(({ wrappedIdKey }) => wrappedIdKey !== null).map(({ id }) => id);
    const rows = await db.$queryRaw<(SealedRows & { readonly remembered: string })[]>`
      SELECT request_id AS "requestId", string_agg(ordinal::text, ' ' ORDER BY id_hmac) AS ordinals,
        string_agg(encode(id_ciphertext, 'hex'), ' ' ORDER BY id_hmac) AS sealed,
        string_agg(coalesce(remembered, '-'), ' ' ORDER BY id_hmac) AS remembered
      FROM request_decisions WHERE request_id = ANY (${readable}::uuid[]) GROUP BY request_id`;
    const noted = new Map<string, NotedId[]>();
    for (const [request, { ordinals, sealed, remembered }] of rowsOf(requests, rows)) {
      const ids = await this.unseal(request, sealed);
      const how = remembered.split(' ').map((word) => (word === '-' ? null : (word as Remembrance)));
      const recorded = ordinals.split(' ').map((ordinal, at) => {
        return { ordinal: Number(ordinal), distinctId: ids[at] ?? '', remembered: how[at] ?? null };
      });
      noted.set(request.id, recorded);
    }
    return noted;
  }

  /**
   * The same for several requests of the project of the HMACs, all of whose ids are looked up together; by request. `askedOf`: what
   * was asked for in each, which never changes, so that it may be read before the lock is taken; `likely` as `likelyBeside` has it.
   */
  async resolveAll(
    requests: readonly IdHolder[],
    askedOf: AskedOf,
    db: Transaction,
    hmacs: RememberedHmacs,
    likely: readonly string[] = [],
  ): Promise<Map<string, Subject[]>> {
    const noted = await this.notedOf(requests, db);
    const filingFor = await filingsOf(
      db,
      hmacs.projectId,
      requests.map(({ id }) => id),
    );
    const subjects = new Map<string, Subject[]>();
    for (const [filing, some] of alikeFiled(requests, filingFor)) {
      for (const [id, own] of await this.resolveIn(filing, some, { askedOf, noted }, { db, hmacs, likely }))
        subjects.set(id, own);
    }
    return subjects;
  }

  private async resolveIn(
    filing: Filing,
    requests: readonly IdHolder[],
    { askedOf, noted }: { readonly askedOf: AskedOf; readonly noted: ReadonlyMap<string, readonly NotedId[]> },
    means: Means,
  ): Promise<Map<string, Subject[]>> {
    const places: { readonly requestId: string; readonly ordinal: number }[] = [];
    const asked: [number, string][] = [];
    for (const { id: requestId } of requests) {
      const ids = askedOf.get(requestId);
      if (!ids) throw idsDestroyed();
      for (const [ordinal, id] of ids) asked.push([places.push({ requestId, ordinal }) - 1, id]);
    }
    const named = places.length;
    for (const { id: requestId } of requests) {
      for (const { ordinal, distinctId } of resolvedBeside(noted.get(requestId) ?? [])) {
        asked.push([places.push({ requestId, ordinal }) - 1, distinctId]);
      }
    }
    const subjects = new Map<string, Subject[]>(requests.map(({ id }) => [id, []]));
    const beside = new Map<string, Subject[]>();
    for (const person of await this.subjectsIn(filing, asked, means)) {
      const place = places[person.ordinal];
      if (!place) continue;
      const found = { ...person, ordinal: place.ordinal };
      if (person.ordinal < named) subjects.get(place.requestId)?.push(found);
      else beside.set(place.requestId, [...(beside.get(place.requestId) ?? []), found]);
    }
    for (const [requestId, own] of subjects) {
      const notes = noted.get(requestId);
      if (notes !== undefined) subjects.set(requestId, pieced(own, beside.get(requestId) ?? [], notes));
    }
    return subjects;
  }

  /** Ids that will probably have to be looked at when closures of these are resolved. */
  async likelyBeside(projectId: number, asked: Iterable<string>): Promise<string[]> {
    const formOf = await this.forms.of(projectId);
    return this.closures.likelyBeside(await filingOf(this.prisma, projectId), Array.from(asked, formOf));
  }

  /** Resolves the closures of ids that stand in no request, as a preview does. `asked`: pairs of ordinal and id. */
  async subjectsOf(
    projectId: number,
    asked: readonly (readonly [number, string])[],
    db: Transaction = this.prisma,
  ): Promise<Subject[]> {
    return this.subjectsIn(await filingOf(db, projectId), asked, { db });
  }

  /** By the links that are filed there; of what was set aside alone by these alone, whoever was found to share a device since. */
  private async subjectsIn(
    filing: Filing,
    asked: readonly (readonly [number, string])[],
    { db, hmacs = this.hmacsOf(filing.projectId), likely = [] }: Means,
  ): Promise<Subject[]> {
    const formOf = await this.forms.of(filing.projectId, db);
    const among = (contested: boolean) => async (ids: readonly string[]) =>
      isAsideAlone(filing) ? new Set<string>() : sharedAmong(ids, db, hmacs, contested);
    const closures = await this.closures.resolve(
      filing,
      asked.map(([, id]) => formOf(id)),
      among(false),
      among(true),
      likely,
    );
    return asked.map(([ordinal, id]) => ({
      ordinal,
      ...namedBy(id, formOf),
      ...(closures.get(formOf(id)) ?? { ids: [formOf(id)], ambiguous: [] }),
    }));
  }

  /** The closures as they were recorded: what a resumed deletion goes by, since the links may be erased already. */
  async recorded(request: IdHolder): Promise<Subject[]> {
    return (await this.recordedOf([request])).get(request.id) ?? [];
  }

  /** The same of several requests, by request. */
  async recordedOf(requests: readonly IdHolder[]): Promise<Map<string, Subject[]>> {
    if (requests.some(({ wrappedIdKey }) => wrappedIdKey === null)) throw idsDestroyed();
    const rows = await this.prisma.$queryRaw<(SealedRows & { whose: string })[]>`
      SELECT request_id AS "requestId", string_agg(ordinal::text, ' ' ORDER BY ordinal, id_hmac) AS ordinals,
        string_agg(encode(id_ciphertext, 'hex'), ' ' ORDER BY ordinal, id_hmac) AS sealed,
        string_agg(CASE WHEN recording AND contested THEN 's' WHEN recording THEN 'r' WHEN contested THEN 'c' WHEN ambiguous THEN 'a'
          ELSE 'p' END, ' ' ORDER BY ordinal, id_hmac) AS whose
      FROM request_identities WHERE request_id = ANY (${requests.map(({ id }) => id)}::uuid[]) GROUP BY request_id`;
    const recorded = new Map<string, Map<number, Recorded>>();
    for (const [request, { ordinals, sealed, whose }] of rowsOf(requests, rows)) {
      const ids = await this.unseal(request, sealed);
      const flags = whose.split(' ');
      const subjects = new Map<number, Recorded>();
      ordinals.split(' ').forEach((ordinal, at) => {
        const person = subjects.get(Number(ordinal)) ?? nothingRecorded();
        person[LISTS[flags[at] ?? ''] ?? 'ids'].push(ids[at] ?? '');
        subjects.set(Number(ordinal), person);
      });
      recorded.set(request.id, subjects);
    }
    const askedOf = await this.askedOf(requests, this.prisma);
    const forms = new Map<number, IdForm>();
    for (const { projectId } of requests) {
      if (!forms.has(projectId)) forms.set(projectId, await this.forms.of(projectId));
    }
    return new Map(
      requests.map(({ id: requestId, projectId }) => {
        const formOf = forms.get(projectId) ?? AS_NAMED;
        const subjects = [...(askedOf.get(requestId) ?? [])].map(([ordinal, id]) => ({
          ordinal,
          ...namedBy(id, formOf),
          ...(recorded.get(requestId)?.get(ordinal) ?? { ...nothingRecorded(), ids: [formOf(id)] }),
        }));
        return [requestId, subjects];
      }),
    );
  }

  /**
   * Every id that is known to stand for a subject of the request, or for whom else it is ambiguous: what a free text must not
   * hold that outlives the ids. Closures are resolved where none is recorded yet.
   */
  async known(request: IdHolder): Promise<string[]> {
    const recorded = await this.prisma.requestIdentity.findFirst({
      where: { requestId: request.id },
      select: { ordinal: true },
    });
    const subjects = recorded === null ? await this.resolve(request) : await this.recorded(request);
    return subjects.flatMap(({ asked, ids, ambiguous, contested = [] }) => [asked, ...ids, ...ambiguous, ...contested]);
  }

  private async unseal({ id, projectId, wrappedIdKey }: IdHolder, sealed: string): Promise<string[]> {
    if (wrappedIdKey === null) throw idsDestroyed();
    const cipher = SubjectIds.open(this.master, id, wrappedIdKey, projectId);
    return cipher.unsealAll(sealed.split(' ').map((each) => Buffer.from(each, 'hex')));
  }
}

/** The subjects of one request with what was decided and is remembered of them. */
function pieced(subjects: readonly Subject[], beside: readonly Subject[], noted: readonly NotedId[]): Subject[] {
  return withDecisions(withRemembered(subjects, beside, noted), decidedAmong(noted));
}

function* rowsOf<Row extends { readonly requestId: string }>(
  requests: readonly IdHolder[],
  rows: readonly Row[],
): Generator<[IdHolder, Row]> {
  const holders = new Map(requests.map((request) => [request.id, request]));
  for (const row of rows) {
    const holder = holders.get(row.requestId);
    if (holder) yield [holder, row];
  }
}

function nothingRecorded(): Recorded {
  return { ids: [], ambiguous: [], contested: [], recordings: [], sharedRecordings: [] };
}

function namedBy(asked: string, formOf: IdForm): Pick<Subject, 'asked' | 'storedAs'> {
  const storedAs = formOf(asked);
  return storedAs === asked ? { asked } : { asked, storedAs };
}

export function idsDestroyed(): HabeasError {
  return new HabeasError('gone', 'ids-destroyed', 'The ids of this request were destroyed after their retention.');
}
