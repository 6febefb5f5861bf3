import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, OnceAMinute, PrismaService, reasonOf, Stopping } from '../../platform/index.js';

/** Milliseconds for which counts are gathered: each would else be a row that all calls of a project wait for. */
const GATHERED_FOR = 1_000;

/** What became of records. */
export interface Outcome {
  readonly outcome: 'taken' | 'refused' | 'dropped';
  /** Why they were refused or dropped, as a code; empty where they were taken. */
  readonly reason: string;
}

export const TAKEN: Outcome = { outcome: 'taken', reason: '' };

export interface IncomingCall {
  readonly projectId: number;
  readonly door: string;
}

interface Tally extends IncomingCall, Outcome {
  readonly day: Date;
  count: number;
}

/** Counts by project, day, door and outcome what came in; no id. A process that is killed loses those of a second. */
@Injectable()
export class IncomingCounts implements BeforeApplicationShutdown {
  private tallies = new Map<string, Tally>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private readonly troubles = new OnceAMinute((sentence) => new Logger('incoming').warn(sentence));

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
  ) {}

  add(call: IncomingCall, outcome: Outcome, count = 1): void {
    if (count === 0) return;
    this.put({ ...call, ...outcome, day: dayOf(this.clock.now()), count });
    if (this.stopping.signal.aborted) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), GATHERED_FOR).unref();
  }

  /** @param reasons of each record that was refused, or dropped */
  addAll(call: IncomingCall, outcome: 'refused' | 'dropped', reasons: readonly string[]): void {
    for (const reason of reasons) this.add(call, { outcome, reason });
  }

  /** Writes what was gathered; what cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  private put(tally: Tally): void {
    const key = [tally.projectId, tally.day.getTime(), tally.door, tally.outcome, tally.reason].join(' ');
    const known = this.tallies.get(key);
    if (known === undefined) this.tallies.set(key, tally);
    else known.count += tally.count;
  }

  private async write(): Promise<void> {
    const tallies = [...this.tallies.values()];
    if (tallies.length === 0) return;
    this.tallies = new Map();
    try {
      // In one order, so that two processes never wait for each other.
      await this.prisma.$executeRaw`
        INSERT INTO incoming_counts (project_id, day, door, outcome, reason, count)
        SELECT * FROM unnest(${tallies.map(({ projectId }) => projectId)}::int[], ${tallies.map(({ day }) => day)}::date[],
          ${tallies.map(({ door }) => door)}::text[], ${tallies.map(({ outcome }) => outcome)}::text[],
          ${tallies.map(({ reason }) => reason)}::text[], ${tallies.map(({ count }) => count)}::bigint[]) AS came
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT (project_id, day, door, outcome, reason) DO UPDATE SET count = incoming_counts.count + excluded.count`;
    } catch (error) {
      this.troubles.say(`What came in could not be counted yet: ${reasonOf(error)}`);
      for (const tally of tallies) this.put(tally);
    }
  }
}

function dayOf(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}
