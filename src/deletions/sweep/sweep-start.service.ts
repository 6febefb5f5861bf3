import { Injectable } from '@nestjs/common';
import type { Disclosure } from '../../compliance/index.js';
import { ActiveHolds, type Held } from '../../holds/index.js';
import { Leases, lockArrivals, PrismaService, type Lease, type Transaction } from '../../platform/index.js';
import type { Filing, RememberedHmacs } from '../../subject-data/index.js';
import { Suppression } from '../../suppression/index.js';
import { HeldSubjects, waitsUntil } from '../staging/held-subjects.service.js';
import {
  type FilingOf,
  filingsOf,
  Identities,
  isAsideAlone,
  storedIdsOf,
  type Subject,
  IdentityRecords,
  type RequestRow,
  UnresolvedSubjects,
  RequestLifecycle,
  Timeline,
} from '../../request-model/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

const WHAT_STARTS = {
  id: true,
  projectId: true,
  disclosure: true,
  dueAt: true,
  wrappedIdKey: true,
  releasedCollections: true,
  dutyId: true,
  onlyCollections: true,
} as const;

type StartingRow = Pick<RequestRow, keyof typeof WHAT_STARTS>;

/** What is read of deletions of one project before they start. */
export interface ReadAhead {
  /** The ids that were asked for, by request and ordinal. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly hmacs: RememberedHmacs;
  /** Ids that stand beside them in links now, so that most of what matters is looked up in one question. */
  readonly likely: readonly string[];
}

/** The sweep that deletions start in. */
export interface Beginning {
  readonly sweepId: string;
  /** The moment by which it is reckoned what policies keep no longer; null while no clock is believed, when all of it is kept on. */
  readonly keepsReckonedAt: Date | null;
}

/** A deletion about to start: who is meant by it now, and who of them is held. */
interface Starting {
  readonly row: StartingRow;
  readonly resolved: readonly Subject[];
  /** Those whose ids are known. */
  readonly sound: readonly Subject[];
  readonly held: ReadonlyMap<number, Held>;
}

