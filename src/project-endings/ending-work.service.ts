import { Injectable, Logger } from '@nestjs/common';
import { beginsToGo } from '../compliance/index.js';
import { Clock, foreseen, HabeasError, Leases, type Prisma, PrismaService, type Lease } from '../platform/index.js';
import { StandingOptOuts } from '../opt-outs/index.js';
import { backoff, OPEN_STATUSES } from '../request-model/index.js';
import { GivingWay } from '../retention/index.js';
import { EndedContents } from './ended-contents.service.js';
import { EndingEnd } from './ending-end.service.js';
import { EndingErasure } from './ending-erasure.service.js';
import { EndingMoves } from './ending-moves.service.js';
import type { EndingState } from './ending-state.js';
import { HeldOfProject, type HeldPeople, type HeldPerson } from './held-people.service.js';
import { type EndingRow, NO_TROUBLE } from './project-endings.service.js';

const HOUR = 3_600_000;
/** Nothing that is under way is put off for longer: what is was put off by a clock that was ahead. */
const LONGEST_WAIT = 25 * HOUR;
const MOVING: EndingState[] = ['setting-aside', 'restoring'];
/** Rows are left that no hold accounts for any more. */
const HELD = 'held';
/** Said of the turn, not of one ending. */
const OF_THE_TURN = new Set(['lease-lost', 'gives-way']);

/**
 * Carries out what the ends of projects ask for: one at a time, under the lease of the sweep, so that neither stands in the way of the
 * other: a sweep that is due waits for no more than the portion under way. Every step is recorded when it is done, so that the next worker goes on where one was killed.
 */
