import { Ids, readConfig } from '../../src/platform/index.js';
import { EffectiveWindows, openRetention } from '../../src/retention/index.js';
import { MapWindows } from '../../src/retention/windows/map-windows.service.js';
import { RetentionViews } from '../../src/retention/windows/retention-views.service.js';
import { TableViews } from '../../src/retention/windows/table-views.service.js';
import type { CollectionWindow } from '../../src/subject-data/index.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection } from '../../src/subject-data/data-map/collection.js';
import { SubjectData } from '../../src/subject-data/store/subject-data.service.js';
import { openAccessFixture, type AccessFixture } from './access-fixture.js';

const DAY = 86_400_000;
const config = readConfig({});

let room: AccessFixture;
beforeEach(async () => {
  room = await openAccessFixture();
  room.clock.time = new Date('2026-03-09T12:00:00Z');
});
afterEach(() => room.close());

const years = (count: number): CollectionWindow => ({
  after: { months: 12 * count, days: 0 },
  column: 'created_at',
  does: { kind: 'rows' },
});

/** A process whose data map says this of the table of orders. */
function processOf(window?: CollectionWindow, more: Partial<Collection> = {}) {
  const [, profiles] = BUILT_IN_COLLECTIONS;
  const orders = { ...profiles, name: 'orders', title: 'Orders', ...more, ...(window && { window }) } as Collection;
  const data = new SubjectData([...BUILT_IN_COLLECTIONS, orders], new Map());
  const tables = new MapWindows(room.prisma, data, config, room.clock, new Ids());
  const own = new RetentionViews(room.prisma, config, room.clock);
  return {
    tables,
    windows: new EffectiveWindows(room.prisma, data, tables),
    views: new TableViews(room.prisma, data, own, tables, room.clock),
  };
}

const goesBefore = async ({ windows }: ReturnType<typeof processOf>): Promise<string | null> => {
  const planned = await windows.at(room.clock.now());
  return (
    planned
      .find(({ rule }) => rule === 'company')
      ?.windows[0]?.before?.toISOString()
      .slice(0, 10) ?? null
  );
};

describe('what the data map says of how long a table is kept', () => {
  it('waits for a week where it is new, and then counts', async () => {
    const now = processOf(years(6));
    expect(await goesBefore(now)).toBeNull();
    room.clock.advance(7 * DAY);
    expect(await goesBefore(now)).toBe('2020-03-16');
  });

  it('waits where it is shorter, and counts as it was until then', async () => {
    await processOf(years(6)).tables.notice();
    room.clock.advance(7 * DAY);
    const shorter = processOf(years(2));
    expect(await goesBefore(shorter)).toBe('2020-03-16');
    room.clock.advance(7 * DAY - 1);
    expect(await goesBefore(shorter)).toBe('2020-03-23');
    room.clock.advance(1);
    expect(await goesBefore(shorter)).toBe('2024-03-23');
  });

  it('counts at once where it is longer, and waits again where it becomes shorter once more', async () => {
    await processOf(years(2)).tables.notice();
    room.clock.advance(7 * DAY);
    expect(await goesBefore(processOf(years(6)))).toBe('2020-03-16');
    expect(await goesBefore(processOf(years(2)))).toBe('2020-03-16');
  });

  it('is told of all projects that a table is of together, also where one of them is asked about', async () => {
    const named = ['Shop', 'Blog', 'Other'].map((name) =>
      room.projects.create('operator', room.organizationId, { name }),
    );
    const [one = 0, two = 0, other = 0] = (await Promise.all(named)).map(({ project }) => project.id);
    const { tables, windows } = processOf(years(6), { projectColumn: null, projects: [one, two] });
    await tables.notice();
    room.clock.advance(7 * DAY);
    const toldOf = async (projectId: number) =>
      (await windows.ofProject(projectId, room.clock.now()))
        .find(({ rule }) => rule === 'company')
        ?.windows.map((window) => window.projectId);
    expect([await toldOf(two), await toldOf(other)]).toEqual([[one, two], undefined]);
  });

  it('waits from the moment it was seen first, however many processes start', async () => {
    const [one, other] = [processOf(years(6)), processOf(years(6))];
    await Promise.all([one.tables.onApplicationBootstrap(), other.tables.onApplicationBootstrap()]);
    room.clock.advance(DAY);
    await processOf(years(6)).tables.notice();
    expect(await room.prisma.retentionChange.count()).toBe(1);
  });

  it('is new again after a map that said nothing of it', async () => {
    await processOf(years(6)).tables.notice();
    room.clock.advance(7 * DAY);
    expect(await goesBefore(processOf())).toBeNull();
    const again = processOf(years(6));
    expect(await goesBefore(again)).toBeNull();
    room.clock.advance(7 * DAY);
    expect(await goesBefore(again)).toBe('2020-03-23');
  });

  it('is new where the collection is another table by now, or of a further project, with the same window', async () => {
    const own = { projects: [room.project.id] };
    await processOf(years(6), own).tables.notice();
    room.clock.advance(7 * DAY);
    expect(await goesBefore(processOf(years(6), own))).toBe('2020-03-16');
    const moved = { ...own, table: 'orders_2020' };
    const archived = { ...moved, schema: 'archive' };
    const shared = { ...archived, projectColumn: null };
    const further = { ...shared, projects: [room.project.id, 2] };
    for (const other of [moved, archived, shared, further]) {
      const pointed = processOf(years(6), other);
      await pointed.tables.notice();
      const pending = await pointed.tables.pending(room.clock.now());
      expect(pending).toMatchObject([{ collection: 'orders', before: { window: null } }]);
      expect(await goesBefore(pointed)).toBeNull();
      room.clock.advance(7 * DAY);
      await pointed.tables.notice();
      expect(await pointed.tables.pending(room.clock.now())).toEqual([]);
    }
    const fewer = processOf(years(6), shared);
    await fewer.tables.notice();
    expect(await fewer.tables.pending(room.clock.now())).toEqual([]);
    expect(await goesBefore(fewer)).toBe('2020-04-13');
  });

  it('waits for nothing where an earlier version had not looked at which table it was', async () => {
    const now = processOf(years(6));
    const known = { window: JSON.parse(JSON.stringify(years(6))) as object };
    await room.prisma.retentionWindow.create({
      data: { collection: 'orders', known, seenAt: new Date('2026-01-01T00:00:00Z') },
    });
    expect(await goesBefore(now)).toBe('2020-03-09');
    expect(await room.prisma.retentionChange.count()).toBe(0);
  });

  it('is shown with the project, and taken back in the map alone', async () => {
    const shown = await processOf(years(6)).views.show(room.project.id);
    expect(shown).toMatchObject({
      tables: [
        { collection: 'orders', title: 'Orders', after: 'P6Y', from: 'created_at', does: 'erase', before: null },
      ],
      pending: [{ collection: 'orders', before: { after: null }, after: { after: 'P6Y' }, by: 'data map' }],
    });
    const { settings } = openRetention(room.prisma, room.clock, new Ids(), config);
    const back = settings.takeBack('operator', room.project.id, shown.pending[0]?.id ?? '');
    await expect(back).rejects.toMatchObject({ code: 'map-decides' });
  });
});
