import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { spellingOf } from '../../holds/index.js';
import { Clock, MasterKey, type Transaction } from '../../platform/index.js';
import { SubjectMac, type RememberedMacs } from '../../subject-data/index.js';
import { idsDestroyed, type IdHolder, type Subject } from './identities.service.js';
import { SubjectIds } from './subject-ids.js';

/** Ids that one statement writes. */
const MOST_AT_ONCE = 5_000;

/** Writes down who was meant by a request: every id that stands for its subjects, sealed, and the HMAC it is found by. */
@Injectable()
export class IdentityRecords {
  constructor(
    private readonly master: MasterKey,
    private readonly mac: SubjectMac,
    private readonly clock: Clock,
  ) {}

  /** Records the closures in place of those recorded before, and remembers which ids are shared. */
  async record(
    transaction: Transaction,
    request: IdHolder,
    persons: readonly Subject[],
    macs: RememberedMacs = this.mac.remembering(request.projectId),
  ): Promise<void> {
    if (request.wrappedIdKey === null) throw idsDestroyed();
    const cipher = SubjectIds.open(this.master, request.id, request.wrappedIdKey);
    const rows = persons.flatMap((person) => [
      ...person.ids.map((id) => ({ ordinal: person.ordinal, id, ambiguous: false, contested: false })),
      ...person.ambiguous.map((id) => ({ ordinal: person.ordinal, id, ambiguous: true, contested: false })),
      ...(person.contested ?? []).map((id) => ({ ordinal: person.ordinal, id, ambiguous: true, contested: true })),
    ]);
    await transaction.requestIdentity.deleteMany({ where: { requestId: request.id } });
    for (let start = 0; start < rows.length; start += MOST_AT_ONCE) {
      const some = rows.slice(start, start + MOST_AT_ONCE);
      await macs.learn(some.map(({ id }) => id));
      const sealed = await cipher.sealAll(some.map(({ id }) => id));
      await transaction.$executeRaw`
        INSERT INTO request_identities
          (request_id, ordinal, project_id, id_hmac, id_ciphertext, ambiguous, contested, spelling_hmac)
        SELECT ${request.id}::uuid, ordinal, ${request.projectId}::int, decode(mac, 'hex'), decode(sealed, 'hex'), ambiguous,
          contested, decode(spelling, 'hex')
        FROM unnest(
          ${some.map(({ ordinal }) => ordinal)}::int[],
          ${some.map(({ id }) => macs.of(id))}::text[],
          ${sealed.map((each) => each.toString('hex'))}::text[],
          ${some.map(({ ambiguous }) => ambiguous)}::boolean[],
          ${some.map(({ contested }) => contested)}::boolean[],
          ${some.map(({ id }) => spellingMac(id, macs))}::text[]
        ) AS identity (ordinal, mac, sealed, ambiguous, contested, spelling)`;
      for (const contested of [false, true]) {
        const shared = some.filter((each) => each.ambiguous && each.contested === contested);
        const remembered = shared.map(({ id }) => macs.of(id));
        await this.rememberShared(transaction, request.projectId, remembered, contested);
      }
    }
  }

  private async rememberShared(
    transaction: Transaction,
    projectId: number,
    macs: readonly string[],
    contested: boolean,
  ): Promise<void> {
    if (macs.length === 0) return;
    await transaction.$executeRaw`
      INSERT INTO shared_identities (project_id, id_hmac, since, contested)
      SELECT DISTINCT ${projectId}::int, decode(mac, 'hex') AS id_hmac, ${this.clock.now()}::timestamptz, ${contested}::boolean
      FROM unnest(${macs}::text[]) AS mac ORDER BY id_hmac
      ON CONFLICT (project_id, id_hmac) DO UPDATE SET contested = false
        WHERE shared_identities.contested AND NOT excluded.contested`;
  }

  /** Records those closures that are not as they were recorded before; by request. */
  async recordChanged(
    transaction: Transaction,
    requests: readonly IdHolder[],
    personsOf: ReadonlyMap<string, readonly Subject[]>,
    macs: RememberedMacs,
  ): Promise<void> {
    const rows = await transaction.$queryRaw<{ requestId: string; print: string }[]>`
      SELECT request_id AS "requestId", encode(sha256(convert_to(string_agg(
        concat_ws('/', ordinal, encode(id_hmac, 'hex'), CASE WHEN contested THEN 'c' ELSE left(ambiguous::text, 1) END,
          encode(spelling_hmac, 'hex')),
        ' ' ORDER BY ordinal, id_hmac), 'UTF8')), 'hex') AS print
      FROM request_identities WHERE request_id = ANY (${requests.map(({ id }) => id)}::uuid[]) GROUP BY request_id`;
    const recorded = new Map(rows.map(({ requestId, print }) => [requestId, print]));
    for (const request of requests) {
      const persons = personsOf.get(request.id) ?? [];
      await macs.learn(persons.flatMap(({ ids }) => ids));
      if (fingerprintOf(persons, macs) !== recorded.get(request.id)) {
        await this.record(transaction, request, persons, macs);
      }
      await setImmediate();
    }
  }
}

/** As the database makes it of what is recorded; undefined where that is nothing. */
function fingerprintOf(persons: readonly Subject[], macs: RememberedMacs): string | undefined {
  const byOrdinal = [...persons].sort((one, other) => one.ordinal - other.ordinal);
  const identities = byOrdinal.flatMap(({ ordinal, ids, ambiguous, contested = [] }) =>
    [
      ...ids.map((id) => lineOf(id, 'f', macs)),
      ...ambiguous.map((id) => lineOf(id, 't', macs)),
      ...contested.map((id) => lineOf(id, 'c', macs)),
    ]
      .sort()
      .map((line) => `${ordinal}/${line}`),
  );
  if (identities.length === 0) return undefined;
  return createHash('sha256').update(identities.join(' ')).digest('hex');
}

function lineOf(id: string, flag: 't' | 'f' | 'c', macs: RememberedMacs): string {
  const line = `${macs.of(id)}/${flag}`;
  const spelling = spellingMac(id, macs);
  return spelling === null ? line : `${line}/${spelling}`;
}

/** What a hold on the id is found by where the id itself is spelled otherwise, in hex. */
function spellingMac(id: string, macs: RememberedMacs): string | null {
  const spelling = spellingOf(id);
  return spelling === id ? null : macs.of(spelling);
}