@Injectable()
export class EndingWork {
  private readonly logger = new Logger('project endings');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly moves: EndingMoves,
    private readonly erasure: EndingErasure,
    private readonly contents: EndedContents,
    private readonly held: HeldOfProject,
    private readonly ending: EndingEnd,
    private readonly way: GivingWay,
    private readonly optOuts: StandingOptOuts,
    private readonly clock: Clock,
  ) {}

  /** Whether anything is to be done now. */
  async isDue(): Promise<boolean> {
    return (await this.prisma.projectEnding.findFirst({ where: this.due(), select: { id: true } })) !== null;
  }

  /**
   * Does what is due. Nothing while a sweep is due, or another process leads one.
   * @param now by a clock that is believed; null while none is, and then rows are moved and none is erased for good
   */
  async run(now: Date | null): Promise<void> {
    const due = { AND: [this.due(), now === null ? { state: { in: MOVING } } : {}] };
    if ((await this.prisma.projectEnding.findFirst({ where: due, select: { id: true } })) === null) return;
    if (await this.way.isSweepDue()) return;
    const lease = await this.leases.acquire('sweep', `process:${process.pid}`);
    if (!lease) return;
    try {
      const rows = await this.prisma.projectEnding.findMany({
        where: due,
        orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
      });
      for (const row of rows) {
        await this.way.toSweeps();
        await this.attempt(row, now, lease);
      }
    } catch (error) {
      if (!isOfTheTurn(error)) throw error;
      if (error.code === 'lease-lost') this.logger.warn('Another process carries the ends of projects out now.');
    } finally {
      await lease.release();
    }
  }

  private due(): Prisma.ProjectEndingWhereInput {
    const now = this.clock.now();
    const ahead = {
      nextAttemptAt: { gt: new Date(now.getTime() + LONGEST_WAIT) },
      state: { in: [...MOVING, 'going'] },
    };
    return { finishedAt: null, OR: [{ nextAttemptAt: { lte: now } }, ahead] };
  }

  private async attempt(row: EndingRow, now: Date | null, lease: Lease): Promise<void> {
    try {
      const state = row.state as EndingState;
      if (state === 'setting-aside' || state === 'restoring') await this.move(row, state, lease);
      else if (now !== null) await this.carryOut(row, now, lease);
    } catch (error) {
      if (isOfTheTurn(error)) throw error;
      await this.putOff(row, error, lease);
    }
  }

  /** An emptied project is open again when all is where it is to be. */
  private async move(row: EndingRow, state: 'setting-aside' | 'restoring', lease: Lease): Promise<void> {
    await this.moves.move(row, state === 'setting-aside' ? 'set-aside' : 'bring-back', lease);
    // Before anything is taken in: an opt-out that was made since covers the names that have come back.
    if (state === 'restoring')
      await this.optOuts.extend(row.projectId, (portion) => this.leases.guarded(lease, portion));
    const after =
      state === 'setting-aside'
        ? { state: 'restorable', nextAttemptAt: beginsToGo(row) }
        : { state: 'restored', nextAttemptAt: null, finishedAt: this.clock.now() };
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.project.update({ where: { id: row.projectId }, data: { closedSince: null } });
      await transaction.projectEnding.update({ where: { id: row.id }, data: { ...after, ...NO_TROUBLE } });
    });
  }

  private async carryOut(row: EndingRow, now: Date, lease: Lease): Promise<void> {
    if (!(await this.begin(row, now, lease))) return;
    await this.refuseOpenRequests(row);
    const held = await this.held.of(row.projectId, row.setAsideAs ?? row.projectId);
    await this.erasure.erase(row, held, lease);
    if (row.kind === 'deleted') {
      await this.contents.destroyExports(row.projectId, lease);
      await this.contents.destroyIds(row.projectId, lease);
    }
    await this.ending.end(row, { ...held, people: await this.owed(row, held) }, lease);
    this.logger.log(`Project ${row.projectId}: what it held is gone.`);
  }

  /** From here on nobody brings it back. False where it is not its time, by a clock that is believed. */
  private async begin(row: EndingRow, now: Date, lease: Lease): Promise<boolean> {
    const nextAttemptAt = beginsToGo(row);
    if (now < nextAttemptAt) {
      await this.leases.guarded(lease, (transaction) =>
        transaction.projectEnding.updateMany({ where: { id: row.id, state: row.state }, data: { nextAttemptAt } }),
      );
      return false;
    }
    const { count } = await this.leases.guarded(lease, (transaction) =>
      transaction.projectEnding.updateMany({
        where: { id: row.id, state: { in: ['restorable', 'going'] } },
        data: { state: 'going' },
      }),
    );
    return count === 1;
  }

  /** A deletion that a duty opened may be under way, and knows its people by what is to go. */
  private async refuseOpenRequests({ projectId, kind }: EndingRow): Promise<void> {
    if (kind !== 'deleted') return;
    const open = await this.prisma.request.count({ where: { projectId, status: { in: [...OPEN_STATUSES] } } });
    if (open === 0) return;
    const message = `${open} requests of the project have not ended: the rest goes afterwards.`;
    throw new HabeasError('unavailable', 'requests-open', message);
  }

  /**
   * Who is owed what is left. A project that was emptied has gone on, and most of those who are held in it have come since: rows were
   * set aside of few of them. Every row that is left must be somebody's, or nobody would come back to it.
   */
  private async owed(row: EndingRow, { people }: HeldPeople): Promise<readonly HeldPerson[]> {
    if (row.setAsideAs === null) return people;
    const owed = await this.held.filedUnder(row.projectId, row.setAsideAs, people);
    const left = await this.moves.leftAside(row);
    if (left === owed.rows) return owed.people;
    const message = `Of ${left} rows that are left, of people who are held, ${owed.rows} are known whose they are: it is looked again.`;
    throw new HabeasError('unavailable', HELD, message);
  }

  private async putOff(row: EndingRow, error: unknown, lease: Lease): Promise<void> {
    const known = foreseen(error);
    if (known === null) this.logger.error(error);
    const attempts = row.attempts + 1;
    const wait = waitAfter(known, attempts);
    await this.leases.guarded(lease, (transaction) =>
      transaction.projectEnding.updateMany({
        where: { id: row.id, finishedAt: null },
        data: {
          attempts,
          nextAttemptAt: new Date(this.clock.now().getTime() + wait),
          troubleCode: known?.code ?? 'internal',
          troubleMessage: known?.message ?? 'It failed for a reason nobody foresaw; the log of the worker names it.',
        },
      }),
    );
  }
}

function isOfTheTurn(error: unknown): error is HabeasError {
  return error instanceof HabeasError && OF_THE_TURN.has(error.code);
}

/** Milliseconds. What a person has to put right, and what nobody foresaw, is looked at every hour. */
function waitAfter(known: HabeasError | null, attempts: number): number {
  return known?.retryable === true ? backoff(attempts) : HOUR;
}
