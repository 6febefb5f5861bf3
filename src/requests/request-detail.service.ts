import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../access/index.js';
import { deadlines, type Regime } from '../compliance/index.js';
import { Clock, PrismaService } from '../platform/index.js';
import { groupByOrdinal } from './group-by-ordinal.js';
import { Identities } from './identities.service.js';
import type { Progress } from './progress.service.js';
import { isFinished, type Outcome, type Status } from './request-status.js';
import { iso, summaryOf } from './request-views.js';
import type { RequestDetail } from './requests.dto.js';
import type { RequestRow } from './request-row.js';

interface ClosureSize {
  readonly ordinal: number;
  readonly linked: bigint;
  readonly ambiguous: bigint;
}

/** Tells everything about one request: where it stands, by when it is due, how each subject ended, what happened when. */
@Injectable()
export class RequestDetails {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly clock: Clock,
  ) {}

  async show(request: RequestRow, project: ProjectRecord): Promise<RequestDetail> {
    const where = { requestId: request.id };
    const [subjects, artifact, timeline, collections, tallies] = await Promise.all([
      this.subjectsOf(request),
      this.prisma.artifact.findUnique({ where }),
      this.prisma.requestEvent.findMany({ where, orderBy: { id: 'asc' } }),
      this.prisma.requestCollection.findMany({ where, orderBy: { collection: 'asc' } }),
      this.prisma.requestTally.groupBy({ by: ['collection'], where, _sum: { rows: true } }),
    ]);
    const rowsOf = new Map(tallies.map((tally) => [tally.collection, Number(tally._sum.rows ?? 0)]));
    const told = new Map(collections.map((collection) => [collection.collection, collection]));
    return {
      ...summaryOf(request, this.clock.now()),
      ...this.timesOf(request, project),
      progress: request.progress as Progress | null,
      failure:
        request.failureCode === null ? null : { code: request.failureCode, message: request.failureMessage ?? '' },
      nothingHeld: subjects.length > 0 && subjects.every(({ outcome }) => outcome === 'not_found'),
      idsReadable: request.wrappedIdKey !== null,
      subjects,
      collections: [...new Set([...rowsOf.keys(), ...told.keys()])].sort().map((name) => {
        const row = told.get(name);
        return {
          collection: name,
          policy: row?.policy ?? null,
          rows: rowsOf.get(name) ?? 0,
          countedAt: iso(row?.countedAt ?? null),
          hiddenAt: iso(row?.hiddenAt ?? null),
          erasedAt: iso(row?.erasedAt ?? null),
          verifiedAt: iso(row?.verifiedAt ?? null),
          survivors: row?.survivors == null ? null : Number(row.survivors),
        };
      }),
      artifact: artifact && {
        bytes: Number(artifact.bytes),
        createdAt: artifact.createdAt.toISOString(),
        expiresAt: artifact.expiresAt.toISOString(),
        destroyedAt: iso(artifact.destroyedAt),
      },
      timeline: timeline.map(({ at, type, actor, detail }) => ({ at: at.toISOString(), type, actor, detail })),
    };
  }

  private timesOf(request: RequestRow, project: ProjectRecord) {
    const calendar = { timeZone: project.timezone, holidays: new Set<string>() };
    const { acknowledgeBy } = deadlines(request.regime as Regime, request.receivedAt, calendar);
    const overdue = !isFinished(request.status as Status) && request.dueAt < this.clock.now();
    return {
      window: { from: iso(request.windowFrom), until: iso(request.windowUntil) },
      graceUntil: iso(request.graceUntil),
      deadline: { acknowledgeBy: iso(acknowledgeBy), dueAt: request.dueAt.toISOString(), overdue },
      watermark: iso(request.watermark),
      stagedAt: iso(request.stagedAt),
      startedAt: iso(request.startedAt),
      hiddenAt: iso(request.hiddenAt),
      erasedAt: iso(request.erasedAt),
      verifiedAt: iso(request.verifiedAt),
      scrubbedAt: iso(request.scrubbedAt),
    };
  }

  private async subjectsOf(request: RequestRow): Promise<RequestDetail['subjects']> {
    const where = { requestId: request.id };
    const [rows, ids, tallies, closures] = await Promise.all([
      this.prisma.requestSubject.findMany({
        where,
        select: { ordinal: true, outcome: true, outcomeDetail: true },
        orderBy: { ordinal: 'asc' },
      }),
      this.identities.asked(request),
      this.prisma.requestTally.findMany({ where, orderBy: { collection: 'asc' } }),
      this.prisma.$queryRaw<ClosureSize[]>`
        SELECT ordinal, count(*) FILTER (WHERE NOT ambiguous) AS linked, count(*) FILTER (WHERE ambiguous) AS ambiguous
        FROM request_identities WHERE request_id = ${request.id}::uuid GROUP BY ordinal`,
    ]);
    const sizes = new Map(closures.map((closure) => [closure.ordinal, closure]));
    const talliesOf = groupByOrdinal(tallies);
    return rows.map(({ ordinal, outcome, outcomeDetail }) => ({
      ordinal,
      distinctId: ids.get(ordinal) ?? null,
      outcome: outcome as Outcome | null,
      outcomeDetail,
      linkedIds: Number(sizes.get(ordinal)?.linked ?? 0),
      ambiguousIds: Number(sizes.get(ordinal)?.ambiguous ?? 0),
      tallies: (talliesOf.get(ordinal) ?? []).map((tally) => ({
        collection: tally.collection,
        rows: Number(tally.rows),
        earliest: iso(tally.earliest),
        latest: iso(tally.latest),
      })),
    }));
  }
}
