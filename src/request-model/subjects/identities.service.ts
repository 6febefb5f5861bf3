import { Injectable } from '@nestjs/common';
import { MasterKey, PrismaService, HabeasError, type Transaction } from '../../platform/index.js';
import {
  AS_NAMED,
  ClosureService,
  IdForms,
  SubjectHmac,
  type IdForm,
  type RememberedHmacs,
  type SubjectKey,
} from '../../subject-data/index.js';
import { withDecisions, type RecordedDecision } from './ambiguity-decisions.js';
import { SubjectIds } from './subject-ids.js';

/** What of a request row is needed to read its ids. */
export interface IdHolder {
  readonly id: string;
  readonly projectId: number;
  readonly wrappedIdKey: Uint8Array | null;
}

/** A subject of a request with everything that stands for them (invariant 5). */
export interface Subject {
  readonly ordinal: number;
  /** The id that was asked for. */
  readonly asked: string;
  /** What stands in its place in the built-in collections, where the project hashes ids and another was asked for. */
  readonly storedAs?: string;
  /** Every id whose rows are theirs, the asked one included unless it is ambiguous. */
  readonly ids: readonly string[];
  /** Ids linked to more than one person: neither disclosed nor erased. */
  readonly ambiguous: readonly string[];
  /** Devices that links without trust give to more than one person: neither disclosed nor erased. */
  readonly contested?: readonly string[];
  /** Whose the device is that was asked for, by links without trust: a hold on them holds it, and nothing else of them is meant. */
  readonly tiedTo?: readonly string[];
  /** Of the devices that links without trust tie to them, or of their recordings, the first 20,000 are meant, and there are more. */
  readonly devicesLeftOut?: boolean;
  /** Ids of recordings that are theirs as a whole. Rows are filed under them; they are shown to nobody, and counted as no ids. */
  readonly recordings?: readonly string[];
  /** Of recordings that others are in, too: but for what was sent under their own ids, neither disclosed nor erased. */
  readonly sharedRecordings?: readonly string[];
  /** By an ambiguous or contested device: the recordings that are theirs where it is decided that the device is. */
  readonly recordingsBeside?: ReadonlyMap<string, readonly string[]>;
  /** Why it is not known who is meant; then there are no ids. */
  readonly fault?: string;
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
    const decisions = (await this.decisionsOf([request], db)).get(request.id) ?? [];
    return withDecisions(await this.subjectsOf(request.projectId, asked, db), decisions);
  }

  /** Whose ambiguous ids are, as was decided when the requests were opened; by request. */
  async decisionsOf(
    requests: readonly IdHolder[],
    db: Transaction = this.prisma,
  ): Promise<Map<string, RecordedDecision[]>> {
    const readable = requests.filter(({ wrappedIdKey }) => wrappedIdKey !== null).map(({ id }) => id);
    const rows = await db.$queryRaw<SealedRows[]>`
      SELECT request_id AS "requestId", string_agg(ordinal::text, ' ' ORDER BY id_hmac) AS ordinals,
        string_agg(encode(id_ciphertext, 'hex'), ' ' ORDER BY id_hmac) AS sealed
      FROM request_decisions WHERE request_id = ANY (${readable}::uuid[]) GROUP BY request_id`;
    const decisions = new Map<string, RecordedDecision[]>();
    for (const [request, { ordinals, sealed }] of rowsOf(requests, rows)) {
      const ids = await this.unseal(request, sealed);
      const recorded = ordinals
        .split(' ')
        .map((ordinal, at) => ({ ordinal: Number(ordinal), distinctId: ids[at] ?? '' }));
      decisions.set(request.id, recorded);
    }
    return decisions;
  }

  /**
   * The same for several requests of the project of the HMACs, all of whose ids are looked up together; by request. `askedOf`: what
   * was asked for in each, which never changes, so that it may be read before the lock is taken; `likely` as `likelyBeside` has it.
   */
  async resolveAll(
    requests: readonly IdHolder[],
    askedOf: ReadonlyMap<string, ReadonlyMap<number, string>>,
    db: Transaction,
    hmacs: RememberedHmacs,
    likely: readonly string[] = [],
  ): Promise<Map<string, Subject[]>> {
    const places: { readonly requestId: string; readonly ordinal: number }[] = [];
    const asked: [number, string][] = [];
    for (const { id: requestId } of requests) {
      const ids = askedOf.get(requestId);
      if (!ids) throw idsDestroyed();
      for (const [ordinal, id] of ids) asked.push([places.push({ requestId, ordinal }) - 1, id]);
    }
    const subjects = new Map<string, Subject[]>(requests.map(({ id }) => [id, []]));
    for (const person of await this.subjectsOf(hmacs.projectId, asked, db, hmacs, likely)) {
      const place = places[person.ordinal];
      if (place) subjects.get(place.requestId)?.push({ ...person, ordinal: place.ordinal });
    }
    for (const [requestId, decisions] of await this.decisionsOf(requests, db)) {
      subjects.set(requestId, withDecisions(subjects.get(requestId) ?? [], decisions));
    }
    return subjects;
  }

  /** Ids that will probably have to be looked at when closures of these are resolved. */
  async likelyBeside(projectId: number, asked: Iterable<string>): Promise<string[]> {
    const formOf = await this.forms.of(projectId);
    return this.closures.likelyBeside(projectId, Array.from(asked, formOf));
  }

  /** Resolves the closures of ids that stand in no request, as a preview does. `asked`: pairs of ordinal and id. */
  async subjectsOf(
    projectId: number,
    asked: readonly (readonly [number, string])[],
    db: Transaction = this.prisma,
    hmacs: RememberedHmacs = this.hmacsOf(projectId),
    likely: readonly string[] = [],
  ): Promise<Subject[]> {
    const formOf = await this.forms.of(projectId, db);
    const closures = await this.closures.resolve(
      projectId,
      asked.map(([, id]) => formOf(id)),
      (ids) => sharedAmong(ids, db, hmacs, false),
      (ids) => sharedAmong(ids, db, hmacs, true),
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

/** Ids once found to be several subjects'; `contested`: by links without trust alone. */
async function sharedAmong(
  ids: readonly string[],
  db: Transaction,
  hmacs: RememberedHmacs,
  contested: boolean,
): Promise<Set<string>> {
  const where = { projectId: hmacs.projectId, contested };
  const any = await db.sharedIdentity.findFirst({ where, select: { projectId: true } });
  if (any === null) return new Set();
  await hmacs.learn(ids);
  const idByHmac = new Map(ids.map((id) => [hmacs.of(id), id]));
  const rows = await db.$queryRaw<{ hmac: string }[]>`
    SELECT encode(id_hmac, 'hex') AS hmac FROM shared_identities
    WHERE project_id = ${hmacs.projectId}::int AND contested = ${contested}
      AND id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(string_to_array(${[...idByHmac.keys()].join(' ')}, ' ')) AS hmac)`;
  return new Set(rows.map((row) => idByHmac.get(row.hmac) ?? ''));
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

/** What a person is erased, and refused, under in the built-in collections. */
export function storedIdsOf({ ids, recordings = [] }: Pick<Subject, 'ids' | 'recordings'>): readonly string[] {
  return recordings.length === 0 ? ids : [...ids, ...recordings];
}

/**
 * What stands for a person in any table. Tables of the company know the id that was asked for and no hash of it; it stands in the
 * request alone, so that it is the only one they can be asked for.
 */
export function keyIdsOf(person: Pick<Subject, 'asked' | 'storedAs' | 'ids' | 'recordings'>): readonly string[] {
  const { asked, storedAs, ids } = person;
  const stored = storedIdsOf(person);
  return storedAs !== undefined && ids.includes(storedAs) ? [...stored, asked] : stored;
}

/** The keys by which stores find all rows of these subjects, whenever they arrived: a sweep alone has a watermark. */
export function keysOf(projectId: number, subjects: readonly Subject[]): SubjectKey[] {
  return subjects.flatMap((person) =>
    keyIdsOf(person).map((distinctId) => ({ ordinal: person.ordinal, projectId, distinctId, watermark: null })),
  );
}

export function idsDestroyed(): HabeasError {
  return new HabeasError('gone', 'ids-destroyed', 'The ids of this request were destroyed after their retention.');
}
