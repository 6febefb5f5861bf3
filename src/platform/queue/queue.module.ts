import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { BullDoorbell } from './doorbell.bullmq.js';
import { Doorbell } from './doorbell.port.js';

export interface QueueOptions {
  /** Where the queue lives when there is no Redis. */
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Names of the queues of the job catalogue. */
  readonly queues: readonly string[];
}

/** BullMQ on Redis where REDIS_URL is set, else on PostgreSQL, in a schema of its own. */
@Module({})
export class QueueModule {
  static register({ databaseUrl, redisUrl, queues }: QueueOptions): DynamicModule {
    // @nestjs/bullmq hands no backend to the classes it builds: the default of the process is the only door.
    if (redisUrl === null) setDefaultBackendFactory(createPostgresBackend);
    else setDefaultBackendFactory();
    const connection =
      redisUrl === null
        ? { connectionString: databaseUrl, schema: 'queue', migrate: true, max: 4 }
        : { url: redisUrl, maxRetriesPerRequest: null };
    return {
      module: QueueModule,
      global: true,
      imports: [BullModule.forRoot({ connection }), ...queues.map((name) => BullModule.registerQueue({ name }))],
      providers: [{ provide: Doorbell, useClass: BullDoorbell }],
      exports: [Doorbell, BullModule],
    };
  }
}
