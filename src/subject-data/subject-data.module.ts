import { Logger, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { MasterKey } from '../platform/index.js';
import { PostgresArrivals } from './arrivals.postgres.js';
import { BUILT_IN_COLLECTIONS, HABEAS_STORE } from './built-in-collections.js';
import { ClosureService } from './closure.service.js';
import { readDataMapFile, type DeclaredDataMap, type Environment } from './data-map-file.js';
import type { StoreDeclaration } from './data-map.js';
import { ClickHouseIngestStore } from './ingest-store.clickhouse.js';
import { PostgresIngestStore } from './ingest-store.postgres.js';
import { IngestStore } from './ingest-store.port.js';
import { layOut } from './layout.clickhouse.js';
import { SubjectPools } from './pools.postgres.js';
import { ClickHouseServers } from './servers.clickhouse.js';
import { SubjectData } from './subject-data.service.js';
import { SubjectMac } from './subject-mac.js';
import { ClickHouseSubjectStore } from './subject-store.clickhouse.js';
import { PostgresSubjectStore } from './subject-store.postgres.js';
import type { SubjectStore } from './subject-store.port.js';

export interface SubjectDataOptions {
  /** postgres:// URL of the database with the built-in collections, and with what a ClickHouse store needs of a database. */
  readonly url: string;
  /** Keeps the built-in collections instead, where it is given; its cluster is that of declared ClickHouse stores too. */
  readonly clickHouse?: { readonly url: string | null; readonly cluster: string | null };
  /** The company's own collections, in YAML; null where there are none. */
  readonly mapFile: string | null;
  /** Where `${NAME}` in the data map is looked up. */
  readonly environment?: Environment;
  /** Connections to each database at the most. */
  readonly connections?: number;
}

/** SubjectData, IngestStore, ClosureService and SubjectMac for everybody. Does not start with a data map that is wrong. */
@Module({})
export class SubjectDataModule implements OnModuleInit {
  constructor(private readonly subjectData: SubjectData) {}

  static register(options: SubjectDataOptions): DynamicModule {
    const providers = [
      { provide: SubjectPools, useFactory: () => new SubjectPools(options.connections ?? 10) },
      ClickHouseServers,
      {
        provide: SubjectData,
        useFactory: (pools: SubjectPools, servers: ClickHouseServers) => openSubjectData(options, pools, servers),
        inject: [SubjectPools, ClickHouseServers],
      },
      {
        provide: IngestStore,
        useFactory: (pools: SubjectPools, servers: ClickHouseServers) => openIngestStore(options, pools, servers),
        inject: [SubjectPools, ClickHouseServers],
      },
      {
        provide: SubjectMac,
        useFactory: (master: MasterKey) => new SubjectMac(master.derive('subject-mac')),
        inject: [MasterKey],
      },
      ClosureService,
    ];
    return {
      module: SubjectDataModule,
      global: true,
      providers,
      exports: [SubjectData, IngestStore, SubjectMac, ClosureService],
    };
  }

  async onModuleInit(): Promise<void> {
    const logger = new Logger('data map');
    for (const warning of await this.subjectData.assertSound()) logger.warn(warning);
  }
}

async function openSubjectData(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): Promise<SubjectData> {
  const { mapFile, environment = {} } = options;
  const declared: DeclaredDataMap =
    mapFile === null ? { stores: [], collections: [] } : readDataMapFile(mapFile, environment);
  const own = ownStore(options);
  if (own.kind === 'clickhouse') await layOut(servers.of(own.name, own.url, clusterOf(own, options)));
  const stores = new Map<string, SubjectStore>();
  for (const store of [own, ...declared.stores]) {
    const opened =
      store.kind === 'clickhouse'
        ? new ClickHouseSubjectStore(servers.of(store.name, store.url, clusterOf(store, options)))
        : new PostgresSubjectStore(store.name, pools.of(store.url));
    stores.set(store.name, opened);
  }
  return new SubjectData([...BUILT_IN_COLLECTIONS, ...declared.collections], stores);
}

function openIngestStore(options: SubjectDataOptions, pools: SubjectPools, servers: ClickHouseServers): IngestStore {
  const own = ownStore(options);
  if (own.kind === 'postgres') return new PostgresIngestStore(pools.of(own.url));
  const engine = servers.of(own.name, own.url, clusterOf(own, options));
  return new ClickHouseIngestStore(engine, new PostgresArrivals(pools.of(options.url)));
}

function ownStore({ url, clickHouse }: SubjectDataOptions): StoreDeclaration {
  const own = clickHouse?.url ?? null;
  return own === null
    ? { name: HABEAS_STORE, kind: 'postgres', url }
    : { name: HABEAS_STORE, kind: 'clickhouse', url: own };
}

function clusterOf(store: StoreDeclaration, options: SubjectDataOptions): string | null {
  return store.cluster === undefined ? (options.clickHouse?.cluster ?? null) : store.cluster;
}
