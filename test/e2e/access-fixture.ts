import { Controller, Get, Global, Module, Post, type DynamicModule, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  AccessFor,
  AccessModule,
  actorLabel,
  CurrentActor,
  openAccess,
  ProjectContents,
  type Access,
  type Actor,
} from '../../src/access/index.js';
import { AuditModule } from '../../src/audit/index.js';
import {
  Clock,
  Config,
  Ids,
  Mailer,
  MasterKey,
  openMailer,
  PrismaService,
  ProblemFilter,
  readConfig,
} from '../../src/platform/index.js';
import { createTestDatabase } from '../support/database.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';

/** One route of each declaration, and one that declares nothing. */
@Controller('probe')
export class ProbeController {
  @Get('public')
  @AccessFor('public')
  open(): string {
    return 'anybody';
  }

  @Get('link')
  @AccessFor('link')
  link(): string {
    return 'link';
  }

  @Post('ingest')
  @AccessFor('ingest')
  ingest(): string {
    return 'ingest';
  }

  @Get('privacy')
  @AccessFor('privacy')
  see(@CurrentActor() actor: Actor): string {
    return `${actor.kind} ${actorLabel(actor)}`;
  }

  @Post('privacy')
  @AccessFor('privacy')
  change(@CurrentActor() actor: Actor): string {
    return `${actor.kind} ${actorLabel(actor)}`;
  }

  @Post('import')
  @AccessFor('import')
  import(@CurrentActor() actor: Actor): string {
    return `${actor.kind} ${actorLabel(actor)}`;
  }

  @Get('session')
  @AccessFor('session')
  session(@CurrentActor() actor: Actor): string {
    return `${actor.kind} ${actorLabel(actor)}`;
  }

  @Get('forgotten')
  forgotten(): string {
    return 'nobody may see this';
  }
}

/** Beside this room there are no stores, and nothing in them. */
class NothingHeld extends ProjectContents {
  isEmpty(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

@Global()
@Module({})
class Ground {
  static on(url: string, settings: Record<string, string>): DynamicModule {
    return {
      module: Ground,
      providers: [
        { provide: Config, useValue: readConfig(settings) },
        { provide: Mailer, useValue: openMailer(readConfig(settings)) },
        { provide: MasterKey, useValue: new MasterKey(Buffer.from(TEST_MASTER_KEY, 'hex')) },
        { provide: PrismaService, useFactory: () => new PrismaService(url, 5) },
        Clock,
        Ids,
        { provide: ProjectContents, useClass: NothingHeld },
      ],
      exports: [Config, Mailer, MasterKey, PrismaService, Clock, Ids, ProjectContents],
    };
  }
}

export interface ApplicationFixture extends Access {
  readonly app: INestApplication;
  readonly databaseUrl: string;
  readonly prisma: PrismaService;
  readonly owner: Actor & { kind: 'user' };
  readonly organizationId: string;
  readonly projectId: number;
  readonly projectToken: string;
  readonly apiSecret: string;
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

/** An application that holds the access room and the probe, with one organization, its owner and a project. */
export async function openApplication(settings: Record<string, string> = {}): Promise<ApplicationFixture> {
  const database = await createTestDatabase();
  const built = await Test.createTestingModule({
    imports: [Ground.on(database.url, settings), AuditModule, AccessModule.register({ besideGrace: [] })],
    controllers: [ProbeController],
  }).compile();
  const app = built.createNestApplication({ logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  const prisma = app.get(PrismaService);
  const access = openAccess(prisma, app.get(Clock), app.get(Ids), { besideGrace: [] }, app.get(Config));
  const first = { email: 'pat@example.com', name: 'Pat', password: PASSWORD };
  const { organization, owner } = await access.organizations.create('Acme', first, 'operator');
  const { project, apiSecret } = await access.projects.create('operator', organization.id, { name: 'Shop' });
  return {
    ...access,
    app,
    databaseUrl: database.url,
    prisma,
    owner: { kind: 'user', userId: owner.id, email: owner.email, via: 'session' },
    organizationId: organization.id,
    projectId: project.id,
    projectToken: project.token,
    apiSecret,
    close: async () => {
      await app.close();
      await prisma.$disconnect();
      await database.drop();
    },
  };
}
