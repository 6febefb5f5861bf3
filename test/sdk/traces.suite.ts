import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import pg from 'pg';
import { ProjectsService } from '../../src/access/index.js';
import { freePort } from '../../src/platform/index.js';
import { createProject, startApp, type TestApp } from '../support/app.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';
import { isInstalled } from '../support/needs-program.js';
import { recorded } from '../support/recorder.js';
import { RedisServer } from '../support/redis-servers.js';
import { until } from '../support/until.js';

const MAIN = join(process.cwd(), 'dist', 'main.js');
const ADDRESS = '80.94.160.17';
const MAIL = 'grace.hopper@example.com';
const HAS_REDIS = isInstalled('redis-server');
const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  const readers: Readonly<Record<string, () => Promise<unknown>>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, '0', '-1'),
    stream: () => redis.xrange(key, '-', '+'),
  };
  return readers[await redis.type(key)]?.();
}

/** Habeas as `npm start` runs it, behind a proxy, saying everything it can say. */
class Talking {
  said = '';

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
  }

  static async start({ databaseUrl, dataDirectory }: TestApp, redis: RedisServer | null): Promise<Talking> {
    if (!existsSync(MAIN)) throw new Error('There is no dist/: run `npm run test:sdk`, which builds it.');
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      HABEAS_DATA_DIR: dataDirectory,
      PORT: String(port),
      LOG_LEVEL: 'debug',
      ...(redis === null ? {} : { REDIS_URL: `redis://${redis.address}` }),
      TRUST_PROXY: '127.0.0.1',
    };
    const talking = new Talking(
      `http://127.0.0.1:${port}`,
      spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    await until('Habeas to listen', async () => {
      if (talking.child.exitCode !== null) throw new Error(talking.said);
      return (await fetch(`${talking.url}/healthz`).catch(() => null))?.ok;
    });
    return talking;
  }

  /** The status of the answer; null where the connection was ended instead. */
  async ask(path: string, init: RequestInit = {}): Promise<number | null> {
    const headers = { 'x-forwarded-for': ADDRESS, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.url}${path}`, { ...init, headers }).catch(() => null);
    await response?.text();
    return response?.status ?? null;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
  }
}

describe('what comes in the address of a call, and the address it comes from', () => {
  let app: TestApp;
  let habeas: Talking;
  let redis: RedisServer | null = null;
  let database: pg.Client;
  const answers: Record<string, number | null> = {};

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    const project = await createProject(app);
    const { projectToken: token, apiSecret } = project;
    await app.application.get(ProjectsService).change('operator', project.projectId, { recordSessions: 100 });
    if (HAS_REDIS) redis = await RedisServer.start();
    habeas = await Talking.start(app, redis);
    database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    const data = (record: object) => `data=${encodeURIComponent(JSON.stringify(record))}`;
    const event = { event: 'Viewed', properties: { token, distinct_id: MAIL } };
    const secret = { authorization: `Basic ${Buffer.from(`${apiSecret}:`).toString('base64')}` };
    const calls: Readonly<Record<string, readonly [string, RequestInit?]>> = {
      taken: [`/track?${data(event)}&ip=1`],
      'taken as a pixel': [`/track/?${data(event)}&ip=1&img=1`],
      'a profile': [`/engage?${data({ $token: token, $distinct_id: MAIL, $set: { plan: 'Pro' }, $ip: ADDRESS })}&ip=1`],
      'an explicit address': [
        `/track?${data({ event: 'Bought', properties: { token, distinct_id: MAIL, ip: ADDRESS } })}`,
      ],
      malformed: [`/track?data={"${MAIL}&verbose=1`],
      'of nobody': [`/track?${data({ event: 'Viewed', properties: { token: 'nobody', distinct_id: MAIL } })}`],
      'the wrong method': [`/track?mail=${MAIL}`, { method: 'PUT' }],
      nowhere: [`/nowhere?mail=${MAIL}`],
      'an import': [`/import?${data({ ...event, properties: { ...event.properties, time: 1 } })}`, { headers: secret }],
      'an import by nobody': [`/import?${data(event)}&api_key=${MAIL}`],
      'a recording': [
        `/record/?distinct_id=${encodeURIComponent(MAIL)}&replay_id=r-1&seq=0&replay_start_time=1790000000&batch_start_time=1790000000&ip=1&format=body`,
        {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` },
          body: JSON.stringify(recorded(1_790_000_000_000, ['A shop'])),
        },
      ],
      flags: [`/flags?context=${encodeURIComponent(JSON.stringify({ distinct_id: MAIL }))}&token=${token}`],
      'too long': [`/track?mail=${MAIL}&data=${'x'.repeat(80_000)}`],
    };
    for (const [name, [path, init]] of Object.entries(calls)) answers[name] = await habeas.ask(path, init);
  });
  afterAll(async () => {
    await database.end();
    await habeas.end();
    await redis?.kill();
    await app.close();
  });

  it('is answered', () => {
    expect(answers).toMatchObject({
      taken: 200,
      'taken as a pixel': 200,
      malformed: 200,
      'of nobody': 200,
      'a recording': 200,
      nowhere: 404,
    });
    expect(answers['too long']).not.toBeNull();
  });

  it('stands in no log', () => {
    expect(habeas.said).not.toBe('');
    expect(habeas.said).not.toContain(ADDRESS);
    expect(habeas.said).not.toContain(MAIL);
    expect(habeas.said).not.toContain(encodeURIComponent(MAIL));
  });

  it('stands nowhere in Redis', async () => {
    if (redis === null) return;
    const kept = await redis.ask(async (client) => {
      const keys = await client.keys('*');
      return Promise.all(keys.map(async (key) => JSON.stringify([key, await valueOf(client, key)])));
    });
    expect(kept.length).toBeGreaterThan(0);
    for (const text of [ADDRESS, MAIL]) expect(kept.filter((each) => each.includes(text))).toEqual([]);
  });

  it('stands in no table, but for the id among the data of its subject', async () => {
    const found = async (text: string) => {
      const tables: string[] = [];
      for (const { name } of (await database.query<{ name: string }>(TABLES)).rows) {
        const { rowCount } = await database.query(
          `SELECT FROM ${name} AS kept WHERE strpos(kept::text, $1) > 0 LIMIT 1`,
          [text],
        );
        if (rowCount !== 0) tables.push(name);
      }
      return tables;
    };
    expect(await found(ADDRESS)).toEqual([]);
    expect((await found(MAIL)).filter((name) => !name.startsWith('subject_data.'))).toEqual([]);
    expect(await found(MAIL)).not.toEqual([]);
  });
});
