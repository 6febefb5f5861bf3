import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AuditModule } from './audit/index.js';
import { ProjectClassesModule } from './data-views/index.js';
import { DutiesModule } from './duties/index.js';
import { HealthController } from './health.controller.js';
import { HoldsModule } from './holds/index.js';
import {
  dataMapEnvironment,
  AppContextModule,
  Health,
  ProblemFilter,
  QueueModule,
  type AppContext,
} from './platform/index.js';
import { OptOutsModule } from './opt-outs/index.js';
import { ProjectEndingsModule } from './project-endings/index.js';
import { QUEUES } from './request-model/index.js';
import { RetentionRunModule } from './retention/index.js';
import { IdFormsModule, SubjectDataModule } from './subject-data/index.js';
import { SuppressionModule } from './suppression/index.js';
import { WorkersModule } from './jobs/index.js';

/** What API and workers both stand on: built once, also where one process is both. */
export function commonModules(ground: AppContext): DynamicModule['imports'] {
  const { config, databaseUrl } = ground;
  return [
    AppContextModule.of(ground),
    QueueModule.register({ databaseUrl, redis: config.redis, queues: QUEUES }),
    AuditModule,
    SubjectDataModule.register({
      url: databaseUrl,
      mapFile: config.values.HABEAS_DATA_MAP,
      environment: dataMapEnvironment(),
      clickHouse: { url: config.values.CLICKHOUSE_URL, cluster: config.values.CLICKHOUSE_CLUSTER },
      logLimits: { replica: config.values.RETENTION_REPLICA_LAG_BYTES, slot: config.values.RETENTION_SLOT_BYTES },
    }),
    IdFormsModule,
    ProjectClassesModule,
    SuppressionModule,
    HoldsModule,
    OptOutsModule,
  ];
}

/** A worker process: the queue's processors, the dispatcher, and a door for health checks. */
@Module({})
export class WorkerModule {
  static register(ground: AppContext): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...(commonModules(ground) ?? []),
        DutiesModule,
        ProjectEndingsModule,
        RetentionRunModule,
        WorkersModule,
      ],
      controllers: [HealthController],
      providers: [Health, { provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}
