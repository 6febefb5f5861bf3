import { HabeasError } from '../../src/platform/index.js';
import { type Collection, SubjectData } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { BASIS, DAY, DutyDesk } from '../e2e/duties-fixture.js';
import { instead } from '../support/instead.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { storedRows } from './stored-rows.js';

/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const DATA_MAP = `
collections:
  - name: invoices
    title: The invoices
    table: shop.invoice
    project: ${FIRST_PROJECT}
    subject: customer
    headers: { total: { category: commercial_information } }
    policy: { keep: { basis: 'Basis of invoices', until: { column: issued, zone: Europe/Berlin, plus: P10Y } } }
    purpose: Accounting
    recipients: []
    sourceCategory: Purchases
    retention: As the law says
`;

describe('what is owed, with the collections in the ClickHouse engine', () => {
  let clickHouse: TestClickHouse;
  let engine: ClickHouseEngine;
  let desk: DutyDesk;

  beforeAll(async () => {
    clickHouse = await startClickHouse();
    engine = clickHouse.engine();
    await engine.command('CREATE DATABASE shop');
    await engine.command(
      'CREATE TABLE shop.invoice (customer String, total Nullable(Decimal(9, 2)), issued Date) ENGINE = MergeTree ORDER BY customer',
    );
    desk = await DutyDesk.open({ dataMap: DATA_MAP, settings: { CLICKHOUSE_URL: clickHouse.url } });
    expect(desk.project.projectId).toBe(FIRST_PROJECT);
  });
  afterAll(async () => {
    await desk?.app.close();
    await clickHouse?.stop();
  });

  const store = () => {
    const data = desk.service(SubjectData);
    return data.storeOf(data.collections()[0] as Collection);
  };
  const invoice = (customer: string, days: number) => {
    const day = new Date(desk.clock.now().getTime() - days * DAY).toISOString().slice(0, 10);
    return engine.insert('shop.invoice', ['customer', 'total', 'issued'], [[customer, '9.50', day]]);
  };
  const number = async (sql: string): Promise<number> =>
    Number((await engine.query<{ n: string }>(`SELECT count() AS n FROM ${sql}`))[0]?.n);
  const invoicesOf = (customer: string) => number(`shop.invoice WHERE customer = '${customer}'`);
  const rowsOf = async (id: string): Promise<number[]> => {
    const tables = ['events', 'profiles', 'identity_links'];
    const rows = await Promise.all(tables.map((table) => storedRows(engine, table, FIRST_PROJECT)));
    return rows.map((each) => each.filter((row) => row.includes(JSON.stringify(id))).length);
  };
  /** Somebody with two events, a profile and a device. */
  const somebody = async (id?: string): Promise<string> => {
    const person = await desk.person(id);
    await desk.client.engage([{ $distinct_id: person, $set: { city: 'Ghent' } }]);
    const properties = { time: desk.clock.now().getTime() - 60_000, $insert_id: `device-${person}`, $user_id: person };
    await desk.client.importEvents([{ event: 'Seen', properties: { ...properties, $device_id: `d-${person}` } }]);
    expect(await rowsOf(person)).toEqual([3, 1, 1]);
    return person;
  };
  /** Nights until what was opened for duties has ended; an engine may be behind with what it removes. */
  const nights = async (): Promise<void> => {
    const where = { NOT: { dutyId: null }, status: { in: ['PENDING', 'STAGING', 'STARTED'] as const } };
    await desk.night();
    for (let times = 0; times < 4 && (await desk.app.prisma.request.count({ where } as never)) > 0; times += 1)
      await desk.night();
  };

  it('goes of somebody who was held when the hold has ended, what came meanwhile too, although the worker was killed', async () => {
    const [held, free] = [await somebody(), await somebody()];
    await desk.hold(held, 365);
    const request = await desk.erased([held]);
    expect(await desk.outcomes(request)).toEqual([['held', BASIS]]);
    expect(await desk.dutyOf(request)).toMatchObject({
      kind: 'held',
      state: 'owed',
      distinctIds: expect.arrayContaining([held]),
    });
    await desk.night();
    expect(await rowsOf(held)).toEqual([3, 1, 1]);
    await desk.person(held);
    await desk.years(1);
    desk.clock.forward(DAY);
    let kills = 0;
    const restore = instead(store(), 'removeHidden', async () => {
      kills += 1;
      throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
    });
    await desk.night();
    restore();
    expect(kills).toBeGreaterThan(0);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'under-way' });
    await nights();
    expect([await rowsOf(held), await rowsOf(free)]).toEqual([
      [0, 0, 0],
      [3, 1, 1],
    ]);
    const ended = await desk.dutyOf(request);
    expect(ended).toMatchObject({ state: 'carried-out', distinctIds: null });
    expect((await desk.recordOf(request)).afterwards.duties).toMatchObject([
      { kind: 'held', basis: BASIS, state: 'carried-out', carriedOutBy: ended.carriedOutBy },
    ]);
  });

  it('goes of kept rows when their ten years are over, row by row, and of nobody who has come back since', async () => {
    const [id, other] = [await somebody(), await somebody()];
    await invoice(id, 400);
    await invoice(id, 30);
    await invoice(other, 400);
    const request = await desk.erased([id]);
    expect(await rowsOf(id)).toEqual([0, 0, 0]);
    expect([await invoicesOf(id), await invoicesOf(other)]).toEqual([2, 1]);
    expect(await desk.dutyOf(request)).toMatchObject({ kind: 'kept', state: 'owed', basis: 'Basis of invoices' });
    await desk.years(9);
    await somebody(id);
    await nights();
    expect([await invoicesOf(id), await invoicesOf(other), await rowsOf(id)]).toEqual([1, 1, [3, 1, 1]]);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'owed', carriedOutBy: null });
    await desk.years(2);
    await nights();
    expect([await invoicesOf(id), await invoicesOf(other), await rowsOf(id)]).toEqual([0, 1, [3, 1, 1]]);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out', distinctIds: null });
  });
});
