import type { Transaction } from '../../platform/index.js';
import type { RememberedHmacs } from '../../subject-data/index.js';

/** Ids once found to be several subjects'; `contested`: by links without trust alone. */
export async function sharedAmong(
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
