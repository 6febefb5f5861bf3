import { Injectable } from '@nestjs/common';
import {
  Clock,
  HabeasError,
  Leases,
  lockSettled,
  PrismaService,
  type Lease,
  type Transaction,
} from '../../platform/index.js';
import type { SettingsMark, SparedPeople } from './spared.js';

/** Milliseconds for which a portion waits for a lock: behind it wait all who send something in. */
const PATIENCE = 2_000;
/** Of so many projects the arrivals can be kept out at once: each takes room among the locks of the server. */
const MOST_ALONE = 1_000;
/** Milliseconds after which the closures of spared people are resolved anew, since links may have come that give them further ids. */
const KEYS_GOOD_FOR = 300_000;

interface AddedRow {
  readonly projectId: number;
  readonly holds: string[];
  readonly requests: string[];
}

/**
 * Carries out portions of what time does to data while nobody of the projects can be held or named in a request. Who places a hold or
 * opens a request shares what a portion is alone with: so whoever came before is seen by the portion, which then does nothing, and
 * whoever comes later waits until it is committed.
 */
@Injectable()
export class SettledPortions {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /**
   * @param known `settings`: of all projects that there were
   * @throws HabeasError `spared-changed` (retryable) where somebody was held or named since `spared` was made, how long data is
   *   kept was changed since `settings` were read, or a project has come to be whose arrivals would have to be kept out; `store-busy` where the projects cannot be had; `lease-lost`
   */
  async whileSettled<T>(
    projectIds: readonly number[],
    mode: 'shared' | 'alone',
    known: { readonly lease: Lease; readonly spared: SparedPeople; readonly settings: SettingsMark },
    portion: () => Promise<T>,
  ): Promise<T> {
    const { lease, spared, settings } = known;
    lease.lost.throwIfAborted();
    if (mode === 'alone' && new Set(projectIds).size > MOST_ALONE) throw tooMany();
    if (spared.all.length > 0 && this.clock.lived() - spared.madeAt > KEYS_GOOD_FOR) throw sparedChanged();
    return this.prisma.$transaction(async (transaction) => {
      await lockSettled(transaction, projectIds, mode, PATIENCE);
      if (mode === 'alone') await this.keepNewProjectsOut(transaction, settings);
      await this.expectNobodyAdded(transaction, projectIds, spared);
      await this.expectSameSettings(projectIds, settings, transaction);
      await this.leases.assert(transaction, lease);
      return portion();
    });
  }

  /** What the settings of projects say of time, as one word each. Who changes it shares that lock, too. */
  async settings(projectIds?: readonly number[], transaction: Transaction = this.prisma): Promise<SettingsMark> {
    const rows = await transaction.project.findMany({
      where: projectIds === undefined ? {} : { id: { in: [...projectIds] } },
      select: { id: true, retentionVersion: true, endedAt: true, closedSince: true },
    });
    return new Map(
      rows.map(({ id, retentionVersion, endedAt, closedSince }) => [
        id,
        [retentionVersion, endedAt?.getTime(), closedSince?.getTime()].join(' '),
      ]),
    );
  }

  /** Nothing arrives of a project that comes to be meanwhile, nor of one that has come to be since it was asked whose may. */
  private async keepNewProjectsOut(transaction: Transaction, settings: SettingsMark): Promise<void> {
    await transaction.$executeRaw`LOCK TABLE projects IN SHARE MODE`;
    const [{ any }] = await transaction.$queryRaw<[{ any: boolean }]>`
      SELECT EXISTS (SELECT FROM projects WHERE id <> ALL (${[...settings.keys()]}::int[])) AS any`;
    if (any) throw sparedChanged();
  }

  private async expectNobodyAdded(
    transaction: Transaction,
    projectIds: readonly number[],
    { known, at }: SparedPeople,
  ): Promise<void> {
    const rows = await transaction.$queryRaw<AddedRow[]>`
      SELECT id AS "projectId",
        ARRAY(SELECT holds.id::text FROM holds WHERE project_id = project.id AND lifted_at IS NULL AND until > ${at}) AS holds,
        ARRAY(
          SELECT requests.id::text FROM requests
          WHERE project_id = project.id AND status IN ('PENDING', 'STAGING', 'STARTED')
        ) AS requests
      FROM unnest(${[...projectIds]}::int[]) AS project (id)`;
    for (const { projectId, holds, requests } of rows) {
      const seen = known.get(projectId);
      if (holds.some((id) => seen?.holds.has(id) !== true)) throw sparedChanged();
      if (requests.some((id) => seen?.requests.has(id) !== true)) throw sparedChanged();
    }
  }

  /** @throws HabeasError `spared-changed` (retryable) where how long data is kept was changed since `settings` were read */
  async expectSameSettings(
    projectIds: readonly number[],
    settings: SettingsMark,
    transaction: Transaction = this.prisma,
  ): Promise<void> {
    const now = await this.settings(projectIds, transaction);
    if (projectIds.some((id) => now.get(id) !== settings.get(id))) throw sparedChanged();
  }
}

function sparedChanged(): HabeasError {
  const message = 'Somebody was held or named in a request meanwhile, or how long data is kept was changed.';
  return new HabeasError('unavailable', 'spared-changed', message);
}

function tooMany(): HabeasError {
  const message = `The arrivals of more than ${MOST_ALONE} projects would have to wait for it at once.`;
  return new HabeasError('unavailable', 'store-busy', message);
}
