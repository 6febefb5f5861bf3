import { Injectable } from '@nestjs/common';
import { Clock, type Transaction } from '../../platform/index.js';
import type { LinkKind } from '../../subject-data/index.js';

/** Counts by project, day and kind the links that came without trust and were not kept; no id. */
@Injectable()
export class UnbelievedLinks {
  constructor(private readonly clock: Clock) {}

  async count(transaction: Transaction, projectId: number, kinds: readonly LinkKind[]): Promise<void> {
    const counts = new Map<LinkKind, number>();
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    // In one order, so that two batches never wait for each other.
    for (const [kind, count] of [...counts].sort()) {
      await transaction.$executeRaw`
        INSERT INTO unbelieved_links (project_id, day, kind, count)
        VALUES (${projectId}::int, ${this.clock.now()}::timestamptz::date, ${kind}, ${count}::bigint)
        ON CONFLICT (project_id, day, kind) DO UPDATE SET count = unbelieved_links.count + excluded.count`;
    }
  }
}
