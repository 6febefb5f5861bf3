import { Logger, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { MasterKey } from '../platform/index.js';
import { BUILT_IN_COLLECTIONS, HABEAS_STORE } from './built-in-collections.js';
import { ClosureService } from './closure.service.js';
import { readDataMapFile, type DeclaredDataMap, type Environment } from './data-map-file.js';
import { PostgresIngestStore } from './ingest-store.postgres.js';
import { IngestStore } from './ingest-store.port.js';
import { SubjectPools } from './pools.postgres.js';
import { SubjectData } from './subject-data.service.js';
import { SubjectMac } from './subject-mac.js';
import { PostgresSubjectStore } from './subject-store.postgres.js';
import type { SubjectStore } from './subject-store.port.js';

export interface SubjectDataOptions {
  /** postgres:// URL of the database with the built-in collections. */
  readonly url: string;
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
      {
        provide: SubjectData,
        useFactory: (pools: SubjectPools) => openSubjectData(options, pools),
        inject: [SubjectPools],
      },
      {
        provide: IngestStore,
        useFactory: (pools: SubjectPools) => new PostgresIngestStore(pools.of(options.url)),
        inject: [SubjectPools],
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

function openSubjectData({ url, mapFile, environment = {} }: SubjectDataOptions, pools: SubjectPools): SubjectData {
  const declared: DeclaredDataMap =
    mapFile === null ? { stores: [], collections: [] } : readDataMapFile(mapFile, environment);
  const stores = new Map<string, SubjectStore>();
  for (const store of [{ name: HABEAS_STORE, url }, ...declared.stores]) {
    stores.set(store.name, new PostgresSubjectStore(store.name, pools.of(store.url)));
  }
  return new SubjectData([...BUILT_IN_COLLECTIONS, ...declared.collections], stores);
}
