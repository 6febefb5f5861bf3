import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { spellingOf } from '../../holds/index.js';
import { Clock, MasterKey, type Transaction } from '../../platform/index.js';
import { SubjectHmac, type RememberedHmacs } from '../../subject-data/index.js';
import { idsDestroyed, type IdHolder } from './identities.service.js';
import { storedIdsOf, type Subject } from './subject.js';
import { SubjectIds } from './subject-ids.js';

/** Ids that one statement writes. */
const MOST_AT_ONCE = 5_000;

/** Writes down who was meant by a request: every id that stands for its subjects, sealed, and the HMAC it is found by. */
@Injectable()
export class IdentityRecords {
  constructor(
    private readonly master: MasterKey,
    private readonly hmac: SubjectHmac,
    private readonly clock: Clock,
  ) {}

  /** Records the closures in place of those recorded before, and remembers which ids are shared. */
  async record(
    transaction: Transaction,
    request: IdHolder,
    subjects: readonly Subject[],
    hmacs: RememberedHmacs = this.hmac.remembering(request.projectId),
  ): Promise<void> {
    if (request.wrappedIdKey === null) throw idsDestroyed();
    const cipher = SubjectIds.open(this.master, request.id, request.wrappedIdKey, request.projectId);
    const rows = subjects.flatMap(recordedOf);
    await transaction.requestIdentity.deleteMany({ where: { requestId: request.id } });
    for (let start = 0; start < rows.length; start += MOST_AT_ONCE) {
      const some = rows.slice(start, start + MOST_AT_ONCE);
      await hmacs.learn(some.map(({ id }) => id));
      const sealed = await cipher.sealAll(some.map(({ id }) => id));
      await transaction.$executeRaw`
        INSERT INTO request_identities
          (request_id, ordinal, project_id, id_hmac, id_ciphertext, ambiguous, contested, recording, spelling_hmac)
        SELECT ${request.id}::uuid, ordinal, ${request.projectId}::int, decode(hmac, 'hex'), decode(sealed, 'hex'), ambiguous,
          contested, recording, decode(spelling, 'hex')
        FROM unnest(
          ${some.map(({ ordinal }) => ordinal)}::int[],
          ${some.map(({ id }) => hmacs.of(id))}::text[],
          ${sealed.map((each) => each.toString('hex'))}::text[],
          ${some.map(({ ambiguous }) => ambiguous)}::boolean[],
          ${some.map(({ contested }) => contested)}::boolean[],
          ${some.map(({ recording }) => recording)}::boolean[],
          ${some.map(({ id }) => spellingHmac(id, hmacs))}::text[]
        ) AS identity (ordinal, hmac, sealed, ambiguous, contested, recording, spelling)`;
      for (const contested of [false, true]) {
        const shared = some.filter((each) => each.ambiguous && each.contested === contested);
        const remembered = shared.map(({ id }) => hmacs.of(id));
        await this.rememberShared(transaction, request.projectId, remembered, contested);
      }
    }
  }

  private async rememberShared(
    transaction: Transaction,
    projectId: number,
    hmacs: readonly string[],
    contested: boolean,
  ): Promise<void> {
    if (hmacs.length === 0) return;
    await transaction.$executeRaw`
      INSERT INTO shared_identities (project_id, id_hmac, since, contested)
      SELECT DISTINCT ${projectId}::int, decode(hmac, 'hex') AS id_hmac, ${this.clock.now()}::timestamptz, ${contested}::boolean
      FROM unnest(${hmacs}::text[]) AS hmac ORDER BY id_hmac
      ON CONFLICT (project_id, id_hmac) DO UPDATE SET contested = false
        WHERE shared_identities.contested AND NOT excluded.contested`;
  }

  /** Records those closures that are not as they were recorded before; by request. */
  async recordChanged(
    transaction: Transaction,
    requests: readonly IdHolder[],
    subjectsOf: ReadonlyMap<string, readonly Subject[]>,
    hmacs: RememberedHmacs,
  ): Promise<void> {
    const rows = await transaction.$queryRaw<{ requestId: string; print: string }[]>`
      SELECT request_id AS "requestId", encode(sha256(convert_to(string_agg(
        concat_ws('/', ordinal, encode(id_hmac, 'hex'), CASE WHEN contested THEN 'c' ELSE left(ambiguous::text, 1) END,
          encode(spelling_hmac, 'hex')),
        ' ' ORDER BY ordinal, id_hmac), 'UTF8')), 'hex') AS print
      FROM request_identities WHERE request_id = ANY (${requests.map(({ id }) => id)}::uuid[]) GROUP BY request_id`;
    const recorded = new Map(rows.map(({ requestId, print }) => [requestId, print]));
    for (const request of requests) {
      const subjects = subjectsOf.get(request.id) ?? [];
      await hmacs.learn(subjects.flatMap(storedIdsOf));
      if (fingerprintOf(subjects, hmacs) !== recorded.get(request.id)) {
        await this.record(transaction, request, subjects, hmacs);
      }
      await setImmediate();
    }
  }
}

interface RecordedId {
  readonly ordinal: number;
  readonly id: string;
  readonly ambiguous: boolean;
  readonly contested: boolean;
  readonly recording: boolean;
}

/** Everything that is recorded of a person. */
function recordedOf(person: Subject): RecordedId[] {
  const { ordinal, ids, ambiguous, contested = [], recordings = [], sharedRecordings = [] } = person;
  const as = (what: Omit<RecordedId, 'ordinal' | 'id'>) => (id: string) => ({ ordinal, id, ...what });
  return [
    ...ids.map(as({ ambiguous: false, contested: false, recording: false })),
    ...ambiguous.map(as({ ambiguous: true, contested: false, recording: false })),
    ...contested.map(as({ ambiguous: true, contested: true, recording: false })),
    ...recordings.map(as({ ambiguous: false, contested: false, recording: true })),
    ...sharedRecordings.map(as({ ambiguous: true, contested: true, recording: true })),
  ];
}

/** As the database makes it of what is recorded; undefined where that is nothing. */
function fingerprintOf(subjects: readonly Subject[], hmacs: RememberedHmacs): string | undefined {
  const byOrdinal = [...subjects].sort((one, other) => one.ordinal - other.ordinal);
  const identities = byOrdinal.flatMap((person) =>
    recordedOf(person)
      .map(({ id, ambiguous, contested }) => lineOf(id, contested ? 'c' : ambiguous ? 't' : 'f', hmacs))
      .sort()
      .map((line) => `${person.ordinal}/${line}`),
  );
  if (identities.length === 0) return undefined;
  return createHash('sha256').update(identities.join(' ')).digest('hex');
}

function lineOf(id: string, flag: 't' | 'f' | 'c', hmacs: RememberedHmacs): string {
  const line = `${hmacs.of(id)}/${flag}`;
  const spelling = spellingHmac(id, hmacs);
  return spelling === null ? line : `${line}/${spelling}`;
}

/** What a hold on the id is found by where the id itself is spelled otherwise, in hex. */
function spellingHmac(id: string, hmacs: RememberedHmacs): string | null {
  const spelling = spellingOf(id);
  return spelling === id ? null : hmacs.of(spelling);
}
