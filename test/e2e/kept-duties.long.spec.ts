import { DutyDeletions } from '../../src/duties/duty-deletions.service.js';
import { DutyNotices } from '../../src/notices/duty-notices.service.js';
import { TEST_MASTER_KEY } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { runCommand } from './cli-fixture.js';
import { DAY, DutyDesk } from './duties-fixture.js';

/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const TABLES = `
  CREATE TABLE invoice (id bigserial PRIMARY KEY, customer text NOT NULL, total numeric, issued date NOT NULL);
  CREATE INDEX ON invoice (customer);
  CREATE TABLE ticket (id bigserial PRIMARY KEY, author text NOT NULL, words text, opened date);
  CREATE INDEX ON ticket (author);
`;
const collection = (name: string, table: string, subject: string, until: string): string => `
  - name: ${name}
    title: The ${name}
    table: public.${table}
    project: ${FIRST_PROJECT}
    subject: ${subject}
    headers: { ${name === 'invoices' ? 'total' : 'words'}: { category: commercial_information } }
    policy: { keep: { basis: 'Basis of ${name}', until: ${until} } }
    purpose: Accounting
    recipients: []
    sourceCategory: Purchases
    retention: As the law says
`;
const INVOICES = collection('invoices', 'invoice', 'customer', '{ column: issued, zone: Europe/Berlin, plus: P10Y }');
const TICKETS = collection('tickets', 'ticket', 'author', 'the warranty has ended');
const DATA_MAP = `collections:${INVOICES}${TICKETS}`;

