import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, Config, HabeasError, Leases, PrismaService, Stopping } from '../../platform/index.js';
import { isSweepDue } from '../../request-model/index.js';
import { Pace } from './pace.js';

/** Milliseconds after which a worker leaves the rest to whoever looks next, so that others come to their turn. */
const TURN = 60_000;
/** How often it is looked whether a sweep waits. */
const LOOK_EVERY = 1_000;

/** One worker's turn at a run, or at the end of a project. */
export interface Stint {
  /**
   * To be called wherever nothing is half done.
   * @throws HabeasError `gives-way` (retryable) where a sweep is due, the turn is over, or the process stops
   */
  look(): Promise<void>;
  /** Waits for as long as the pace asks after so many rows, and looks. */
  pace(rows: number): Promise<void>;
}

/** Keeps what may take hours over years of data from standing in the way of deletions and exports. */
@Injectable()
export class GivingWay {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly stopping: Stopping,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @param turn milliseconds after which it is others' turn, where what was done until then need not be done again */
  begin(turn = TURN): Stint {
    const pace = new Pace(this.config.values.RETENTION_ROWS_PER_SECOND);
    const begun = performance.now();
    let looked = -Infinity;
    const look = async (): Promise<void> => {
      if (this.stopping.signal.aborted || performance.now() - begun > turn) throw givesWay();
      if (performance.now() - looked < LOOK_EVERY) return;
      await this.toSweeps();
      looked = performance.now();
    };
    return {
      look,
      pace: async (rows) => {
        await look();
        for (let left = pace.after(rows, performance.now()); left > 0; left -= LOOK_EVERY) {
          await setTimeout(Math.min(left, LOOK_EVERY));
          await look();
        }
      },
    };
  }

  /**
   * Works on a collection while no helper of a sweep does, since whoever has its part marks as removed what it found touched.
   * @throws HabeasError `gives-way` (retryable) where one has it
   */
  async besideNoPart<T>(collection: string, work: () => Promise<T>): Promise<T> {
    const part = await this.leases.acquire(`sweep-part:${collection}`, `process:${process.pid}`);
    if (part === null) throw new HabeasError('unavailable', 'gives-way', 'A sweep works on the collection.');
    try {
      return await work();
    } finally {
      await part.release();
    }
  }

  /** @throws HabeasError `gives-way` (retryable) where a sweep is due, or the process stops */
  async toSweeps(): Promise<void> {
    if (this.stopping.signal.aborted || (await this.isSweepDue())) throw givesWay();
  }

  /** Whether deletions wait for nothing but a sweep. */
  async isSweepDue(): Promise<boolean> {
    return isSweepDue(this.prisma, this.clock.now());
  }
}

function givesWay(): HabeasError {
  return new HabeasError('unavailable', 'gives-way', 'Others are before it: it goes on when they are done.');
}
