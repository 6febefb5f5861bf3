import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { INestApplication } from '@nestjs/common';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { OrganizationsService } from '../../src/access/accounts/organizations.service.js';
import { createApplication } from '../../src/application.js';
import { prepareFirstStart } from '../../src/demo/index.js';
import type { Demo } from '../../src/demo/sample-data/demo-file.js';
import { sampleBatches } from '../../src/demo/sample-data/sample-data.js';
import { freePort, MasterKey, PrismaService, readConfig, type AppContext } from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';
import { needsProgram } from '../support/needs-program.js';

const run = promisify(execFile);

/** An installation on a database and a data directory, which can be started more than once. */
class Installation {
  private application: INestApplication | null = null;

  private constructor(
    readonly directory: string,
    private readonly database: TestDatabase,
    private readonly port: number,
  ) {}

  static async make(): Promise<Installation> {
    const directory = mkdtempSync(join(tmpdir(), 'habeas-first-start-'));
    return new Installation(directory, await createTestDatabase(), await freePort());
  }

  /** Starts as run.ts does, and returns what it said. */
  async start(settings: Record<string, string> = {}, hear: (line: string) => void = () => {}): Promise<string[]> {
    await this.stop();
    const own = { HABEAS_DATA_DIR: this.directory, PORT: String(this.port), LOG_LEVEL: 'error' };
    const config = readConfig({ ...own, ...settings });
    const ground: AppContext = {
      config,
      databaseUrl: this.database.url,
      masterKey: new MasterKey(Buffer.from(TEST_MASTER_KEY, 'hex')),
    };
    this.application = await createApplication(ground);
    const said: string[] = [];
    await prepareFirstStart(this.application, ground, (line) => {
      said.push(line);
      hear(line);
    });
    await this.application.listen(this.port, '127.0.0.1');
    return said;
  }

  get demo(): Demo {
    return JSON.parse(readFileSync(join(this.directory, 'demo.json'), 'utf8')) as Demo;
  }

  get hasDemo(): boolean {
    return existsSync(join(this.directory, 'demo.json'));
  }

  get prisma(): PrismaService {
    return this.running.get(PrismaService);
  }

  get running(): INestApplication {
    if (!this.application) throw new Error('not started');
    return this.application;
  }

  async countSubjectData(): Promise<{
    events: number;
    people: number;
    profiles: number;
    replays: number;
    links: number;
  }> {
    const [row] = await this.prisma.$queryRaw<[Record<string, bigint>]>`
      SELECT (SELECT count(*) FROM subject_data.events) AS events,
             (SELECT count(DISTINCT distinct_id) FROM subject_data.events) AS people,
             (SELECT count(*) FROM subject_data.profiles) AS profiles,
             (SELECT count(*) FROM subject_data.session_replays) AS replays,
             (SELECT count(*) FROM subject_data.identity_links) AS links`;
    const count = (name: string): number => Number(row[name]);
    return {
      events: count('events'),
      people: count('people'),
      profiles: count('profiles'),
      replays: count('replays'),
      links: count('links'),
    };
  }

