import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { OrganizationsService } from '../../src/access/accounts/organizations.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { createApplication } from '../../src/application.js';
import { type Clock, MasterKey, PrismaService, readConfig } from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { TEST_MASTER_KEY } from './master-key.js';

export { TEST_MASTER_KEY };

/** For `settings`, with a TestClock: no worker runs beside, the test is the worker and says when a day has passed. */
export const STEP_BY_STEP = { ROLE: 'api', DELETION_GRACE: '24h', SWEEP_SCHEDULE: '0 2 * * *' } as const;

export interface TestApp {
  readonly application: INestApplication;
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly prisma: PrismaService;
  /** Ends the application and its database. */
  close(): Promise<void>;
  /** Ends the application alone, as a stopped process would be. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Where it listens; else on a free port. For a BASE_URL that somebody else must know before. */
  readonly port?: number;
  /** YAML of HABEAS_DATA_MAP. */
  readonly dataMap?: string;
  /** A database that outlives the application; else one of its own. */
  readonly database?: TestDatabase;
}

/** The whole application on a real database of its own, listening on a free port. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const dataDirectory = mkdtempSync(join(tmpdir(), 'habeas-app-'));
  const map = join(dataDirectory, 'data-map.yaml');
  if (options.dataMap !== undefined) writeFileSync(map, options.dataMap);
  const config = readConfig({
    HABEAS_DATA_DIR: dataDirectory,
    HABEAS_MASTER_KEY: TEST_MASTER_KEY,
    DATABASE_URL: database.url,
    PORT: '0',
    LOG_LEVEL: 'error',
    DELETION_GRACE: '0s',
    SWEEP_SCHEDULE: '* * * * * *',
    DISPATCH_INTERVAL: '1s',
    RATE_LIMIT_PER_SECOND: '0',
    ...(options.dataMap === undefined ? {} : { HABEAS_DATA_MAP: map }),
    ...options.settings,
  });
  const application = await createApplication({
    config,
    databaseUrl: database.url,
    masterKey: new MasterKey(Buffer.from(TEST_MASTER_KEY, 'hex')),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  await application.listen(options.port ?? 0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await application.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  return {
    application,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: database.url,
    dataDirectory,
    prisma: application.get(PrismaService),
    stop,
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}

export interface TestProject {
  readonly organizationId: string;
  readonly ownerId: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  readonly projectId: number;
  readonly projectToken: string;
  readonly apiSecret: string;
  /** GDPR OAuth token of the owner. */
  readonly oauthToken: string;
}

/** An organization with an owner, a project and the owner's GDPR OAuth token. */
export async function createProject(app: TestApp, name = 'acme'): Promise<TestProject> {
  const email = `${name}-owner@example.com`;
  const password = 'correct horse battery staple';
  // Not looked up in the dictionaries, which each file of tests would load anew.
  const person = { email, name: `Owner of ${name}`, password, isMade: true };
  const { organization, owner } = await app.application.get(OrganizationsService).create(name, person, 'operator');
  const created = await app.application
    .get(ProjectsService)
    .create('operator', organization.id, { name: `${name} app` });
  const { secret } = await app.application.get(OauthTokensService).create('operator', owner.id, 'tests');
  return {
    organizationId: organization.id,
    ownerId: owner.id,
    ownerEmail: email,
    ownerPassword: password,
    projectId: created.project.id,
    projectToken: created.project.token,
    apiSecret: created.apiSecret,
    oauthToken: secret,
  };
}