describe('what a policy keeps', () => {
  let desk: DutyDesk;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    desk = await DutyDesk.open({ database, dataMap: DATA_MAP });
    expect(desk.project.projectId).toBe(FIRST_PROJECT);
  });
  afterAll(() => desk.app.close());

  const sql = (statement: string, ...values: unknown[]) =>
    withClient(desk.app.databaseUrl, (client) => client.query(statement, values));
  const daysAgo = (days: number) => new Date(desk.clock.now().getTime() - days * DAY);
  const invoice = (customer: string, days: number) =>
    sql('INSERT INTO invoice (customer, total, issued) VALUES ($1, 9.5, $2)', customer, daysAgo(days));
  const ticket = (author: string) => sql(`INSERT INTO ticket (author, words) VALUES ($1, 'It broke.')`, author);
  const invoicesOf = (customer: string) => desk.count('SELECT count(*) FROM invoice WHERE customer = $1', customer);
  const ticketsOf = (author: string) => desk.count('SELECT count(*) FROM ticket WHERE author = $1', author);

  it('is erased after ten years, and the later one stays until its own', async () => {
    const [id, other] = [await desk.person(), await desk.person()];
    await invoice(id, 400);
    await invoice(id, 30);
    await invoice(other, 400);
    const request = await desk.erased([id]);
    expect(await desk.outcomes(request)).toEqual([['erased', 'Basis of invoices']]);
    const duty = await desk.dutyOf(request);
    expect(duty).toMatchObject({
      kind: 'kept',
      collections: [{ name: 'invoices', title: 'The invoices' }],
      distinctIds: [id],
      basis: 'Basis of invoices',
      state: 'owed',
    });
    expect(Math.abs(new Date(duty.dueAt ?? 0).getTime() - daysAgo(402 - 3652.5).getTime())).toBeLessThan(3 * DAY);
    await desk.years(8);
    await desk.tidy();
    expect((await desk.detail(request)).idsReadable).toBe(false);
    await desk.night();
    expect([await invoicesOf(id), await desk.dutyOf(request)]).toEqual([2, expect.objectContaining({ state: 'owed' })]);
    await desk.years(1);
    await desk.night();
    expect([await invoicesOf(id), await invoicesOf(other)]).toEqual([1, 1]);
    const later = await desk.dutyOf(request);
    expect(later).toMatchObject({ state: 'owed', carriedOutBy: null });
    expect(new Date(later.dueAt ?? 0).getTime()).toBeGreaterThan(new Date(duty.dueAt ?? 0).getTime() + 300 * DAY);
    await desk.years(2);
    await desk.night();
    expect([await invoicesOf(id), await invoicesOf(other)]).toEqual([0, 1]);
    const ended = await desk.dutyOf(request);
    expect(ended).toMatchObject({ state: 'carried-out', distinctIds: null });
    expect((await desk.recordOf(request)).afterwards.duties).toMatchObject([
      {
        kind: 'kept',
        collections: ['invoices'],
        basis: 'Basis of invoices',
        state: 'carried-out',
        carriedOutBy: ended.carriedOutBy,
      },
    ]);
  });

  it('goes without anything else of a customer who has come back since', async () => {
    const id = await desk.person();
    await invoice(id, 3600);
    const request = await desk.erased([id]);
    await desk.person(id);
    await ticket(id);
    desk.clock.forward(100 * DAY);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect([await invoicesOf(id), await desk.eventsOf(id), await ticketsOf(id)]).toEqual([0, 2, 1]);
  });

  it('has no date where the data map tells its end in words, and waits for somebody to decide', async () => {
    const id = await desk.person();
    await ticket(id);
    const request = await desk.erased([id]);
    expect(await desk.dutyOf(request)).toMatchObject({
      dueAt: null,
      state: 'owed',
      collections: [{ name: 'tickets' }],
    });
    expect((await desk.duties('&due=undated')).map(({ requestId }) => requestId)).toContain(request);
    await desk.years(1);
    await desk.night();
    expect([await ticketsOf(id), await desk.dutyOf(request)]).toEqual([1, expect.objectContaining({ state: 'owed' })]);
  });

  it('is carried out early, whatever the policy says', async () => {
    const [id, other] = [await desk.person(), await desk.person()];
    await ticket(id);
    await ticket(other);
    const request = await desk.erased([id]);
    const { id: duty } = await desk.dutyOf(request);
    const owner = await desk.owner();
    expect(await owner.post(`/duties/${duty}/carry-out`, { reason: `${id} said so` })).toMatchObject({
      status: 400,
      body: { code: 'duty-names-subject' },
    });
    const reason = 'The warranty has ended.';
    const answer = await owner.post(`/duties/${duty}/carry-out`, { reason });
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'under-way', reason, endedBy: desk.project.ownerEmail },
    });
    expect(await owner.post(`/duties/${duty}/carry-out`, { reason })).toMatchObject({
      status: 409,
      body: {
        code: 'duty-under-way',
        earlier: { decision: 'under-way', by: desk.project.ownerEmail, at: null },
      },
    });
    await desk.night();
    expect([await ticketsOf(id), await ticketsOf(other)]).toEqual([0, 1]);
    const ended = await desk.dutyOf(request);
    expect(ended).toMatchObject({ state: 'carried-out', reason });
    expect(await desk.detail(ended.carriedOutBy ?? '')).toMatchObject({
      openedBy: desk.project.ownerEmail,
      status: 'SUCCESS',
    });
    expect((await desk.recordOf(request)).afterwards.duties).toMatchObject([{ state: 'carried-out', reason }]);
  });

  it('is carried out early also where the first deletion failed, or the person was held before its sweep', async () => {
    const [one, other] = [await desk.person(), await desk.person()];
    await ticket(one);
    await invoice(other, 30);
    const [failing, holding] = [
      await desk.dutyOf(await desk.erased([one])),
      await desk.dutyOf(await desk.erased([other])),
    ];
    const owner = await desk.owner();
    for (const { id } of [failing, holding]) {
      expect(await owner.post(`/duties/${id}/carry-out`, { reason: 'The basis is gone.' })).toMatchObject({
        status: 200,
      });
    }
    const holdId = await desk.hold(other, 100);
    const { carriedOutBy } = await desk.dutyOf(failing.requestId ?? '');
    await desk.app.prisma.request.update({
      where: { id: carriedOutBy ?? '' },
      data: { status: 'FAILURE', finishedAt: desk.clock.now(), nextAttemptAt: null },
    });
    await desk.night();
    expect([await ticketsOf(one), await invoicesOf(other)]).toEqual([1, 1]);
    await desk.lift(holdId);
    desk.clock.forward(DAY);
    await desk.night();
    expect([await ticketsOf(one), await invoicesOf(other)]).toEqual([0, 0]);
    for (const { requestId } of [failing, holding]) {
      expect(await desk.dutyOf(requestId ?? '')).toMatchObject({ state: 'carried-out', reason: 'The basis is gone.' });
    }
  });

  it('is given up on a new basis, and its ids are destroyed', async () => {
    const id = await desk.person();
    await ticket(id);
    const request = await desk.erased([id]);
    const { id: duty } = await desk.dutyOf(request);
    const owner = await desk.owner();
    const words = { reason: 'A court asked for it.', basis: 'GDPR Art. 17(3)(e)' };
    expect(await owner.post(`/duties/${duty}/give-up`, words)).toMatchObject({
      status: 200,
      body: { state: 'given-up', newBasis: words.basis, reason: words.reason, distinctIds: null },
    });
    expect(await owner.post(`/duties/${duty}/give-up`, words)).toMatchObject({
      status: 405,
      body: {
        code: 'duty-ended',
        earlier: { decision: 'given-up', by: desk.project.ownerEmail, at: expect.any(String) },
      },
    });
    const stored = await desk.app.prisma.duty.findUniqueOrThrow({ where: { id: duty }, include: { ids: true } });
    expect(stored).toMatchObject({ wrappedIdKey: null, ids: [] });
    await desk.night();
    expect(await ticketsOf(id)).toBe(1);
    expect((await desk.recordOf(request)).afterwards.duties).toMatchObject([
      { state: 'given-up', newBasis: words.basis },
    ]);
    const told = await desk.app.prisma.auditEntry.findMany({
      where: { requestId: request, action: 'request.duty-given-up' },
    });
    expect(told).toMatchObject([{ actor: `user:${desk.project.ownerId}` }]);
    expect(JSON.stringify(told.map(({ detail }) => detail))).not.toContain(id);
  });

  it('is not carried out early of somebody who is held, before the hold is lifted', async () => {
    const id = await desk.person();
    await ticket(id);
    const request = await desk.erased([id]);
    const holdId = await desk.hold(id, 100);
    const { id: duty } = await desk.dutyOf(request);
    const owner = await desk.owner();
    const order = { reason: 'The warranty has ended.' };
    expect(await owner.post(`/duties/${duty}/carry-out`, order)).toMatchObject({
      status: 409,
      body: { code: 'duty-held' },
    });
    await desk.lift(holdId);
    expect(await owner.post(`/duties/${duty}/carry-out`, order)).toMatchObject({ status: 200 });
    await desk.night();
    expect(await ticketsOf(id)).toBe(0);
  });

  it('is decided about by owners who signed in, and by nobody else', async () => {
    const id = await desk.person();
    await ticket(id);
    const { id: duty } = await desk.dutyOf(await desk.erased([id]));
    const byToken = await desk.client.call('POST', `/api/v1/duties/${duty}/carry-out`, { reason: 'No reason at all.' });
    expect(byToken.status).toBe(401);
    const nobody = '00000000-0000-4000-8000-000000000009';
    const owner = await desk.owner();
    expect(await owner.post(`/duties/${nobody}/give-up`, { reason: 'x', basis: 'y' })).toMatchObject({ status: 404 });
    expect(await desk.dutyOf((await desk.duties())[0]?.requestId ?? '')).toMatchObject({ id: duty, state: 'owed' });
  });

  it('habeas duties: lists what is owed, and the operator decides', async () => {
    const id = await desk.person();
    await ticket(id);
    const { id: duty } = await desk.dutyOf(await desk.erased([id]));
    const { databaseUrl, dataDirectory, url } = desk.app;
    const habeas = (...words: string[]) =>
      runCommand(['duties', ...words], '', {
        DATABASE_URL: databaseUrl,
        HABEAS_MASTER_KEY: TEST_MASTER_KEY,
        HABEAS_DATA_DIR: dataDirectory,
        BASE_URL: url,
        HABEAS_TOKEN: desk.token,
      });
    const list = await habeas('list', '--state', 'owed', '--due', 'undated');
    expect([list.code, list.err]).toEqual([0, '']);
    for (const word of [duty, id, 'undated', 'tickets']) expect(list.out).toContain(word);
    const refused = await habeas('give-up', duty, '--reason', `About ${id}`, '--basis', 'A new one');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('(duty-names-subject)')]);
    const early = await habeas('carry-out', duty, '--reason', 'The warranty has ended.', '--json');
    expect([early.code, early.json()]).toEqual([0, { id: duty, state: 'under-way', carriedOutBy: expect.any(String) }]);
    await desk.night();
    expect(await ticketsOf(id)).toBe(0);
    expect((await habeas('carry-out', duty)).code).toBe(2);
  });

  it('is not begun while the project is closed, in which its rows are moved', async () => {
    const [early, due] = [await desk.person(), await desk.person()];
    await ticket(early);
    await invoice(due, 3600);
    const [one, other] = [await desk.dutyOf(await desk.erased([early])), await desk.dutyOf(await desk.erased([due]))];
    desk.clock.forward(100 * DAY);
    const owner = await desk.owner();
    const project = { where: { id: desk.project.projectId } };
    await desk.app.prisma.project.update({ ...project, data: { closedSince: desk.clock.now() } });
    const order = { reason: 'The warranty has ended.' };
    expect(await owner.post(`/duties/${one.id}/carry-out`, order)).toMatchObject({
      status: 409,
      body: { code: 'project-closed' },
    });
    expect(await desk.service(DutyDeletions).openDue(other.id)).toBeNull();
    await desk.app.prisma.project.update({ ...project, data: { closedSince: null } });
    expect(await owner.post(`/duties/${one.id}/carry-out`, order)).toMatchObject({ status: 200 });
    await desk.night();
    expect([await ticketsOf(early), await invoicesOf(due)]).toEqual([0, 0]);
  });

  it('is not taken back like a request that somebody opened', async () => {
    const id = await desk.person();
    await invoice(id, 3600);
    const request = await desk.erased([id]);
    desk.clock.forward(100 * DAY);
    await desk.look();
    const { carriedOutBy } = await desk.dutyOf(request);
    const path = `/api/v1/requests/${carriedOutBy ?? ''}`;
    expect(await desk.client.call('POST', `${path}/revoke`)).toMatchObject({
      status: 405,
      body: { code: 'carries-out-a-duty' },
    });
    const denial = await desk.client.call('POST', `${path}/deny`, { code: 'excessive' });
    expect(denial).toMatchObject({ status: 405, body: { code: 'carries-out-a-duty' } });
    await desk.client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [id] });
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
  });

  it('has a date as soon as the data map tells its end otherwise than in words', async () => {
    const [over, dayless] = [await desk.person(), await desk.person()];
    await ticket(over);
    await sql('UPDATE ticket SET opened = $2 WHERE author = $1', over, daysAgo(400));
    await ticket(over);
    await sql('UPDATE ticket SET opened = $2 WHERE author = $1 AND opened IS NULL', over, daysAgo(10));
    await ticket(dayless);
    const [request, other] = [await desk.erased([over]), await desk.erased([dayless])];
    expect(await desk.dutyOf(request)).toMatchObject({ dueAt: null });
    await desk.restart(
      database,
      DATA_MAP.replace('the warranty has ended', '{ column: opened, zone: Europe/Berlin, plus: P1Y }'),
    );
    await desk.night();
    expect([await ticketsOf(over), await ticketsOf(dayless)]).toEqual([1, 1]);
    const duty = await desk.dutyOf(request);
    expect(duty).toMatchObject({ state: 'owed', dueAt: expect.any(String) });
    expect(await desk.dutyOf(other)).toMatchObject({ state: 'owed', dueAt: null });
    const opened = await desk.app.prisma.request.count({ where: { NOT: { dutyId: null } } });
    await desk.look();
    expect(await desk.app.prisma.request.count({ where: { NOT: { dutyId: null } } })).toBe(opened);
    await desk.years(1);
    await desk.night();
    expect([await ticketsOf(over), await ticketsOf(dayless)]).toEqual([0, 1]);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
  });

  it('is dated anew where the data map says another period, and what is over by that goes', async () => {
    const [over, kept] = [await desk.person(), await desk.person()];
    await invoice(over, 7 * 365);
    await invoice(kept, 30);
    const [first, second] = [await desk.erased([over]), await desk.erased([kept])];
    const before = new Date((await desk.dutyOf(second)).dueAt ?? 0);
    await desk.restart(database, DATA_MAP.replace('P10Y', 'P6Y'));
    await desk.night();
    expect([await invoicesOf(over), await invoicesOf(kept)]).toEqual([0, 1]);
    expect((await desk.dutyOf(first)).state).toBe('carried-out');
    const { state, dueAt } = await desk.dutyOf(second);
    expect([state, before.getUTCFullYear() - new Date(dueAt ?? 0).getUTCFullYear()]).toEqual(['owed', 4]);
    const opened = await desk.app.prisma.request.count({ where: { NOT: { dutyId: null } } });
    await desk.look();
    expect(await desk.app.prisma.request.count({ where: { NOT: { dutyId: null } } })).toBe(opened);
  });

  it('goes as soon as the data map keeps it no longer, whatever date it had; of somebody held when the hold has ended', async () => {
    const [dated, undated, held, client] = [
      await desk.person(),
      await desk.person(),
      await desk.person(),
      await desk.person(),
    ];
    for (const id of [dated, held, client]) await invoice(id, 30);
    await ticket(undated);
    const requests = [await desk.erased([dated]), await desk.erased([undated]), await desk.erased([held])];
    const holdId = await desk.hold(held, 100);
    await desk.restart(
      database,
      DATA_MAP.replace(/policy: { keep: { basis: 'Basis of invoices'.*/, 'policy: erase').replace(
        /policy: { keep: { basis: 'Basis of tickets'.*/,
        'policy: { anonymize: [words] }',
      ),
    );
    await desk.night();
    expect([await invoicesOf(dated), await invoicesOf(held), await invoicesOf(client)]).toEqual([0, 1, 1]);
    expect(await desk.count('SELECT count(*) FROM ticket WHERE author = $1 AND words IS NULL', undated)).toBe(1);
    expect(await Promise.all(requests.map(async (id) => (await desk.dutyOf(id)).state))).toEqual([
      'carried-out',
      'carried-out',
      'owed',
    ]);
    const putOff = { requestId: requests[2] ?? '', type: 'duty-put-off' };
    const told = await desk.app.prisma.requestEvent.count({ where: putOff });
    await desk.look();
    await desk.look();
    expect(await desk.app.prisma.requestEvent.count({ where: putOff })).toBe(told);
    await desk.lift(holdId);
    await desk.night();
    expect([await invoicesOf(held), await invoicesOf(client)]).toEqual([0, 1]);
  });

  it('is an alarm where it has been due for a day and could not be taken up', async () => {
    await desk.restart(database, DATA_MAP);
    const id = await desk.person();
    await invoice(id, 3600);
    const request = await desk.erased([id]);
    const { dueAt } = await desk.dutyOf(request);
    await desk.restart(database, `collections:${TICKETS}`);
    const ready = async () => (await fetch(`${desk.app.url}/readyz`)).json() as Promise<object>;
    desk.clock.forward(new Date(dueAt ?? 0).getTime() - desk.clock.now().getTime() + DAY / 2);
    await desk.look();
    expect(await ready()).not.toHaveProperty('duties');
    desk.clock.forward(DAY);
    await desk.look();
    expect(await ready()).toMatchObject({ status: 'ok', duties: { overdueSince: dueAt } });
    await desk.app.prisma.user.updateMany({
      where: { id: desk.project.ownerId },
      data: { emailVerifiedAt: desk.clock.now(), homeOrganizationId: null },
    });
    await desk.service(DutyNotices).collect();
    await desk.service(DutyNotices).collect();
    const notices = await desk.app.prisma.notice.findMany({ where: { kind: 'duty' } });
    expect(notices.map(({ userId, facts }) => [userId, facts])).toEqual([
      [desk.project.ownerId, { what: 'duty', project: 'acme app', since: dueAt, waiting: 1 }],
    ]);
    await desk.restart(database, DATA_MAP);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await ready()).not.toHaveProperty('duties');
  });

  it('stays owed where the data map has lost its table, whatever is erased of the person meanwhile', async () => {
    const id = await desk.person();
    await invoice(id, 30);
    await ticket(id);
    const request = await desk.erased([id]);
    await desk.restart(database, `collections:${collection('tickets', 'ticket', 'author', 'the warranty has ended')}`);
    await desk.person(id);
    expect(await desk.outcomes(await desk.erased([id]))).toEqual([['erased', 'Basis of tickets']]);
    expect(await invoicesOf(id)).toBe(1);
    const left = (await desk.duties(`&requestId=${request}`)).find(({ collections: [of] }) => of?.name === 'invoices');
    expect(left).toMatchObject({ state: 'owed', distinctIds: [id] });
  });
});
