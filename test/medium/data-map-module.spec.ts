import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { PrismaService } from '../../src/platform/index.js';
import {
  ClosureService,
  IngestStore,
  SubjectData,
  SubjectDataModule,
  SubjectHmac,
} from '../../src/subject-data/index.js';
import { groundOf } from '../support/ground.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the data map of an application', () => {
  let database: TestDatabase;
  let shop: TestDatabase;
  let prisma: PrismaService;
  const directory = mkdtempSync(join(tmpdir(), 'data-map-'));
  const mapFile = join(directory, 'map.yaml');

  beforeAll(async () => {
    [database, shop] = [await createTestDatabase(), await createTestDatabase()];
    prisma = new PrismaService(database.url);
    const client = new pg.Client({ connectionString: shop.url });
    await client.connect();
    await client.query(
      'CREATE TABLE newsletter (user_id text PRIMARY KEY, email text); INSERT INTO newsletter VALUES ($$a$$, $$a@x$$)',
    );
    await client.end();
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
    await shop.drop();
    rmSync(directory, { recursive: true });
  });

  async function start(subject: string): Promise<INestApplicationContext> {
    writeFileSync(
      mapFile,
      `stores:\n  shop: { kind: postgres, url: \${SHOP_URL} }\ncollections:\n  - { name: newsletter, store: shop, table: newsletter, project: 1, subject: ${subject}, policy: erase, purpose: p, sourceCategory: s, retention: r }\n`,
    );
    const options = { url: database.url, mapFile, environment: { SHOP_URL: shop.url } };
    const data = SubjectDataModule.register(options);
    @Module({ imports: [groundOf(prisma), data] })
    class Root {}
    return NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  }

  it('puts the built-in collections and the company’s own behind one door, each with its store', async () => {
    const application = await start('user_id');
    const subjectData = application.get(SubjectData);
    const names = (projectId: number) => subjectData.collectionsOf(projectId).map((collection) => collection.name);
    expect(names(1)).toEqual(['events', 'profiles', 'session_replays', 'identity_links', 'newsletter']);
    expect(names(2)).not.toContain('newsletter');
    const [newsletter] = subjectData.collections().slice(-1);
    if (newsletter === undefined) throw new Error('no newsletter');
    const keys = [{ ordinal: 0, projectId: 1, distinctId: 'a', watermark: null }];
    const store = subjectData.storeOf(newsletter);
    expect(store.name).toBe('shop');
    expect(await store.read(keys, (view) => view.count(newsletter, { from: null, until: null }))).toMatchObject([
      { rows: 1 },
    ]);
    await application
      .get(IngestStore)
      .writeLinks(1, [{ distinctId: 'a', linkedId: 'd', kind: 'device', origin: 'secret' }]);
    expect((await application.get(ClosureService).resolve(1, ['d'])).get('d')).toEqual({
      ids: ['d', 'a'],
      ambiguous: [],
    });
    expect(application.get(SubjectHmac).of(1, 'a')).toHaveLength(32);
    await application.close();
  });

  it('does not start with a source that can be neither null nor default, unless it is marked keep', async () => {
    const client = new pg.Client({ connectionString: shop.url });
    await client.connect();
    await client.query('ALTER TABLE newsletter ADD plan text; UPDATE newsletter SET plan = $$free$$');
    await client.query('ALTER TABLE newsletter ALTER plan SET NOT NULL');
    await (await start('user_id')).close();
    await expect(start('user_id, headers: { plan: { category: c, source: true } }')).rejects.toMatchObject({
      code: 'bad-data-map',
      message: expect.stringMatching(/column "plan" can be neither null nor a constant default.*`keep: true`/),
    });
    await (await start('user_id, headers: { plan: { category: c, source: true, keep: true } }')).close();
    await client.query('ALTER TABLE newsletter DROP plan');
    await client.end();
  });

  it('does not start with a collection that does not fit its table', async () => {
    await expect(start('nobody')).rejects.toMatchObject({
      code: 'bad-data-map',
      message: expect.stringContaining('collection "newsletter": subject column "nobody" does not exist'),
    });
  });
});
