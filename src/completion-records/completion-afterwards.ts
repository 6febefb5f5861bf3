import { recordedDuties } from '../duties/index.js';
import { iso, type Transaction } from '../platform/index.js';
import type { Afterwards, RecordedHandOver } from './record-format.js';
import { LOOKS, type RequestRow } from '../request-model/index.js';

interface HandOverGroup {
  readonly manner: string;
  readonly by: string;
  readonly whole: boolean;
  readonly subjects: bigint;
  readonly times: bigint;
  readonly first_at: Date;
  readonly last_at: Date;
}

/** What came to be of a finished request after its end, as it stands now. */
export async function afterwardsOf(transaction: Transaction, request: RequestRow): Promise<Afterwards> {
  const requestId = request.id;
  const given = await transaction.$queryRaw<HandOverGroup[]>`
    SELECT manner, by, ordinal IS NULL AS whole, count(DISTINCT ordinal) AS subjects, count(*) AS times,
           min(at) AS first_at, max(at) AS last_at
    FROM hand_overs WHERE request_id = ${requestId}::uuid
    GROUP BY manner, by, ordinal IS NULL ORDER BY first_at, manner, by, whole`;
  const handOvers = given.filter(({ manner }) => !LOOKS.includes(manner));
  const looks = given.filter(({ manner }) => LOOKS.includes(manner));
  const dropped = await transaction.requestCollection.findMany({
    where: { requestId, NOT: { filesDroppedAt: null } },
    select: { collection: true, filesDroppedAt: true },
    orderBy: { collection: 'asc' },
  });
  const idsDestroyed = await transaction.requestEvent.findFirst({ where: { requestId, type: 'ids-destroyed' } });
  return {
    firstHandedOverAt: iso(handOvers[0]?.first_at ?? null),
    handOvers: handOvers.map((group) => recorded(group)),
    looks: looks.map((group) => recorded(group)),
    artifact: await artifactOf(transaction, requestId),
    filesDropped: dropped.flatMap(({ collection, filesDroppedAt: at }) =>
      at === null ? [] : [{ collection, at: at.toISOString() }],
    ),
    scrubbedAt: iso(request.scrubbedAt),
    idsDestroyedAt: iso(idsDestroyed?.at ?? null),
    duties: await recordedDuties(transaction, requestId),
  };
}

function recorded({ manner, by, whole, subjects, times, first_at, last_at }: HandOverGroup): RecordedHandOver {
  return {
    manner,
    by,
    what: whole ? 'answer' : 'folders',
    subjects: whole ? null : Number(subjects),
    times: Number(times),
    firstAt: first_at.toISOString(),
    lastAt: last_at.toISOString(),
  };
}

async function artifactOf(transaction: Transaction, requestId: string): Promise<Afterwards['artifact']> {
  const artifact = await transaction.artifact.findUnique({ where: { requestId } });
  if (!artifact) return null;
  const parts = await transaction.artifactPart.groupBy({
    by: ['destroyedAt'],
    where: { artifactId: artifact.id },
    _count: { _all: true },
  });
  const sum = (groups: typeof parts): number => groups.reduce((total, { _count }) => total + _count._all, 0);
  return {
    createdAt: artifact.createdAt.toISOString(),
    expiresAt: artifact.expiresAt.toISOString(),
    sparedAt: iso(artifact.sparedAt),
    destroyedAt: iso(artifact.destroyedAt),
    parts: sum(parts),
    partsDestroyed: sum(parts.filter(({ destroyedAt }) => destroyedAt !== null)),
  };
}
