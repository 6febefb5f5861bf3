import { BASIS, DAY, DutyDesk } from './duties-fixture.js';

describe('of a project that hashes ids what a hold postpones', () => {
  let desk: DutyDesk;

  beforeAll(async () => {
    desk = await DutyDesk.open({}, { hashIds: true });
  });
  afterAll(() => desk.app.close());

  it('is found by the id that was asked for, and erased under its hash', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    expect((await desk.dutyOf(request)).distinctIds?.[0]).toBe(held);
    const rows = () => desk.count('SELECT count(*) FROM subject_data.events');
    expect(await rows()).toBe(2);
    await desk.lift(holdId);
    expect(await desk.duties('&due=now')).toHaveLength(1);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await rows()).toBe(0);
  });
});

describe('the file that a deletion left', () => {
  let desk: DutyDesk;

  beforeAll(async () => {
    desk = await DutyDesk.open();
  });
  afterAll(() => desk.app.close());

  it('is owed until it expires', async () => {
    const { exportId, deletionId } = await desk.exportedAndErased([await desk.person()]);
    const { expiresAt } = await desk.app.prisma.artifact.findUniqueOrThrow({ where: { requestId: exportId } });
    const duty = await desk.dutyOf(deletionId);
    expect(duty).toMatchObject({
      kind: 'export-spared',
      distinctIds: null,
      state: 'owed',
      dueAt: expiresAt.toISOString(),
    });
    desk.clock.forward(61 * DAY);
    await desk.tidy();
    await desk.look();
    expect(await desk.dutyOf(deletionId)).toMatchObject({ state: 'carried-out', carriedOutBy: null });
    expect((await desk.recordOf(deletionId)).afterwards.duties).toMatchObject([
      { kind: 'export-spared', state: 'carried-out', collections: [] },
    ]);
  });

  it('is destroyed before where an owner says so, and is not given up', async () => {
    const { exportId, deletionId } = await desk.exportedAndErased([await desk.person()]);
    const { id } = await desk.dutyOf(deletionId);
    const owner = await desk.owner();
    const words = { reason: 'The person has it.', basis: 'None' };
    expect(await owner.post(`/duties/${id}/give-up`, words)).toMatchObject({
      status: 405,
      body: { code: 'duty-of-a-file' },
    });
    const answer = await owner.post(`/duties/${id}/carry-out`, { reason: words.reason });
    expect(answer).toMatchObject({ status: 200, body: { state: 'under-way' } });
    await desk.tidy();
    await desk.look();
    expect(await desk.dutyOf(deletionId)).toMatchObject({ state: 'carried-out', reason: words.reason });
    const artifact = await desk.app.prisma.artifact.findUniqueOrThrow({ where: { requestId: exportId } });
    expect(artifact.destroyedAt).not.toBeNull();
  });
});

