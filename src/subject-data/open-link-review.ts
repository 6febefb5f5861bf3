import type { IngestStore } from './store/ingest-store.port.js';
import { openIngestStore, type SubjectDataOptions } from './open-subject-data.js';
import { SubjectPools } from './postgres/pools.js';
import { ClickHouseServers } from './clickhouse/engine.js';

export interface OpenLinkReview {
  readonly links: Pick<IngestStore, 'reviewLinks' | 'decideLinks'>;
  readonly close: () => Promise<void>;
}

/** The links of the built-in collections without an application around them, for the operator. */
export function openLinkReview(options: SubjectDataOptions): OpenLinkReview {
  const pools = new SubjectPools(options.connections ?? 2);
  const servers = new ClickHouseServers();
  return {
    links: openIngestStore(options, pools, servers),
    close: async () => {
      await Promise.all([pools.onApplicationShutdown(), servers.onApplicationShutdown()]);
    },
  };
}
