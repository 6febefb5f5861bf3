import { Logger } from '@nestjs/common';
import { DeletionStaging } from '../../src/deletions/index.js';
import { DutyWatch } from '../../src/duties/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { withClient } from '../support/three-subjects.js';
import { BASIS, DAY, DutyDesk } from './duties-fixture.js';

/** Ends whatever writes such a row, as the death of the process would: the transaction is gone. */
const DYING = (table: string, when: string, which = 'true') => `
  CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION SQLSTATE '57P01'; END $$;
  CREATE TRIGGER dying BEFORE ${when} ON ${table} FOR EACH ROW WHEN (${which}) EXECUTE FUNCTION die();`;

describe('a duty whose worker dies at the turn', () => {
  let desk: DutyDesk;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    desk = await DutyDesk.open();
  });
  afterAll(() => desk.app.close());

  async function whileDying(table: string, when: string, which: string | undefined, work: () => Promise<unknown>) {
    const sql = (statement: string) => withClient(desk.app.databaseUrl, (client) => client.query(statement));
    await sql(DYING(table, when, which));
    try {
      await work().catch(() => undefined);
    } finally {
      await sql(`DROP TRIGGER dying ON ${table}; DROP FUNCTION die();`);
    }
  }

  /** A deletion that left somebody held, and the end of the hold. */
  async function due(): Promise<{ readonly held: string; readonly request: string }> {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    await desk.lift(holdId);
    return { held, request };
  }

  async function endsWell({ held, request }: { readonly held: string; readonly request: string }): Promise<void> {
    // What could not be taken up is set aside for a while.
    desk.clock.forward(DAY / 24);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await desk.eventsOf(held)).toBe(0);
    const carried = await desk.app.prisma.request.count({
      where: { NOT: { dutyId: null }, status: { in: ['PENDING', 'STAGING', 'STARTED'] } },
    });
    expect(carried).toBe(0);
  }

  it.each([
    ['duties', 'INSERT'],
    ['duty_ids', 'INSERT'],
  ])('leaves nobody held without it: %s', async (table, when) => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.staged([held, free]);
    await whileDying(table, when, undefined, () => desk.sweep());
    expect(await desk.outcomes(request)).toEqual([
      [null, null],
      [null, null],
    ]);
    desk.clock.forward(DAY);
    await desk.sweep();
    expect(await desk.outcomes(request)).toMatchObject([
      ['held', BASIS],
      ['erased', null],
    ]);
    await desk.lift(holdId);
    await endsWell({ held, request });
  });

  it.each([
    ['requests', 'INSERT', 'NEW.duty_id IS NOT NULL'],
    ['request_decisions', 'INSERT', undefined],
    ['duties', 'UPDATE', `NEW.state = 'under-way'`],
  ])('is opened by the next: %s', async (table, when, which) => {
    const left = await due();
    await whileDying(table, when, which, () => desk.look());
    expect(await desk.dutyOf(left.request)).toMatchObject({ state: 'owed', carriedOutBy: null });
    expect(await desk.app.prisma.request.count({ where: { NOT: { dutyId: null }, status: 'PENDING' } })).toBe(0);
    await endsWell(left);
  });

  it.each([
    ['duties', 'UPDATE', `NEW.state = 'carried-out'`],
    ['duty_ids', 'DELETE', undefined],
    ['request_events', 'INSERT', `NEW.type = 'duty-carried-out'`],
  ])('is ended with its deletion or not at all: %s', async (table, when, which) => {
    const left = await due();
    await desk.look();
    const { carriedOutBy } = await desk.dutyOf(left.request);
    await desk.service(DeletionStaging).stage(carriedOutBy ?? '');
    desk.clock.forward(DAY);
    await whileDying(table, when, which, () => desk.sweep());
    expect(await desk.detail(carriedOutBy ?? '')).toMatchObject({ status: 'STARTED' });
    expect(await desk.dutyOf(left.request)).toMatchObject({ state: 'under-way' });
    await endsWell(left);
  });

  it('is owed again, a day later, where its deletion failed', async () => {
    const left = await due();
    await desk.look();
    const { carriedOutBy } = await desk.dutyOf(left.request);
    await desk.app.prisma.request.update({
      where: { id: carriedOutBy ?? '' },
      data: { status: 'FAILURE', finishedAt: desk.clock.now(), nextAttemptAt: null, waitingFor: null },
    });
    await desk.look();
    expect(await desk.dutyOf(left.request)).toMatchObject({ state: 'owed', carriedOutBy: null });
    desk.clock.forward(DAY);
    await desk.night();
    expect(await desk.dutyOf(left.request)).toMatchObject({ state: 'carried-out' });
    expect(await desk.eventsOf(left.held)).toBe(0);
  });

  it('is opened once by two who look at once', async () => {
    const left = await due();
    await Promise.all([1, 2, 3].map(() => desk.service(DutyWatch).look(desk.clock.now())));
    const { id } = await desk.dutyOf(left.request);
    expect(await desk.app.prisma.request.count({ where: { dutyId: id } })).toBe(1);
    await endsWell(left);
  });

  it('is written for deletions from before, while the ids can be read', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    await desk.hold(held, 10);
    const [request, unreadable] = [
      await desk.erased([held, free]),
      await desk.erased([await heldPerson(), await desk.person()]),
    ];
    await desk.app.prisma.duty.deleteMany({ where: { requestId: { in: [request, unreadable] } } });
    const where = { id: { in: [request, unreadable] } };
    await desk.app.prisma.request.updateMany({ where, data: { dutiesUnwritten: true } });
    await desk.app.prisma.request.update({ where: { id: unreadable }, data: { wrappedIdKey: null } });
    desk.clock.forward(60 * DAY);
    await desk.service(Retention).run();
    expect((await desk.detail(request)).idsReadable).toBe(true);
    await desk.look();
    const page = await desk.client.call<{ unreadable: unknown[] }>('GET', '/api/v1/duties');
    expect(page.body.unreadable).toEqual([{ requestId: unreadable, projectId: desk.project.projectId }]);
    expect(await desk.dutyOf(request)).toMatchObject({ kind: 'held', basis: BASIS });
    await endsWell({ held, request });
    await desk.service(Retention).run();
    expect((await desk.detail(request)).idsReadable).toBe(false);
  });

  it('is written for deletions from before also where a later one is open, which is revoked then', async () => {
    const held = await desk.person();
    await desk.hold(held, 10);
    const request = await desk.erased([held, await desk.person()]);
    await desk.app.prisma.duty.deleteMany({ where: { requestId: request } });
    await desk.app.prisma.request.update({ where: { id: request }, data: { dutiesUnwritten: true } });
    const later = await desk.client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [held] });
    await desk.look();
    expect((await desk.client.call('POST', `/api/v1/requests/${later}/revoke`)).status).toBe(200);
    desk.clock.forward(20 * DAY);
    await endsWell({ held, request });
  });

  async function heldPerson(): Promise<string> {
    const id = await desk.person();
    await desk.hold(id, 1000);
    return id;
  }
});