describe('what a hold postpones', () => {
  let desk: DutyDesk;

  beforeAll(async () => {
    desk = await DutyDesk.open();
  });
  afterAll(() => desk.app.close());

  it('is owed from the moment in which the deletion leaves it, under a key of its own', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    expect(await desk.outcomes(request)).toEqual([
      ['held', BASIS],
      ['erased', null],
    ]);
    const duty = await desk.dutyOf(request);
    expect(duty).toMatchObject({
      kind: 'held',
      requestId: request,
      collections: [],
      distinctIds: [held],
      basis: BASIS,
      state: 'owed',
      carriedOutBy: null,
    });
    const hold = await desk.app.prisma.hold.findFirstOrThrow({ orderBy: { placedAt: 'desc' } });
    expect(duty.dueAt).toBe(hold.until.toISOString());
    expect((await desk.recordOf(request)).afterwards.duties).toMatchObject([
      { kind: 'held', basis: BASIS, state: 'owed', subjects: 1, endedAt: null },
    ]);
    const types = (await desk.detail(request)).timeline.map(({ type }) => type);
    expect(types.indexOf('duty-left')).toBeLessThan(types.indexOf('succeeded'));
  });

  it('is erased after a year, when the hold has ended by itself and the ids of the deletion are long destroyed', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    await desk.hold(held, 366);
    const request = await desk.erased([held, free]);
    desk.clock.forward(40 * DAY);
    await desk.tidy();
    expect((await desk.detail(request)).idsReadable).toBe(false);
    await desk.night();
    expect(await desk.eventsOf(held)).toBe(2);
    await desk.years(1);
    await desk.night();
    const duty = await desk.dutyOf(request);
    expect(duty).toMatchObject({ state: 'carried-out', distinctIds: null, endedAt: expect.any(String) });
    expect(await desk.eventsOf(held)).toBe(0);
    const carried = await desk.detail(duty.carriedOutBy ?? '');
    expect(carried).toMatchObject({
      status: 'SUCCESS',
      openedBy: 'habeas',
      dutyId: duty.id,
      regime: 'GDPR',
      subjectCount: 1,
    });
    expect(carried.subjects).toMatchObject([{ distinctId: held, outcome: 'erased' }]);
    const stored = await desk.app.prisma.duty.findUniqueOrThrow({ where: { id: duty.id }, include: { ids: true } });
    expect(stored).toMatchObject({ wrappedIdKey: null, ids: [] });
    const record = await desk.recordOf(request);
    expect(record.revision).toBeGreaterThan(1);
    expect(record.afterwards.duties).toMatchObject([
      { kind: 'held', state: 'carried-out', carriedOutBy: duty.carriedOutBy, endedAt: duty.endedAt },
    ]);
    expect(JSON.stringify(record)).not.toContain(held);
  });

  it('is due at once when the hold is lifted after a year, and nobody is asked to open anything', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    await desk.years(1);
    await desk.night();
    expect(await desk.eventsOf(held)).toBe(2);
    await desk.lift(holdId);
    expect((await desk.duties('&due=now')).map(({ requestId }) => requestId)).toContain(request);
    await desk.look();
    const shown = await desk.detail(request);
    expect(shown.attention).toEqual([]);
    expect(shown.subjects).toMatchObject([{ outcome: 'held', holdEndedAt: expect.any(String) }, { holdEndedAt: null }]);
    expect(shown.timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['hold-ended', 'duty-begun']));
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await desk.eventsOf(held)).toBe(0);
  });

  it('waits for the last of two holds, and for one that is placed later', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const first = await desk.hold(held, 100);
    const second = await desk.hold(held, 200);
    const request = await desk.erased([held, free]);
    await desk.lift(second);
    const { until } = await desk.app.prisma.hold.findUniqueOrThrow({ where: { id: first } });
    expect((await desk.dutyOf(request)).dueAt).toBe(until.toISOString());
    const third = await desk.hold(held, 300, 'Tax audit');
    const longer = await desk.app.prisma.hold.findUniqueOrThrow({ where: { id: third } });
    expect((await desk.dutyOf(request)).dueAt).toBe(longer.until.toISOString());
    await desk.lift(first);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'owed' });
    expect(await desk.eventsOf(held)).toBe(2);
    await desk.lift(third);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await desk.eventsOf(held)).toBe(0);
  });

  it('stays owed where the person is held again between the opening and the sweep', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    await desk.lift(holdId);
    await desk.look();
    const opened = await desk.dutyOf(request);
    expect(opened).toMatchObject({ state: 'under-way' });
    await desk.hold(held, 500, 'Another claim');
    await desk.night();
    expect(await desk.detail(opened.carriedOutBy ?? '')).toMatchObject({ status: 'SUCCESS' });
    expect(await desk.outcomes(opened.carriedOutBy ?? '')).toEqual([['held', 'Another claim']]);
    const duty = await desk.dutyOf(request);
    expect(duty).toMatchObject({ state: 'owed', carriedOutBy: null });
    expect(new Date(duty.dueAt ?? 0).getTime() - desk.clock.now().getTime()).toBeGreaterThan(490 * DAY);
    expect(await desk.eventsOf(held)).toBe(2);
  });

  it('takes along what was linked with the person while they were held', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    const alias = `${held}-since`;
    await desk.person(alias);
    const properties = {
      time: desk.clock.now().getTime() - 1000,
      distinct_id: held,
      alias,
      $insert_id: `alias-${alias}`,
    };
    await desk.client.importEvents([{ event: '$create_alias', properties }]);
    await desk.lift(holdId);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect([await desk.eventsOf(held), await desk.eventsOf(alias)]).toEqual([0, 0]);
  });

  it('waits for a hold on an id that was linked with the person since, and is due when that is lifted', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    const alias = `${held}-claimant`;
    await desk.person(alias);
    const properties = { time: desk.clock.now().getTime() - 1000, distinct_id: held, alias, $insert_id: alias };
    await desk.client.importEvents([{ event: '$create_alias', properties }]);
    const second = await desk.hold(alias, 300, 'Another claim');
    const { until } = await desk.app.prisma.hold.findUniqueOrThrow({ where: { id: second } });
    await desk.lift(holdId);
    for (let nights = 0; nights < 3; nights += 1) await desk.night();
    const { id, ...waiting } = await desk.dutyOf(request);
    expect(waiting).toMatchObject({ state: 'owed', carriedOutBy: null, dueAt: until.toISOString() });
    expect(waiting.distinctIds).toEqual([held]);
    expect(await desk.app.prisma.request.count({ where: { dutyId: id } })).toBe(0);
    await desk.lift(second);
    expect((await desk.duties('&due=now')).map((duty) => duty.id)).toContain(id);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect([await desk.eventsOf(held), await desk.eventsOf(alias)]).toEqual([0, 0]);
  });

  it('ends as carried out by another deletion that has erased the person meanwhile', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    await desk.lift(holdId);
    const again = await desk.erased([held]);
    expect(await desk.outcomes(again)).toEqual([['erased', null]]);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out', carriedOutBy: again });
    await desk.night();
    expect(await desk.app.prisma.request.count({ where: { NOT: { dutyId: null }, status: 'PENDING' } })).toBe(0);
  });

  it('is not lost by ten years in which nobody looked', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    await desk.hold(held, 3000);
    const request = await desk.erased([held, free]);
    await desk.years(10);
    await desk.tidy();
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await desk.eventsOf(held)).toBe(0);
  });

  it('is not erased by a clock that jumped', async () => {
    const [held, free] = [await desk.person(), await desk.person()];
    await desk.hold(held, 30);
    const request = await desk.erased([held, free], { regime: 'GDPR' });
    await desk.app.prisma.duty.updateMany({ where: { requestId: request }, data: { dueAt: new Date(0) } });
    const { lived } = desk.clock;
    desk.clock.lived = () => 0;
    desk.clock.forward(100 * DAY);
    await desk.look();
    desk.clock.lived = lived;
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'owed' });
  });
});
