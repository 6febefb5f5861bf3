import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { HabeasError, PrismaService } from '../../platform/index.js';
import {
  isFinished,
  OPEN_STATUSES,
  RequestLifecycle,
  requestNotFound,
  type Status,
} from '../../request-model/index.js';
import { IdForms } from '../../subject-data/index.js';

/** The last deletion that named one of the ids. */
interface Named {
  /** Of the id, from 1. */
  readonly place: bigint;
  readonly requestId: string;
  readonly status: Status;
  readonly subjectCount: number;
}

/** Takes requests back. */
@Injectable()
export class Revocations {
  constructor(
    private readonly prisma: PrismaService,
    private readonly lifecycle: RequestLifecycle,
    private readonly forms: IdForms,
  ) {}

  /**
   * Takes a deletion back while no sweep has taken it, or an export until it has ended: one under way notices, and what it wrote is
   * destroyed. One that is revoked or denied stays so.
   * @throws HabeasError `request-not-found` (404), `already-started`, `already-finished`, `carries-out-a-duty` (405)
   */
  async revoke(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const move = { ids: [requestId], to: 'REVOKED', event: () => revokedBy(actor) } as const;
      const where = { projectId: project.id };
      const ended = await this.lifecycle.move(transaction, {
        ...move,
        from: OPEN_STATUSES,
        where: { ...where, kind: 'export' },
      });
      const taken = await this.lifecycle.move(transaction, {
        ...move,
        from: ['PENDING', 'STAGING'],
        where: { ...where, kind: 'deletion', dutyId: null },
      });
      if (ended.size + taken.size > 0) return;
      const found = { id: requestId, projectId: project.id };
      const request = await transaction.request.findFirst({ where: found, select: { status: true, dutyId: true } });
      if (request !== null) assertOpenedForSomebody(request);
      assertRevoked(request);
    });
  }

  /**
   * The same of a deletion alone, since the wire knows no other.
   * @throws HabeasError as `revoke`, and `export-not-revocable` (405)
   */
  async revokeDeletion(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    const where = { id: requestId, projectId: project.id, kind: 'export' };
    if ((await this.prisma.request.count({ where })) > 0) {
      throw new HabeasError('not-allowed', 'export-not-revocable', 'An export cannot be revoked here.');
    }
    await this.revoke(actor, project, requestId);
  }

  /**
   * Takes back the deletions that name these ids and nobody else, all of them or none: each id counts for the last deletion that
   * named it.
   * @throws HabeasError `ids-not-under-deletion` (404), `already-started`, `already-finished` (405), `ids-beside-others` (409)
   */
  async revokeOf(actor: Actor, project: ProjectRecord, distinctIds: readonly string[]): Promise<void> {
    const hmacs = (await this.forms.hmacsOf(project.id, distinctIds)).map((hmac) => hmac.toString('hex'));
    await this.prisma.$transaction(async (transaction) => {
      const named = await transaction.$queryRaw<Named[]>`
        SELECT DISTINCT ON (given.place) given.place, request.id AS "requestId", request.status,
          request.subject_count AS "subjectCount"
        FROM unnest(${hmacs}::text[]) WITH ORDINALITY AS given (hmac, place)
        JOIN request_subjects subject
          ON subject.project_id = ${project.id}::int AND subject.id_hmac = decode(given.hmac, 'hex')
        JOIN requests request ON request.id = subject.request_id AND request.kind = 'deletion' AND request.duty_id IS NULL
        ORDER BY given.place, request.opened_at DESC, request.id DESC`;
      const ids = revocable(distinctIds, named);
      if (ids.length === 0) return;
      const moved = await this.lifecycle.move(transaction, {
        ids,
        from: ['PENDING', 'STAGING'],
        to: 'REVOKED',
        where: { projectId: project.id, kind: 'deletion', dutyId: null },
        event: () => revokedBy(actor),
      });
      // Another call may have taken them back meanwhile.
      const left = ids.filter((id) => !moved.has(id));
      const found = await transaction.request.findMany({ where: { id: { in: left } }, select: { status: true } });
      for (const each of found) assertRevoked(each);
    });
  }
}

/** The deletions that can be taken back; of those that were already there is nothing to do. */
function revocable(distinctIds: readonly string[], named: readonly Named[]): string[] {
  if (named.length < distinctIds.length) {
    throw new HabeasError(
      'not-found',
      'ids-not-under-deletion',
      'Some of these ids are in no deletion: leave them out.',
    );
  }
  const requests = new Map<string, Named[]>();
  for (const each of named) requests.set(each.requestId, [...(requests.get(each.requestId) ?? []), each]);
  for (const [first] of requests.values()) if (first) assertRevoked({ status: first.status }, OPEN);
  const open = [...requests].filter(([, [first]]) => first !== undefined && OPEN.has(first.status));
  const partly = open.filter(([, its]) => its.length < (its[0]?.subjectCount ?? 0));
  if (partly.length > 0) throw besideOthers(distinctIds, partly);
  return open.map(([id]) => id);
}

const OPEN: ReadonlySet<Status> = new Set<Status>(['PENDING', 'STAGING']);

/** Names what the caller sent, and nobody of those it did not name. */
function besideOthers(distinctIds: readonly string[], partly: readonly (readonly [string, readonly Named[]])[]) {
  const places = partly.flatMap(([, its]) => its.map(({ place }) => Number(place) - 1));
  return new HabeasError(
    'conflict',
    'ids-beside-others',
    'Some of these ids stand in a deletion beside ids that were not named: name all of it, or cancel it by its id.',
    {
      extra: {
        conflictingDistinctIds: places.map((place) => distinctIds[place]),
        conflictingRequestIds: partly.map(([id]) => id),
      },
    },
  );
}

/**
 * What carries out a duty was opened by nobody who could take it back.
 * @throws HabeasError `carries-out-a-duty` (405)
 */
export function assertOpenedForSomebody({ dutyId }: { readonly dutyId: string | null }): void {
  if (dutyId === null) return;
  throw new HabeasError(
    'not-allowed',
    'carries-out-a-duty',
    'This deletion carries out a duty and is not to be taken back: place a hold where one is due, or give the duty up before it is due.',
  );
}

function revokedBy(actor: Actor) {
  return { type: 'revoked', actor: actorName(actor) } as const;
}

function assertRevoked(request: { readonly status: string } | null, open: ReadonlySet<Status> = new Set()): void {
  if (request === null) throw requestNotFound();
  const status = request.status as Status;
  if (status === 'REVOKED' || status === 'DENIED' || open.has(status)) return;
  throw isFinished(status)
    ? new HabeasError('not-allowed', 'already-finished', 'The request has ended and can no longer be revoked.')
    : new HabeasError('not-allowed', 'already-started', 'The deletion has started and can no longer be revoked.');
}
