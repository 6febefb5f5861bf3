import { Injectable } from '@nestjs/common';
import { actorLabel, actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { pastOf } from '../../compliance/index.js';
import { Clock, dayOrMoment, HabeasError, Ids, PrismaService, type Transaction } from '../../platform/index.js';
import {
  cleanerOf,
  LOOKS,
  personOf,
  type RequestRow,
  SubjectChecks,
  type SubjectCheck,
  Timeline,
} from '../../request-model/index.js';
import { viewOf, type GivenHandOver, type HandOverView } from '../dto/hand-overs.dto.js';

const MOST_SHOWN = 500;

/** What was given: a subject's folder, or with null the answer as a whole. */
export interface Given {
  readonly ordinal: number | null;
  readonly manner: string;
  readonly at: Date;
}

/** Who was given the answer, when and how, as the company records it. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly prisma: PrismaService,
    private readonly checks: SubjectChecks,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws HabeasError (400, 404, 409) where that cannot have been */
  async record(
    actor: Actor,
    request: RequestRow,
    { timezone }: ProjectRecord,
    given: GivenHandOver,
  ): Promise<HandOverView> {
    const now = this.clock.now();
    const { ordinal = null, manner } = given;
    const at = given.at === undefined ? now : pastOf(dayOrMoment(given.at), timezone, now);
    assertPossible(request, at, now);
    return this.prisma.$transaction(async (transaction) => {
      if (ordinal !== null) await assertHasSubject(transaction, request, ordinal);
      const check = await this.checks.of(transaction, request);
      if (check.names(manner)) {
        throw new HabeasError(
          'invalid',
          'manner-names-subject',
          'The manner holds an id of one of the subjects: it outlives the ids, so say it without them.',
        );
      }
      return this.write(transaction, actor, request, check, { ordinal, manner, at });
    });
  }

  /** The newest ones, newest first. */
  async list(requestId: string): Promise<HandOverView[]> {
    const rows = await this.prisma.handOver.findMany({
      where: { requestId, manner: { notIn: [...LOOKS] } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MOST_SHOWN,
    });
    return rows.map((row) => viewOf(row));
  }

  private async write(
    transaction: Transaction,
    actor: Actor,
    request: RequestRow,
    check: SubjectCheck,
    { ordinal, manner, at }: Given,
  ): Promise<HandOverView> {
    const { id: requestId, projectId } = request;
    const by = personOf(actorLabel(actor), actorName(actor), cleanerOf(check));
    const sensitive = await holdsSensitive(transaction, requestId, ordinal);
    await this.timeline.tell(transaction, {
      requestId,
      projectId,
      type: 'handed-over',
      actor: actorName(actor),
      detail: {
        ...{ manner, at: at.toISOString() },
        ...(ordinal === null ? {} : { ordinal }),
        ...(sensitive ? { sensitive } : {}),
      },
    });
    const data = { id: this.ids.next(), requestId, ordinal, manner, at, by, actor: actorName(actor), sensitive };
    return viewOf(await transaction.handOver.create({ data }));
  }
}

/** An answer is given once there is one: what was found or done, or a denial (GDPR Art. 12(4)). */
function assertPossible(request: RequestRow, at: Date, now: Date): void {
  const { status, finishedAt } = request;
  if ((status !== 'SUCCESS' && status !== 'DENIED') || finishedAt === null) {
    throw new HabeasError(
      'conflict',
      'nothing-to-hand-over',
      'There is no answer to hand over: only a request that ended as SUCCESS or DENIED has one.',
    );
  }
  if (at > now) {
    throw new HabeasError('invalid', 'handed-over-in-future', 'Nothing was handed over in the future: correct "at".');
  }
  if (at < finishedAt) {
    throw new HabeasError(
      'invalid',
      'handed-over-before-end',
      'There was no answer yet at that time: "at" cannot be before the request ended.',
    );
  }
}

async function assertHasSubject(transaction: Transaction, request: RequestRow, ordinal: number): Promise<void> {
  const where = { artifact: { requestId: request.id }, ordinal };
  if ((await transaction.artifactPart.count({ where })) > 0) return;
  throw new HabeasError('not-found', 'subject-not-found', 'The request has no folder of a subject of that number.');
}

/** Whether values are in what was given that are not everybody's to see. */
async function holdsSensitive(transaction: Transaction, requestId: string, ordinal: number | null): Promise<boolean> {
  const where = { artifact: { requestId }, sensitive: true, ...(ordinal === null ? {} : { ordinal }) };
  return (await transaction.artifactPart.count({ where })) > 0;
}
