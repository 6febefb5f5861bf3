import { PrismaService } from '../src/platform/index.js';
import { DeletionStaging, Sweep } from '../src/deletions/index.js';
import { SubjectData } from '../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../test/support/app.js';
import { ApiClient } from '../test/support/client.js';
import { expectEqual } from './harness.js';
import { StoreWatch } from './store-watch.js';

const SETTINGS = { ROLE: 'api', RATE_LIMIT_PER_SECOND: '0', INGEST_RATE_PER_SECOND: '0' };

/** Makes an organization with a project in a migrated database, as an operator would. */
export async function makeProject(url: string): Promise<TestProject> {
  const app = await start(url);
  try {
    return await createProject(app);
  } finally {
    await app.stop();
  }
}

export async function start(url: string, settings: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  return startApp({ database: { url, drop: async () => {} }, settings: { ...SETTINGS, ...settings } });
}

/** Habeas as a company runs it, without workers: the bench drives the services, one thing at a time. */
export class Habeas {
  readonly client: ApiClient;
  readonly prisma: PrismaService;

  private constructor(
    readonly app: TestApp,
    readonly project: TestProject,
  ) {
    this.client = new ApiClient(app, project);
    this.prisma = app.application.get(PrismaService);
  }

  static async start(
    url: string,
    project: TestProject,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Habeas> {
    return new Habeas(await start(url, settings), project);
  }

  /** A deletion up to where the next sweep takes it. */
  async stageDeletion(distinctIds: readonly string[]): Promise<string> {
    const id = await this.client.open({ kind: 'deletion', distinctIds });
    await this.app.application.get(DeletionStaging).stage(id);
    await this.prisma
      .$executeRaw`UPDATE requests SET next_attempt_at = now() - interval '1 second' WHERE id = ${id}::uuid`;
    expectEqual('Status of a staged deletion', await this.statusOf(id), 'STAGING');
    return id;
  }

  /** One sweep of everything that is due. */
  async sweep(): Promise<void> {
    await this.app.application.get(Sweep).run();
  }

  async statusOf(id: string): Promise<string> {
    return (await this.prisma.request.findUniqueOrThrow({ where: { id } })).status;
  }

  watchStores(): StoreWatch {
    return new StoreWatch(this.app.application.get(SubjectData));
  }

  async stop(): Promise<void> {
    await this.app.stop();
  }
}
