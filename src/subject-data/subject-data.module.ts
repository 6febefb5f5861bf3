import { Logger, Module, type DynamicModule, type OnModuleInit, type Provider } from '@nestjs/common';
import { Leases, MasterKey } from '../platform/index.js';
import { ClosureService } from './identity/closure.service.js';
import { CoverageRuns } from './coverage-runs.service.js';
import { PropertySamples } from './coverage/property-samples.js';
import { openPropertySamples } from './open-coverage.js';
import { IngestStore } from './store/ingest-store.port.js';
import { openScrubbers } from './open-scrubbers.js';
import { EventReader } from './store/reading/event-reader.port.js';
import {
  openEventReader,
  openIngestStore,
  openProfileReader,
  openProjectRows,
  openSubjectData,
  type SubjectDataOptions,
} from './open-subject-data.js';
import { ProfileReader } from './store/reading/profile-reader.port.js';
import { ProjectRows } from './store/project-rows/project-rows.port.js';
import { SubjectPools } from './postgres/pools.js';
import { Scrubbers } from './store/scrubber.port.js';
import { ClickHouseServers } from './clickhouse/engine.js';
import { SubjectData } from './store/subject-data.service.js';
import { SubjectHmac } from './identity/subject-hmac.js';

/** What everybody reads and writes subject data by. Does not start with a data map that is wrong. */
@Module({})
export class SubjectDataModule implements OnModuleInit {
  constructor(private readonly subjectData: SubjectData) {}

  static register(options: SubjectDataOptions): DynamicModule {
    const providers = [
      { provide: SubjectPools, useFactory: () => new SubjectPools(options.connections ?? 10) },
      ClickHouseServers,
      {
        provide: SubjectData,
        useFactory: (pools: SubjectPools, servers: ClickHouseServers, leases: Leases) =>
          openSubjectData(options, pools, servers, { leases }),
        inject: [SubjectPools, ClickHouseServers, Leases],
      },
      inOwnStore(IngestStore, options, openIngestStore),
      inOwnStore(EventReader, options, openEventReader),
      inOwnStore(ProfileReader, options, openProfileReader),
      inOwnStore(ProjectRows, options, openProjectRows),
      {
        provide: Scrubbers,
        useFactory: (pools: SubjectPools) => openScrubbers(options, pools),
        inject: [SubjectPools],
      },
      {
        provide: SubjectHmac,
        useFactory: (master: MasterKey) => new SubjectHmac(master.derive('subject-mac')),
        inject: [MasterKey],
      },
      ClosureService,
      {
        provide: PropertySamples,
        useFactory: (pools: SubjectPools, servers: ClickHouseServers, subjectData: SubjectData) =>
          openPropertySamples(options, pools, servers, subjectData),
        inject: [SubjectPools, ClickHouseServers, SubjectData],
      },
      { provide: CoverageRuns, useFactory: () => new CoverageRuns(options) },
    ];
    return {
      module: SubjectDataModule,
      global: true,
      providers,
      exports: [
        SubjectData,
        Scrubbers,
        IngestStore,
        EventReader,
        ProfileReader,
        ProjectRows,
        SubjectHmac,
        ClosureService,
        CoverageRuns,
        PropertySamples,
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    const logger = new Logger('data map');
    for (const warning of await this.subjectData.assertSound()) logger.warn(warning);
  }
}

/** A port to where the built-in collections are kept. */
function inOwnStore<T>(
  provide: abstract new (...parts: never[]) => T,
  options: SubjectDataOptions,
  open: (options: SubjectDataOptions, pools: SubjectPools, servers: ClickHouseServers) => T,
): Provider {
  return {
    provide,
    useFactory: (pools: SubjectPools, servers: ClickHouseServers) => open(options, pools, servers),
    inject: [SubjectPools, ClickHouseServers],
  };
}
