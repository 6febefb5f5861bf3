import { Injectable } from '@nestjs/common';
import { AccountLabels, type ProjectRecord } from '../../access/index.js';
import { deadlines, DENIALS, type DenialCode, type Regime } from '../../compliance/index.js';
import { Clock, Config, PrismaService, iso, nextScrub, type Prisma } from '../../platform/index.js';
import {
  groupByOrdinal,
  Identities,
  stepsIn,
  type Progress,
  calendarOf,
  type Outcome,
  type RequestEventType,
  type Status,
  type RequestRow,
} from '../../request-model/index.js';
import { ArtifactStore, faultOf } from '../../artifacts/index.js';
import { HandOvers } from '../actions/hand-overs.service.js';
import { EndedHolds } from './ended-holds.service.js';
import { Looks } from '../actions/looks.service.js';
import { isOverdue, summaryOf } from './request-views.js';
import type { RequestDetail } from '../dto/request-detail.dto.js';

interface ClosureSize {
  readonly ordinal: number;
  readonly linked: bigint;
  readonly ambiguous: bigint;
  readonly contested: bigint;
}

/** Tells everything about one request: where it stands, by when it is due, how each subject ended, what happened when. */
@Injectable()
export class RequestDetails {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly config: Config,
    private readonly handOvers: HandOvers,
    private readonly endedHolds: EndedHolds,
    private readonly looks: Looks,
    private readonly artifacts: ArtifactStore,
    private readonly accounts: AccountLabels,
    private readonly clock: Clock,
  ) {}

  async show(request: RequestRow, project: ProjectRecord): Promise<RequestDetail> {
    const where = { requestId: request.id };
    const [subjects, artifact, timeline, collections, tallies, links, freed] = await Promise.all([
      this.subjectsOf(request),
      this.prisma.artifact.findUnique({ where }),
      this.timelineOf(request),
      this.prisma.requestCollection.findMany({ where, orderBy: { collection: 'asc' } }),
      this.prisma.requestTally.groupBy({
        ...{ by: ['collection'], where },
        ...{ _sum: { rows: true, notCopied: true, keptRows: true }, _min: { keptDueAt: true } },
      }),
      this.linksOf(request),
      this.endedHolds.of([request.id]),
    ]);
    const tallyOf = new Map(tallies.map((tally) => [tally.collection, tally]));
    const told = new Map(collections.map((collection) => [collection.collection, collection]));
    return {
      ...summaryOf(request, this.clock.now(), freed.get(request.id) ?? []),
      ...this.timesOf(request, project),
      ...decisionsOf(request),
      suppressAfterDeletion: request.suppressAfterDeletion,
      failure: failureOf(request),
      attentionSince: iso(request.attentionSince),
      ...links,
      decisions: await this.decidedIds(request),
      progress: request.progress as Progress | null,
      nothingHeld: subjects.length > 0 && subjects.every(isUnknown),
      idsReadable: request.wrappedIdKey !== null,
      subjects,
      collections: [...new Set([...tallyOf.keys(), ...told.keys()])].sort().map((name) => {
        const { _sum: sum, _min: first } = tallyOf.get(name) ?? {};
        return {
          collection: name,
          rows: Number(sum?.rows ?? 0),
          ...stepsIn(told.get(name)),
          filesDroppedAt: iso(told.get(name)?.filesDroppedAt ?? null),
          keptRows: sum?.keptRows == null ? null : Number(sum.keptRows),
          keptDueAt: iso(first?.keptDueAt ?? null),
          notCopied: Number(sum?.notCopied ?? 0),
        };
      }),
      artifact: artifact && (await this.artifactShown(artifact)),
      handOvers: await this.handOvers.list(request.id),
      looks: await this.looks.list(request.id),
      timeline,
    };
  }

  private async timelineOf({ id: requestId }: RequestRow): Promise<RequestDetail['timeline']> {
    const events = await this.prisma.requestEvent.findMany({ where: { requestId }, orderBy: { id: 'asc' } });
    const labels = await this.accounts.of(events.map(({ actor }) => actor));
    return events.map(({ at, type, actor, detail }) => {
      return { at: at.toISOString(), type: type as RequestEventType, actor, by: labels.get(actor) ?? null, detail };
    });
  }

  private async decidedIds(request: RequestRow): Promise<RequestDetail['decisions']> {
    const known = (await this.identities.decisionsOf([request])).get(request.id);
    if (known !== undefined) return known;
    const where = { requestId: request.id, remembered: null };
    const rows = await this.prisma.requestDecision.findMany({
      where,
      select: { ordinal: true },
      orderBy: { ordinal: 'asc' },
    });
    return rows.map(({ ordinal }) => ({ distinctId: null, ordinal }));
  }

  /** The other half of an export-then-delete. */
  private async linksOf(request: RequestRow): Promise<Pick<RequestDetail, 'followUp' | 'follows'>> {
    const link = { id: true, status: true } as const;
    const [followUp, follows] = await Promise.all([
      this.prisma.request.findUnique({ where: { afterRequestId: request.id }, select: link }),
      request.afterRequestId === null
        ? null
        : this.prisma.request.findUnique({
            where: { id: request.afterRequestId },
            select: { ...link, artifact: { select: { sparedAt: true } } },
          }),
    ]);
    return {
      followUp: followUp && { ...followUp, status: followUp.status as Status },
      follows: follows && {
        id: follows.id,
        status: follows.status as Status,
        artifactSparedAt: iso(follows.artifact?.sparedAt ?? null),
      },
    };
  }

  private async artifactShown(row: Prisma.ArtifactGetPayload<object>): Promise<RequestDetail['artifact']> {
    const { storeName, createdAt, expiresAt, destroyedAt, sparedAt } = row;
    const bytes = Number(row.bytes);
    const isKept = destroyedAt === null && expiresAt > this.clock.now();
    return {
      bytes,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      destroyedAt: iso(destroyedAt),
      sparedAt: iso(sparedAt),
      fault: isKept ? await faultOf(this.artifacts, storeName, bytes) : null,
    };
  }

  private timesOf(request: RequestRow, project: ProjectRecord) {
    return {
      window: { from: iso(request.windowFrom), until: iso(request.windowUntil) },
      graceUntil: iso(request.graceUntil),
      deadline: this.deadlineOf(request, project),
      watermark: iso(request.watermark),
      stagedAt: iso(request.stagedAt),
      startedAt: iso(request.startedAt),
      hiddenAt: iso(request.hiddenAt),
      erasedAt: iso(request.erasedAt),
      verifiedAt: iso(request.verifiedAt),
      scrubbedAt: iso(request.scrubbedAt),
      scrubDueBy: iso(this.scrubDueBy(request)),
    };
  }

  private scrubDueBy({ erasedAt, scrubbedAt }: RequestRow): Date | null {
    if (erasedAt === null || scrubbedAt !== null) return null;
    return nextScrub(this.config.values.SCRUB_SCHEDULE, this.clock.now());
  }

  private deadlineOf(request: RequestRow, project: ProjectRecord): RequestDetail['deadline'] {
    const { regime, receivedAt, acknowledgeBy, extendedAt, extendedFrom, extensionReason } = request;
    return {
      // Null as well where the request was opened before it was stored.
      acknowledgeBy: iso(acknowledgeBy ?? deadlines(regime as Regime, receivedAt, calendarOf(project)).acknowledgeBy),
      dueAt: request.dueAt.toISOString(),
      overdue: isOverdue(request, this.clock.now()),
      extendedAt: iso(extendedAt),
      extendedFrom: iso(extendedFrom),
      extensionReason,
    };
  }

  private async subjectsOf(request: RequestRow): Promise<RequestDetail['subjects']> {
    const where = { requestId: request.id };
    const [rows, ids, tallies, closures, parts] = await Promise.all([
      this.prisma.requestSubject.findMany({
        where,
        select: { ordinal: true, outcome: true, outcomeDetail: true, holdEndedAt: true },
        orderBy: { ordinal: 'asc' },
      }),
      this.identities.asked(request),
      this.prisma.requestTally.findMany({ where, orderBy: { collection: 'asc' } }),
      this.prisma.$queryRaw<ClosureSize[]>`
        SELECT ordinal, count(*) FILTER (WHERE NOT ambiguous) AS linked, 
          count(*) FILTER (WHERE ambiguous AND NOT contested) AS ambiguous, count(*) FILTER (WHERE contested) AS contested
        FROM request_identities WHERE request_id = ${request.id}::uuid AND NOT recording GROUP BY ordinal`,
      this.prisma.artifactPart.findMany({
        where: { artifact: where, ordinal: { gte: 0 } },
        select: { ordinal: true, plainBytes: true, destroyedAt: true },
      }),
    ]);
    const sizes = new Map(closures.map((closure) => [closure.ordinal, closure]));
    const talliesOf = groupByOrdinal(tallies);
    const folders = new Map(
      parts.map(({ ordinal, plainBytes, destroyedAt }) => {
        return [ordinal, { bytes: Number(plainBytes), destroyedAt: iso(destroyedAt) }];
      }),
    );
    return rows.map(({ ordinal, outcome, outcomeDetail, holdEndedAt }) => ({
      ordinal,
      distinctId: ids.get(ordinal) ?? null,
      outcome: outcome as Outcome | null,
      outcomeDetail,
      holdEndedAt: iso(holdEndedAt),
      linkedIds: Number(sizes.get(ordinal)?.linked ?? 0),
      ambiguousIds: Number(sizes.get(ordinal)?.ambiguous ?? 0),
      contestedIds: Number(sizes.get(ordinal)?.contested ?? 0),
      tallies: (talliesOf.get(ordinal) ?? []).map((tally) => ({
        collection: tally.collection,
        rows: Number(tally.rows),
        newRows: Number(tally.newRows),
        earliest: tally.earliest,
        latest: tally.latest,
      })),
      folder: folders.get(ordinal) ?? null,
    }));
  }
}

function failureOf({ failureCode: code, failureMessage }: RequestRow): RequestDetail['failure'] {
  return code === null ? null : { code, message: failureMessage ?? '' };
}

function isUnknown({ outcome, tallies }: RequestDetail['subjects'][number]): boolean {
  return outcome === 'not_found' && tallies.every(({ newRows }) => newRows === 0);
}

function decisionsOf(request: RequestRow): Pick<RequestDetail, 'approval' | 'denial'> {
  const { approvedAt, approvedByLabel, denialCode, regime } = request;
  const code = denialCode as DenialCode | null;
  return {
    approval: approvedAt && { by: approvedByLabel ?? '', at: approvedAt.toISOString() },
    denial: code && { code, meaning: DENIALS[code].meaning, articles: [...DENIALS[code].articles[regime as Regime]] },
  };
}
