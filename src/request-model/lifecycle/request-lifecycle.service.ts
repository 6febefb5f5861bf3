import { Injectable } from '@nestjs/common';
import { Clock, lockArrivals, Prisma, type Transaction } from '../../platform/index.js';
import { isFinished, mayMove, type Move, type Status, type Wait } from './request-status.js';
import { Timeline, type RequestEventRecord } from './timeline.service.js';

/** The states from which `To` can be reached. */
type Before<To extends Status> = { [From in Status]: To extends Move<From> ? From : never }[Status];
/** The states that can be reached from each of `From`; the compiler refuses what the table of moves does not list. */
type CommonMove<From extends Status> = { [To in Status]: [From] extends [Before<To>] ? To : never }[Status];

/** What a move decides itself. */
type Decided =
  'status' | 'stagedAt' | 'startedAt' | 'finishedAt' | 'waitingFor' | 'nextAttemptAt' | 'troubles' | 'attentionSince';

export interface StatusMove<From extends Status> {
  readonly ids: readonly string[];
  /** Where the requests must stand; those that stand elsewhere are left as they are. */
  readonly from: readonly From[];
  readonly to: CommonMove<From>;
  /** What else must hold of them. */
  readonly where?: Prisma.RequestWhereInput;
  /** What else is written. */
  readonly data?: Omit<Prisma.RequestUncheckedUpdateManyInput, Decided>;
  /** Of a deletion that is staged: what it waits for, and until when. */
  readonly next?: { readonly waitingFor: Wait; readonly nextAttemptAt: Date };
  /** What the timeline says of each that moved; null where that is said otherwise. */
  readonly event: ((requestId: string) => Omit<RequestEventRecord, 'requestId' | 'projectId'>) | null;
}

/** Some thousand parameters of one statement. */
const MOST_AT_ONCE = 5_000;
/** What stood in the way of a state that has been left. */
const OVERCOME = { failureCode: null, failureMessage: null };

/**
 * The only code that writes the status of a request. A move is compare-and-set: it moves what stands where it was said to stand,
 * tells of it in the timeline, and sets what follows from the new state: when it was reached, that nothing stands in its way yet, and
 * that nothing is waited for while it is worked on or after it has ended.
 */
@Injectable()
export class RequestLifecycle {
  constructor(
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** Returns the ids of those that moved. */
  async move<From extends Status>(transaction: Transaction, move: StatusMove<From>): Promise<Set<string>> {
    const { from, to, event } = move;
    for (const each of from) if (!mayMove(each, to)) throw new RangeError(`No request moves from ${each} to ${to}.`);
    const at = isFinished(to) ? await this.clock.exactly(transaction) : this.clock.now();
    const data = { ...OVERCOME, ...move.data, ...effectsOf(to, at, move.next), status: to };
    const moved: { id: string; projectId: number }[] = [];
    for (let start = 0; start < move.ids.length; start += MOST_AT_ONCE) {
      const ids = move.ids.slice(start, start + MOST_AT_ONCE);
      const where = { ...move.where, id: { in: ids }, status: { in: [...from] } };
      const select = { id: true, projectId: true } as const;
      moved.push(...(await transaction.request.updateManyAndReturn({ where, data, select })));
    }
    if (event !== null && moved.length > 0) {
      const told = moved.map(({ id, projectId }) => ({ ...event(id), requestId: id, projectId }));
      await this.timeline.tellAll(transaction, told);
    }
    return new Set(moved.map(({ id }) => id));
  }

  /**
   * Lets deletions of a project end with the COMMIT that follows, up to which what is sent in of their subjects is refused: alone with
   * the arrivals, so that nothing is refused that comes after the time of the end. The last statement of its transaction.
   */
  async endWithCommit(transaction: Transaction, projectId: number, ids: readonly string[]): Promise<void> {
    await lockArrivals(transaction, projectId, 'alone');
    const finishedAt = await this.clock.exactly(transaction);
    await transaction.request.updateMany({ where: { id: { in: [...ids] } }, data: { finishedAt } });
  }
}

/** What follows from standing at a state. */
function effectsOf(
  to: Status,
  at: Date,
  next: StatusMove<Status>['next'],
): Pick<Prisma.RequestUncheckedUpdateManyInput, Decided> {
  const clear = { troubles: Prisma.DbNull, attentionSince: null };
  if (to === 'STAGING') return { ...clear, stagedAt: at, ...next };
  if (to === 'STARTED') return { ...clear, startedAt: at, waitingFor: null };
  return isFinished(to) ? { ...clear, finishedAt: at, nextAttemptAt: null, waitingFor: null } : clear;
}
