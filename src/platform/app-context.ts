import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Ids } from './core/clock.js';
import { Config } from './config/config.js';
import { Bodies } from './http/bodies.service.js';
import { Draining } from './http/draining.service.js';
import { MasterKey } from './crypto/keys.js';
import { Mailer } from './mail/mailer.port.js';
import { openMailer } from './mail/open-mailer.js';
import { DatabaseClock } from './prisma/database-clock.js';
import { Leases } from './prisma/leases.service.js';
import { PrismaService } from './prisma/prisma.service.js';
import { SteadyTime } from './prisma/steady-time.service.js';
import { Stopping } from './core/stopping.service.js';

/** What every room stands on, found out before the application is built. */
export interface AppContext {
  readonly config: Config;
  /** The control database: DATABASE_URL, or the embedded server's. */
  readonly databaseUrl: string;
  readonly masterKey: MasterKey;
  /** The database's where it is left out. */
  readonly clock?: Clock;
  readonly ids?: Ids;
}

/** Config, Clock, SteadyTime, Ids, Mailer, MasterKey, PrismaService, Leases, Stopping, Draining and Bodies for everybody. */
@Module({})
export class AppContextModule {
  static of({ config, databaseUrl, masterKey, clock, ids = new Ids() }: AppContext): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Mailer, useValue: openMailer(config) },
      { provide: MasterKey, useValue: masterKey },
      {
        provide: Clock,
        inject: [PrismaService],
        useFactory: (prisma: PrismaService) => clock ?? DatabaseClock.of(prisma),
      },
      { provide: Ids, useValue: ids },
      { provide: PrismaService, useFactory: () => new PrismaService(databaseUrl) },
      Leases,
      SteadyTime,
      Stopping,
      Draining,
      Bodies,
    ];
    return {
      module: AppContextModule,
      global: true,
      providers,
      exports: [Config, Mailer, MasterKey, Clock, Ids, PrismaService, Leases, SteadyTime, Stopping, Draining, Bodies],
    };
  }
}