/** STAGING → STARTED: from here on a deletion cannot be revoked and its subjects' new data is refused. */
@Injectable()
export class SweepStart {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly records: IdentityRecords,
    private readonly holds: ActiveHolds,
    private readonly heldSubjects: HeldSubjects,
    private readonly faults: UnresolvedSubjects,
    private readonly suppression: Suppression,
    private readonly lifecycle: RequestLifecycle,
    private readonly timeline: Timeline,
  ) {}

  /** Reads what never changes, and what is likely to matter, so that the arrivals wait no longer than they must; the deletions before may be starting meanwhile. */
  async readAhead(projectId: number, requestIds: readonly string[]): Promise<ReadAhead> {
    const rows = await this.prisma.request.findMany({ where: { id: { in: [...requestIds] } }, select: WHAT_STARTS });
    const asked = await this.identities.askedOf(rows);
    const hmacs = this.identities.hmacsOf(projectId);
    for (const ids of asked.values()) await hmacs.learn(ids.values());
    const everybody = [...asked.values()].flatMap((ids) => [...ids.values()]);
    const likely = await this.identities.likelyBeside(projectId, everybody);
    await hmacs.learn(likely);
    return { asked, hmacs, likely };
  }

  /**
   * Starts deletions of one project, alone with its arrivals: who arrives before is below the watermark, who comes after is
   * refused. Closures are resolved once more in here, so that no link can slip in between, and so are holds: who is held stays
   * out. All of it or nothing; those that were revoked meanwhile or wait for holds are not among the answer.
   */
  async start(
    requestIds: readonly string[],
    ahead: ReadAhead,
    { sweepId, keepsReckonedAt }: Beginning,
    lease: Lease,
  ): Promise<TakenDeletion[]> {
    const { hmacs } = ahead;
    return this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, hmacs.projectId, 'alone');
      await this.leases.assert(transaction, lease);
      const rows = await transaction.request.findMany({
        where: { id: { in: [...requestIds] }, status: 'STAGING' },
        select: WHAT_STARTS,
        orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
      });
      const ready = await this.letHeldWait(transaction, await this.lookUp(transaction, rows, ahead), hmacs);
      if (ready.length === 0) return [];
      const [{ watermark }] = await transaction.$queryRaw<[{ watermark: Date }]>`
        SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS watermark`;
      const ids = await this.lifecycle.move(transaction, {
        ids: ready.map(({ row }) => row.id),
        from: ['STAGING'],
        to: 'STARTED',
        data: { watermark, sweepId, keepsReckonedAt },
        event: null,
      });
      const started = ready.filter(({ row }) => ids.has(row.id));
      const filingFor = await filingsOf(transaction, hmacs.projectId, [...ids]);
      await this.recordStart(transaction, started, sweepId, hmacs, filingFor);
      return started.map(({ row, sound, held }) =>
        takenOf({ ...row, keepsReckonedAt }, { watermark, filing: filingFor(row.id) }, freeOf(sound, held)),
      );
    });
  }

  private async lookUp(
    transaction: Transaction,
    rows: readonly StartingRow[],
    { asked, hmacs, likely }: ReadAhead,
  ): Promise<Starting[]> {
    const everybody = await this.identities.resolveAll(rows, asked, transaction, hmacs, likely);
    const starting = rows.map((row) => {
      const resolved = everybody.get(row.id) ?? [];
      return { row, resolved, sound: this.faults.soundOf(resolved) };
    });
    const held = await this.heldAmong(transaction, starting, hmacs);
    return starting.map((each) => ({ ...each, held: held.get(each.row.id) ?? new Map<number, Held>() }));
  }

  /** By request and ordinal. */
  private async heldAmong(
    transaction: Transaction,
    starting: readonly { readonly row: StartingRow; readonly sound: readonly Subject[] }[],
    hmacs: RememberedHmacs,
  ): Promise<Map<string, Map<number, Held>>> {
    const held = new Map<string, Map<number, Held>>();
    if (!(await this.holds.any(hmacs.projectId, transaction))) return held;
    const places: { readonly requestId: string; readonly ordinal: number }[] = [];
    const subjects = starting.flatMap(({ row, sound }) =>
      sound.map(({ ordinal, ids, tiedTo = [] }) => ({
        ordinal: places.push({ requestId: row.id, ordinal }) - 1,
        ids,
        tiedTo,
      })),
    );
    for (const [at, hold] of await this.holds.among(hmacs.projectId, subjects, transaction, hmacs)) {
      const place = places[at];
      if (!place) continue;
      const ofRequest = held.get(place.requestId) ?? new Map<number, Held>();
      held.set(place.requestId, ofRequest.set(place.ordinal, hold));
    }
    return held;
  }

  private async letHeldWait(
    transaction: Transaction,
    starting: readonly Starting[],
    hmacs: RememberedHmacs,
  ): Promise<Starting[]> {
    const ready: Starting[] = [];
    for (const each of starting) {
      const freeAt = waitsUntil(each.sound, each.held, each.row.dueAt);
      if (freeAt === null) ready.push(each);
      else if (await this.heldSubjects.wait(transaction, each.row, each.held.size, freeAt)) {
        await this.records.record(transaction, each.row, each.sound, hmacs);
      }
    }
    return ready;
  }

  private async recordStart(
    transaction: Transaction,
    started: readonly Starting[],
    sweepId: string,
    hmacs: RememberedHmacs,
    filingFor: FilingOf,
  ): Promise<void> {
    const { projectId } = hmacs;
    for (const { row, resolved, sound, held } of started) {
      await this.heldSubjects.end(transaction, row, sound, held);
      await this.faults.end(transaction, row.id, resolved);
    }
    const rows = started.map(({ row }) => row);
    const free = new Map(started.map(({ row, sound, held }) => [row.id, freeOf(sound, held)]));
    await this.records.recordChanged(transaction, rows, free, hmacs);
    // Whoever has come back since goes on sending while a table of the company, or what was set aside, gives up what it kept of them.
    const whole = new Set(
      rows.flatMap(({ id, onlyCollections: only }) => (only.length > 0 || isAsideAlone(filingFor(id)) ? [] : [id])),
    );
    const refused = [...free]
      .filter(([requestId]) => whole.has(requestId))
      .map(([requestId, subjects]) => ({
        requestId,
        hmacs: subjects.flatMap((person) => storedIdsOf(person).map((id) => hmacs.of(id))),
      }));
    await this.suppression.suppress(transaction, projectId, 'deletion', refused);
    const told = { projectId, type: 'started', actor: 'habeas' } as const;
    await this.timeline.tellAll(
      transaction,
      started.map(({ row, held }) => ({ ...told, requestId: row.id, detail: { sweep: sweepId, held: held.size } })),
    );
  }
}

/** A deletion as a sweep takes it. */
export function takenOf(
  row: {
    readonly id: string;
    readonly projectId: number;
    readonly disclosure: string;
    readonly keepsReckonedAt: Date | null;
    readonly releasedCollections: readonly string[];
    readonly onlyCollections: readonly string[];
  },
  { watermark, filing }: { readonly watermark: Date; readonly filing: Filing },
  subjects: readonly Subject[],
): TakenDeletion {
  const { id, projectId, keepsReckonedAt: reckonedAt, releasedCollections: released, onlyCollections: only } = row;
  return {
    id,
    projectId,
    filing,
    disclosure: row.disclosure as Disclosure,
    watermark,
    subjects,
    released,
    ...(reckonedAt === null ? {} : { reckonedAt }),
    ...(only.length === 0 ? {} : { only }),
  };
}

function freeOf(subjects: readonly Subject[], held: ReadonlyMap<number, Held>): Subject[] {
  return subjects.filter(({ ordinal }) => !held.has(ordinal));
}