  async stop(): Promise<void> {
    await this.application?.close();
    this.application = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.database.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function signIn({ baseUrl, email, password }: Demo): Promise<number> {
  const body = JSON.stringify({ email, password });
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(`${baseUrl}/api/v1/session`, { method: 'POST', headers, body })).status;
}

async function importNothing({ baseUrl, apiSecret }: Demo): Promise<number> {
  const headers = { Authorization: `Basic ${btoa(`${apiSecret}:`)}`, 'Content-Type': 'application/json' };
  return (await fetch(`${baseUrl}/import`, { method: 'POST', headers, body: '[]' })).status;
}

describe('the first start', () => {
  let installation: Installation;
  let said: string[];

  beforeAll(async () => {
    installation = await Installation.make();
    said = await installation.start();
  });
  afterAll(() => installation.remove());

  it('makes a project with at least 500 people and 50,000 events, profiles, replays and merged identities', async () => {
    const held = await installation.countSubjectData();
    expect(held.people).toBeGreaterThanOrEqual(500);
    expect(held.events).toBeGreaterThanOrEqual(50_000);
    expect(held.profiles).toBeGreaterThan(400);
    expect(held.replays).toBeGreaterThan(50);
    expect(held.links).toBeGreaterThan(500);
  });

  it('gives the sample project no grace, so that a deletion can be seen to its end', async () => {
    const { projectId: id } = installation.demo;
    expect(await installation.prisma.project.findUnique({ where: { id } })).toMatchObject({ deletionGraceSeconds: 0 });
  });

  it('tells how to get in, in a file that only its owner can read', async () => {
    const { mode } = statSync(join(installation.directory, 'demo.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(Object.keys(installation.demo)).toEqual([
      'baseUrl',
      'email',
      'password',
      'organizationId',
      'projectId',
      'projectToken',
      'apiSecret',
      'oauthToken',
    ]);
    expect(readdirSync(installation.directory)).toEqual(['artifacts', 'demo.json']);
    expect(await signIn(installation.demo)).toBe(200);
    expect(await importNothing(installation.demo)).toBe(200);
  });

  it('shows the password, and a command with the token in it', () => {
    const { password, oauthToken } = installation.demo;
    expect(said.join('\n')).toContain(password);
    expect(said.find((line) => line.includes('curl') && line.includes(oauthToken))).toBeDefined();
  });

  it('is followed by starts that change nothing and show no secret', async () => {
    const before = { demo: installation.demo, held: await installation.countSubjectData() };
    const again = await installation.start();
    expect({ demo: installation.demo, held: await installation.countSubjectData() }).toEqual(before);
    const { email, password, apiSecret, oauthToken } = before.demo;
    expect(again.join('\n')).toContain(email);
    for (const secret of [password, apiSecret, oauthToken]) expect(again.join('\n')).not.toContain(secret);
  });

  it('leaves the address to the start that is running', async () => {
    const { baseUrl } = installation.demo;
    await installation.start({ BASE_URL: 'https://habeas.example.com' });
    expect(installation.demo.baseUrl).toBe('https://habeas.example.com');
    await installation.start();
    expect(installation.demo.baseUrl).toBe(baseUrl);
  });

  needsProgram('curl', 'apt-get install curl')('what it prints', () => {
    const commandsOf = (lines: string[]): string[] =>
      lines.map((line) => line.trim()).filter((line) => line.includes('curl '));
    const paste = async (command: string): Promise<unknown> => {
      const { stdout } = await run('sh', ['-c', command], { cwd: installation.directory });
      return JSON.parse(stdout);
    };

    it('works when it is pasted', async () => {
      const again = await installation.start();
      for (const [signInCommand = '', exportCommand = '', tokenCommand = ''] of [commandsOf(said), commandsOf(again)]) {
        expect(await paste(signInCommand)).toMatchObject({ person: { email: installation.demo.email } });
        expect(await paste(exportCommand)).toMatchObject({ status: 'ok', results: { status: 'PENDING' } });
        const token = expect.stringMatching(/^habeas_gdpr_/) as string;
        expect(await paste(tokenCommand)).toMatchObject({ token, revokedAt: null });
      }
    });
  });
});

describe('a first start that was killed', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.make();
  });
  afterAll(() => installation.remove());

  const killAt = (phrase: RegExp) => (line: string) => {
    if (phrase.test(line)) throw new Error('killed');
  };

  it('is finished by a later one, without anything twice', async () => {
    await expect(installation.start({}, killAt(/^ +[\d,]+ events/))).rejects.toThrow('killed');
    const half = await installation.countSubjectData();
    expect(half.events).toBeGreaterThan(0);

    await expect(installation.start({}, killAt(/people/))).rejects.toThrow('killed');
    const tokens = installation.running.get(OauthTokensService);
    const { id: ownerId } = await installation.prisma.user.findFirstOrThrow();
    const lost = await tokens.create('operator', ownerId, 'made, and never told to anybody');
    expect(installation.hasDemo).toBe(false);

    await installation.start();
    const { events } = await installation.countSubjectData();
    expect(events).toBe(sampleEvents());
    expect(await installation.prisma.organization.count()).toBe(1);
    expect(await installation.prisma.project.count()).toBe(1);
    expect(await installation.prisma.user.count()).toBe(1);
    expect(await signIn(installation.demo)).toBe(200);
    expect(await importNothing(installation.demo)).toBe(200);
    const now = installation.running.get(OauthTokensService);
    expect(await now.authenticate(lost.secret)).toBeNull();
    expect(await now.authenticate(installation.demo.oauthToken)).toMatchObject({ email: installation.demo.email });
  });
});

function sampleEvents(): number {
  let events = 0;
  for (const batch of sampleBatches(new Date())) events += batch.events.length;
  return events;
}

describe('a start that is not the first', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.make();
  });
  afterAll(() => installation.remove());

  it('creates nothing on a database of the operator’s own, and says how to', async () => {
    const own = { DATABASE_URL: 'postgres://somewhere.else/habeas', HABEAS_MASTER_KEY: TEST_MASTER_KEY };
    const said = await installation.start(own);
    expect(said.join('\n')).toContain('npm run habeas -- org create');
    expect(await installation.prisma.organization.count()).toBe(0);
    expect(installation.hasDemo).toBe(false);
  });

  it('creates nothing where somebody made an organization before', async () => {
    const owner = { email: 'pat@example.com', name: 'Pat', password: 'correct horse battery' };
    await installation.running.get(OrganizationsService).create('Acme', owner, 'operator');
    expect(await installation.start()).toEqual([]);
    expect(installation.hasDemo).toBe(false);
    expect((await installation.countSubjectData()).events).toBe(0);
  });
});
