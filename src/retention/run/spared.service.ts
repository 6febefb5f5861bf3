import { Injectable } from '@nestjs/common';
import { HoldIds, spellingsOf } from '../../holds/index.js';
import { Clock, inParts, PrismaService } from '../../platform/index.js';
import { Identities, OPEN_STATUSES, type Subject } from '../../request-model/index.js';
import type { SubjectKey } from '../../subject-data/index.js';
import type { KnownSparing, SparedPeople } from './spared.js';
import { sparedIdsOf } from './spared-ids.js';

/** Persons whose closures are resolved together. */
const MOST_TOGETHER = 5_000;

interface HoldRow {
  readonly id: string;
  readonly projectId: number;
  readonly idCiphertext: Uint8Array;
  readonly wrappedIdKey: Uint8Array | null;
}

interface RequestRow {
  readonly id: string;
  readonly projectId: number;
  readonly status: string;
  readonly subjectCount: number;
  readonly wrappedIdKey: Uint8Array | null;
}

/** Keys of one project, and why it is not known who is meant, where it is not. */
interface Found {
  readonly keys: SubjectKey[];
  readonly fault: string | null;
}

/**
 * Whose rows stay whatever their age: the closures of everybody held, and of everybody named in a request that has not ended. The
 * holds and requests are read before the closures are resolved, so that whoever comes since can be told from those that were seen.
 */
@Injectable()
export class Spared {
  constructor(
    private readonly prisma: PrismaService,
    private readonly holdIds: HoldIds,
    private readonly identities: Identities,
    private readonly clock: Clock,
  ) {}

  /** @param at a moment that is believed: by a clock that jumped since, no hold has ended */
  async of(projectIds: readonly number[], at: Date): Promise<SparedPeople> {
    const madeAt = this.clock.lived();
    const [held, requested]: [SubjectKey[], SubjectKey[]] = [[], []];
    const known = new Map<number, KnownSparing>();
    const unknown = new Map<number, string>();
    for (const projectId of await this.concerned(projectIds, at)) {
      const [holds, requests] = [await this.holdsOf(projectId, at), await this.requestsOf(projectId)];
      known.set(projectId, { holds: idsOf(holds), requests: idsOf(requests) });
      const [ofHolds, ofRequests] = [await this.heldIn(projectId, holds), await this.namedIn(projectId, requests)];
      const fault = ofHolds.fault ?? ofRequests.fault;
      if (fault !== null) unknown.set(projectId, fault);
      for (const key of ofHolds.keys) held.push(key);
      for (const key of ofRequests.keys) requested.push(key);
    }
    return { held, requested, all: [...held, ...requested], known, unknown, at, madeAt };
  }

  /** Projects in which anybody is spared: mostly few. */
  private async concerned(projectIds: readonly number[], at: Date): Promise<number[]> {
    const rows = await this.prisma.$queryRaw<{ id: number }[]>`
      SELECT project.id FROM unnest(${[...projectIds]}::int[]) AS project (id)
      WHERE EXISTS (SELECT FROM holds WHERE project_id = project.id AND lifted_at IS NULL AND until > ${at})
        OR EXISTS (SELECT FROM requests WHERE project_id = project.id AND status IN ('PENDING', 'STAGING', 'STARTED'))
      ORDER BY project.id`;
    return rows.map(({ id }) => id);
  }

  private async holdsOf(projectId: number, at: Date): Promise<HoldRow[]> {
    return this.prisma.hold.findMany({
      where: { projectId, liftedAt: null, until: { gt: at } },
      select: { id: true, projectId: true, idCiphertext: true, wrappedIdKey: true },
    });
  }

  private async requestsOf(projectId: number): Promise<RequestRow[]> {
    return this.prisma.request.findMany({
      where: { projectId, status: { in: [...OPEN_STATUSES] } },
      select: { id: true, projectId: true, status: true, subjectCount: true, wrappedIdKey: true },
      orderBy: { id: 'asc' },
    });
  }

  /** A hold on a UUID holds it in whatever letter case it stands in rows. */
  private async heldIn(projectId: number, holds: readonly HoldRow[]): Promise<Found> {
    const ids = new Set<string>();
    for (const hold of holds) {
      const id = this.holdIds.read(hold);
      if (id !== null) for (const spelling of spellingsOf(id)) ids.add(spelling);
    }
    const found: Found[] = [];
    for (const some of inParts([...ids], MOST_TOGETHER)) {
      const asked = some.map((id, ordinal): [number, string] => [ordinal, id]);
      found.push(keysOf(projectId, await this.identities.subjectsOf(projectId, asked)));
    }
    return together(found);
  }

  /** What has started goes by the closures that were recorded: its links may be gone already. */
  private async namedIn(projectId: number, requests: readonly RequestRow[]): Promise<Found> {
    const found: Found[] = [];
    for (const some of byCount(requests)) {
      const started = some.filter(({ status }) => status === 'STARTED');
      for (const subjects of (await this.identities.recordedOf(started)).values()) {
        found.push(keysOf(projectId, subjects));
      }
      const waiting = some.filter(({ status }) => status !== 'STARTED');
      const asked = [...(await this.identities.askedOf(waiting)).values()].flatMap((ids) => [...ids.values()]);
      for (const ids of inParts([...new Set(asked)], MOST_TOGETHER)) {
        const pairs = ids.map((id, ordinal): [number, string] => [ordinal, id]);
        found.push(keysOf(projectId, await this.identities.subjectsOf(projectId, pairs)));
      }
    }
    return together(found);
  }
}

function keysOf(projectId: number, subjects: readonly Subject[]): Found {
  const fault = subjects.find((person) => person.fault !== undefined)?.fault ?? null;
  const keys = subjects.flatMap((person) =>
    sparedIdsOf(person).map((distinctId) => ({ ordinal: 0, projectId, distinctId, watermark: null })),
  );
  return { keys, fault };
}

/** One key an id: nobody asks whose it is. */
function together(found: readonly Found[]): Found {
  const keys = new Map<string, SubjectKey>();
  for (const each of found) for (const key of each.keys) keys.set(key.distinctId, key);
  return { keys: [...keys.values()], fault: found.find(({ fault }) => fault !== null)?.fault ?? null };
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}

/** Requests of some thousand persons, and one at the least. */
function* byCount(requests: readonly RequestRow[]): Generator<RequestRow[]> {
  let some: RequestRow[] = [];
  let people = 0;
  for (const request of requests) {
    if (some.length > 0 && people + request.subjectCount > MOST_TOGETHER) {
      yield some;
      [some, people] = [[], 0];
    }
    some.push(request);
    people += request.subjectCount;
  }
  if (some.length > 0) yield some;
}
