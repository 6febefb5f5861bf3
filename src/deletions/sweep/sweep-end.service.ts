import { Injectable } from '@nestjs/common';
import { PrismaService, type Lease } from '../../platform/index.js';
import { DeletionEnd } from './deletion-end.service.js';
import { DeletionFailures } from '../staging/deletion-failures.service.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { byProject, togetherOrApart } from './together.js';

/** Ends what a sweep has worked on: those for which a part of it has noted a trouble, and all others together. */
@Injectable()
export class SweepEnd {
  constructor(
    private readonly prisma: PrismaService,
    private readonly deletions: DeletionEnd,
    private readonly failures: DeletionFailures,
  ) {}

  async end(remaining: readonly TakenDeletion[], lease: Lease): Promise<void> {
    const noted = await this.noted(remaining);
    for (const deletion of remaining.filter(({ id }) => noted.has(id))) {
      await this.failures.endNoted(deletion.id, lease).catch((error: unknown) => this.settle(deletion, error, lease));
    }
    const sound = remaining.filter(({ id }) => !noted.has(id));
    for (const group of byProject(sound, ({ subjects }) => subjects.length)) {
      await togetherOrApart(
        group,
        async (some) => {
          lease.lost.throwIfAborted();
          await this.deletions.succeed(group[0]?.projectId ?? 0, some, lease);
          return [];
        },
        (deletion, error) => this.settle(deletion, error, lease),
      );
    }
  }

  private async noted(deletions: readonly TakenDeletion[]): Promise<Set<string>> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM requests
      WHERE id = ANY (${deletions.map(({ id }) => id)}::uuid[]) AND troubles @> jsonb_build_array(jsonb_build_object('sweep', sweep_id))`;
    return new Set(rows.map(({ id }) => id));
  }

  private async settle({ id }: TakenDeletion, error: unknown, lease: Lease): Promise<void> {
    if (lease.lost.aborted) throw error;
    await this.failures.settle([id], error, lease);
  }
}
