import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { Clock, Ids, PrismaService, readConfig } from '../../src/platform/index.js';
import { EffectiveWindows, openRetention, type OpenRetention } from '../../src/retention/index.js';
import { MapWindows } from '../../src/retention/windows/map-windows.service.js';
import { builtInCollections } from '../../src/subject-data/data-map/built-in-collections.js';
import { SubjectData } from '../../src/subject-data/store/subject-data.service.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const MIGRATION = '20261204020000_retention_of_projects_that_stand';
const DAY = 86_400_000;

/** As the versions before have left them. */
const BEFORE = `
  INSERT INTO organizations (id, name, created_at) VALUES ('3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', 'Acme', '2025-01-01Z');
  INSERT INTO projects (id, organization_id, name, token, timezone, created_at) VALUES
    (1, '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', 'Of August', repeat('a', 32), 'America/Los_Angeles', '2025-09-01 05:00Z'),
    (2, '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', 'Of September', repeat('b', 32), 'UTC', '2025-09-01 05:00Z')`;

describe('projects from before anything went by its age', () => {
  let database: TestDatabase;
  let earlier: string;
  let prisma: PrismaService;
  let retention: OpenRetention;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    earlier = await mkdtemp(join(tmpdir(), 'habeas-before-'));
    const all = join(process.cwd(), 'prisma', 'migrations');
    for (const name of await readdir(all)) {
      if (/^\d/.test(name) && name < MIGRATION) await cp(join(all, name), join(earlier, name), { recursive: true });
    }
    await migrate(database.url, earlier);
    await withClient(database.url, (sql) => sql.query(BEFORE));
    expect(await migrate(database.url)).toContain(MIGRATION);
    prisma = new PrismaService(database.url, 2);
    retention = openRetention(prisma, new Clock(), new Ids(), readConfig({}));
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
    await rm(earlier, { recursive: true });
  });

  it('keep everything for a week, in which what is to go can be looked at', async () => {
    const data = new SubjectData(builtInCollections(new Map()), new Map());
    const tables = new MapWindows(prisma, data, readConfig({}), new Clock(), new Ids());
    const windows = new EffectiveWindows(prisma, data, tables);
    const projects = async (at: Date) =>
      (await windows.at(at)).find(({ rule }) => rule === 'events')?.windows.map(({ projectId }) => projectId) ?? [];
    const now = Date.now();
    expect(await projects(new Date(now + 6.9 * DAY))).toEqual([]);
    expect(await projects(new Date(now + 7.1 * DAY))).toEqual([1, 2]);
    const [ahead] = await windows.ifSet(2, new Date('2026-12-04T12:00:00Z'));
    expect(ahead?.windows).toEqual([{ projectId: 2, before: new Date('2024-12-04T00:00:00Z') }]);
  });

  it('are told what pends, by the day on which each was made where it is', async () => {
    const pending = async (id: number) => (await retention.views.ofProject(id)).pending;
    expect(await pending(1)).toMatchObject([{ collection: 'events', before: { months: null }, after: { months: 60 } }]);
    expect(await pending(2)).toMatchObject([{ collection: 'events', before: { months: null }, after: { months: 24 } }]);
  });

  it('cannot take back what nobody chose, and can choose', async () => {
    const [pending] = (await retention.views.ofProject(2)).pending;
    const back = retention.settings.takeBack('operator', 2, pending?.id ?? '');
    await expect(back).rejects.toMatchObject({ code: 'change-not-chosen' });
    await retention.settings.change('operator', 2, { eventMonths: 120, eventBasis: 'A study of ten years' });
    expect((await retention.views.ofProject(2)).events).toMatchObject({ months: 120, before: null });
  });
});
