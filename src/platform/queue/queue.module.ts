import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import {
  createIORedisClient,
  RedisConnection,
  setDefaultBackendFactory,
  type ConnectionOptions,
  type Queue,
} from 'bullmq';
import { steadyPostgresBackend } from './backend.bullmq.js';
import { expectUsableRedis } from './check.redis.js';
import { RedisClients } from './clients.redis.js';
import { BullJobQueue } from './job-queue.bullmq.js';
import { JobQueue } from './job-queue.port.js';
import { QueueTrouble } from './queue-trouble.service.js';
import type { RedisTarget } from '../config/redis-target.js';

export interface QueueOptions {
  /** Where the queue lives when there is no Redis. */
  readonly databaseUrl: string;
  readonly redis: RedisTarget | null;
  /** Names of the queues of the job catalogue. */
  readonly queues: readonly string[];
}

/** BullMQ on Redis where there is one, else on PostgreSQL, in a schema of its own. */
@Module({})
export class QueueModule {
  static register({ databaseUrl, redis, queues }: QueueOptions): DynamicModule {
    // @nestjs/bullmq hands no backend and no client to the classes it builds: the defaults of the process are the only door.
    setDefaultBackendFactory(redis === null ? steadyPostgresBackend : undefined);
    RedisConnection.clientFactory = (options) => {
      const { clients: its, connectionName } = options as unknown as RedisConnectionOptions;
      return createIORedisClient(its.open(connectionName));
    };
    const clients = redis === null ? null : new RedisClients(redis);
    const connection: ConnectionOptions =
      clients === null ? { connectionString: databaseUrl, schema: 'queue', migrate: true, max: 4 } : { clients };
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({
          useFactory: async () => {
            // Before the first queue is built, so that a start that fails leaves no connection behind.
            if (redis !== null) await expectUsableRedis(redis, (sentence) => new Logger('queue').warn(sentence));
            return { connection };
          },
        }),
        ...queues.map((name) => BullModule.registerQueue({ name, prefix: prefixOf(name) })),
      ],
      providers: [
        QueueTrouble,
        ...(clients === null ? [] : [{ provide: RedisClients, useValue: clients }]),
        { provide: JobQueue, useClass: BullJobQueue },
        {
          provide: 'heard queues',
          inject: [QueueTrouble, ...queues.map((name) => getQueueToken(name))],
          useFactory: (trouble: QueueTrouble, ...heard: Queue[]) =>
            heard.map((queue) => queue.on('error', (error) => trouble.tell(error))),
        },
      ],
      exports: [JobQueue, BullModule, QueueTrouble],
    };
  }
}

interface RedisConnectionOptions {
  readonly clients: RedisClients;
  readonly connectionName?: string;
}

/** BullMQ's scripts touch several keys of a queue at once: the tag in braces keeps them in one slot of a cluster. */
function prefixOf(queue: string): string {
  return `{habeas:${queue}}`;
}
