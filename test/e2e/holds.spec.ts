import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import type { HoldPage, HoldView, HoldViews } from '../../src/holds/index.js';
import { ARRIVALS_LOCK } from '../../src/platform/prisma/prisma.service.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { SweepIntake } from '../../src/deletions/sweep/sweep-intake.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient, type Answer } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import {
  A,
  B,
  C,
  loadThreeSubjects,
  rowsOf,
  SHOP_TABLES,
  shopDataMap,
  totals,
  withClient,
} from '../support/three-subjects.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { countWaiting } from '../support/waiting-locks.js';
import { fileOf, readZip } from '../support/zip.js';
import { openCommands } from './cli-fixture.js';

const DAY = 86_400_000;
const BASIS = 'GDPR Art. 17(3)(e): litigation';
const EVENTS = ['subject_data.events'];
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;

type Problem = Record<string, unknown>;

describe('holds and policies', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: shopDataMap(FIRST_PROJECT) });
    project = await createProject(app);
    expect(project.projectId).toBe(FIRST_PROJECT);
    client = new ApiClient(app, project);
  });

  afterAll(() => app.close());

  const inDays = (days: number): string => new Date(clock.now().getTime() + days * DAY).toISOString();
  const sweep = (): Promise<void> => sweepPastNeighbours(app, clock);
  const detail = async (id: string): Promise<RequestDetail> =>
    (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const outcomes = async (id: string) =>
    (await detail(id)).subjects.map(({ outcome, outcomeDetail }) => [outcome, outcomeDetail]);
  const lift = (id: string): Promise<Answer<HoldView & Problem>> => client.call('POST', `/api/v1/holds/${id}/lift`);

  async function place(distinctIds: string[], more: object = {}): Promise<Answer<HoldViews & Problem>> {
    const body = { projectId: project.projectId, distinctIds, basis: BASIS, until: inDays(400), ...more };
    return client.call('POST', '/api/v1/holds', body);
  }

  async function hold(distinctIds: string[], more: object = {}): Promise<string> {
    const { status, body } = await place(distinctIds, more);
    expect([status, body.code]).toEqual([201, undefined]);
    return body.results[0]?.id ?? '';
  }

  async function person(events = 2, id = `held-person-${++number}`): Promise<string> {
    const time = clock.now().getTime() - 60_000;
    await client.importEvents(
      Array.from({ length: events }, () => ({
        event: 'Song played',
        properties: { time, distinct_id: id, $insert_id: `insert-${++number}`, $os: 'iOS', utm_source: 'mail' },
      })),
    );
    return id;
  }

  async function eventsOf(...ids: string[]): Promise<string[]> {
    return (await rowsOf(app.databaseUrl, ids, EVENTS))['subject_data.events'] ?? [];
  }

  async function stagedDeletion(distinctIds: string[], order: object = {}): Promise<string> {
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds, ...order });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    return request;
  }

  async function deletionInSweep(distinctIds: string[], order: object = {}): Promise<string> {
    const request = await stagedDeletion(distinctIds, order);
    clock.forward(DAY);
    return request;
  }

  async function exported(distinctIds: string[]): Promise<string> {
    const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds });
    await app.application.get(ExportRun, { strict: false }).run(request);
    return request;
  }

  async function filesOf(exportId: string): Promise<Map<string, string>> {
    const response = await fetch(`${app.url}/api/v1/requests/${exportId}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    return response.status === 200 ? readZip(Buffer.from(await response.arrayBuffer())) : new Map<string, string>();
  }

  async function eventTypes(requestId: string): Promise<string[]> {
    return (await detail(requestId)).timeline.map(({ type }) => type);
  }

  /** Stands at the door that both want, until they wait there one behind the other; then they go in, in this order. */
  async function inThisOrder<One, Other>(
    one: () => Promise<One>,
    other: () => Promise<Other>,
  ): Promise<[first: One, second: Other]> {
    const waiting = { arrivalsOf: project.projectId };
    return withClient(app.databaseUrl, async (door) => {
      await door.query('BEGIN');
      await door.query('SELECT pg_advisory_xact_lock($1, $2)', [ARRIVALS_LOCK, project.projectId]);
      const first = one();
      await until('the first at the door', async () => (await countWaiting(door, waiting)) === 1);
      const second = other();
      await until('the second at the door', async () => (await countWaiting(door, waiting)) === 2);
      await door.query('COMMIT');
      return Promise.all([first, second]);
    });
  }

  /** Keeps the engine from removing rows, so that a sweep stands between erasing and reading back. */
  async function whileOlderSnapshot(work: () => Promise<void>): Promise<void> {
    await withClient(app.databaseUrl, async (older) => {
      await older.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await older.query('SELECT count(*) FROM subject_data.events');
      await work();
      await older.query('COMMIT');
    });
  }

  describe('a hold placed while the sweep runs', () => {
    it('wins where it was placed a moment before the sweep takes the deletion', async () => {
      const id = await person();
      const before = await eventsOf(id);
      const request = await deletionInSweep([id]);
      const [placed] = await inThisOrder(() => place([id]), sweep);
      expect(placed.status).toBe(201);
      expect(await outcomes(request)).toEqual([['held', BASIS]]);
      expect(await eventsOf(id)).toEqual(before);
    });

    it('is refused for all of its subjects where it comes a moment after, and the erasure ends', async () => {
      const [gone, other] = [await person(), await person()];
      const properties = { time: 1_770_000_000, distinct_id: gone, alias: 'gone-too', $insert_id: 'alias-of-gone' };
      await client.importEvents([{ event: '$create_alias', properties }]);
      const request = await deletionInSweep([gone]);
      const holds = await app.prisma.hold.count();
      const [, refused] = await inThisOrder(sweep, () => place([other, 'gone-too']));
      expect([refused.status, refused.body.code]).toEqual([409, 'deletion-started']);
      expect(refused.body).toMatchObject({ conflictingDistinctIds: ['gone-too'] });
      expect(await app.prisma.hold.count()).toBe(holds);
      expect(await outcomes(request)).toEqual([['erased', null]]);
      expect(await eventsOf(gone)).toEqual([]);
      expect((await place([gone])).status).toBe(201);
    });
  });

  describe('a UUID in whatever letter case', () => {
    const spellingsOf = (end: string) => {
      const mixed = `3F2b8c1e-5d4A-4c6b-9e7f-0a1b2c3d4e${end}`;
      return [mixed, mixed.toLowerCase(), mixed.toUpperCase(), mixed.replace('F2b', 'f2B')];
    };

    it('is refused a hold when its deletion has started', async () => {
      const uuids = ['10', '11', '12', '13'].map(spellingsOf);
      const asked = await Promise.all(uuids.map((spellings, index) => person(1, spellings[index])));
      const request = await deletionInSweep(asked);
      await whileOlderSnapshot(async () => {
        await sweepOnce(app);
        expect((await detail(request)).status).toBe('STARTED');
        for (const spelling of uuids.flat()) {
          const { status, body } = await place([spelling, 'beside-a-uuid']);
          expect([status, body.conflictingDistinctIds]).toEqual([409, [spelling]]);
        }
      });
      clock.forward(DAY);
      await sweep();
      expect((await detail(request)).status).toBe('SUCCESS');
    });

    it('is kept by a hold, and waits for no other once it is lifted', async () => {
      const uuids = ['20', '21', '22', '23'].map(spellingsOf);
      const asked = await Promise.all(uuids.map((spellings, index) => person(1, spellings[index])));
      const others = uuids.map((spellings, index) => spellings[(index + 1) % 4] ?? '');
      const holds = await Promise.all(others.map((other) => hold([other], { until: inDays(20) })));
      const requests = await Promise.all(asked.map((id) => client.open({ kind: 'deletion', distinctIds: [id] })));
      clock.forward(DAY);
      for (const id of requests) await app.application.get(DeletionStaging, { strict: false }).stage(id);
      clock.forward(DAY);
      await sweep();
      for (const [index, id] of requests.entries()) {
        expect(await detail(id)).toMatchObject({ status: 'STAGING', waitingFor: 'hold' });
        await lift(holds[index] ?? '');
        expect(await detail(id)).toMatchObject({ waitingFor: 'sweep' });
      }
      await sweep();
      for (const id of requests) expect(await outcomes(id)).toEqual([['erased', null]]);
    });
  });

  it('keeps every row of a person who is held under another of their ids, and erases the other subject', async () => {
    await loadThreeSubjects(client, app.databaseUrl, project);
    const [ada = '', , oldId = ''] = A;
    const artifact = await exported([ada, B[0] ?? '']);
    const before = {
      A: await rowsOf(app.databaseUrl, A),
      C: await rowsOf(app.databaseUrl, C),
      all: await totals(app.databaseUrl),
    };
    const erasable = await rowsOf(app.databaseUrl, B);
    const request = await deletionInSweep([ada, B[0] ?? '']);
    await hold([oldId]);
    await sweep();
    const shown = await detail(request);
    expect(shown.status).toBe('SUCCESS');
    expect(await outcomes(request)).toEqual([
      ['held', BASIS],
      ['erased', expect.stringContaining('§147 AO')],
    ]);
    expect(shown.timeline.find(({ type }) => type === 'started')?.detail).toMatchObject({ held: 1 });
    expect(shown.timeline.find(({ type }) => type === 'succeeded')?.detail).toMatchObject({
      outcomes: { erased: 1, held: 1 },
    });
    expect(await rowsOf(app.databaseUrl, A)).toEqual(before.A);
    expect(await rowsOf(app.databaseUrl, C)).toEqual(before.C);
    expect(await eventsOf(...B)).toEqual([]);
    const after = await totals(app.databaseUrl);
    for (const [table, total] of Object.entries(before.all)) {
      const stays = ['public.invoice', 'public.feedback'].includes(table);
      expect([table, after[table]]).toEqual([table, total - (stays ? 0 : (erasable[table]?.length ?? 0))]);
    }
    const files = [...(await filesOf(artifact)).keys()];
    expect(files.filter((name) => name.endsWith('events.jsonl'))).toEqual([
      expect.stringMatching(/^subject-[0-9a-f]{12}-0001\/[0-9a-f]{12}-0001-events\.jsonl$/),
    ]);
  });

  it('takes in what still arrives of a held person, and lets the deletion be asked for again', async () => {
    const [ada = ''] = A;
    const earlier = (await eventsOf(ada)).length;
    await client.importEvents([
      { event: 'Song played', properties: { time: 1_770_000_000, distinct_id: ada, $insert_id: 'while-held' } },
    ]);
    expect(await eventsOf(ada)).toHaveLength(earlier + 1);
    const again = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [ada] });
    expect((await client.call('POST', `/api/v1/requests/${again}/revoke`)).status).toBe(200);
  });

  it('leaves the held one out of a sweep that goes on after a failure, though the hold was lifted meanwhile', async () => {
    const [gone, stays] = [await person(), await person()];
    const before = await eventsOf(stays);
    const request = await deletionInSweep([gone, stays]);
    const holdId = await hold([stays]);
    await whileOlderSnapshot(async () => {
      await sweepOnce(app);
      expect((await detail(request)).status).toBe('STARTED');
      expect(await outcomes(request)).toEqual([
        [null, null],
        ['held', BASIS],
      ]);
      expect((await place([gone])).body.code).toBe('deletion-started');
      expect((await lift(holdId)).body).toMatchObject({ state: 'lifted' });
    });
    const { sweepId } = await app.prisma.request.update({
      where: { id: request },
      data: { sweepId: '00000000-0000-4000-8000-000000000001' },
    });
    // What a worker that helps with a part goes by.
    const [taken] = await app.application.get(SweepIntake, { strict: false }).underway(sweepId ?? '');
    expect(taken?.subjects.map(({ ordinal }) => ordinal)).toEqual([0]);
    clock.forward(DAY);
    await sweep();
    expect(await outcomes(request)).toEqual([
      ['erased', null],
      ['held', BASIS],
    ]);
    expect(await eventsOf(gone)).toEqual([]);
    expect(await eventsOf(stays)).toEqual(before);
  });

  it('waits where every subject is held and the deadline allows it, and erases them when the hold is lifted', async () => {
    const id = await person();
    const holdId = await hold([id], { until: inDays(20), basis: 'Tax audit' });
    const longer = await hold([id], { until: inDays(21) });
    const request = await deletionInSweep([id]);
    const before = await eventsOf(id);
    await sweep();
    const until = (await app.prisma.hold.findUniqueOrThrow({ where: { id: longer } })).until.toISOString();
    expect(await detail(request)).toMatchObject({ status: 'STAGING', waitingFor: 'hold', waitingUntil: until });
    await sweep();
    expect(await eventsOf(id)).toEqual(before);
    await lift(holdId);
    await sweep();
    expect(await detail(request)).toMatchObject({ status: 'STAGING', waitingFor: 'hold' });
    await lift(longer);
    expect(await detail(request)).toMatchObject({ waitingFor: 'sweep' });
    await sweep();
    expect(await outcomes(request)).toEqual([['erased', null]]);
    expect((await eventTypes(request)).filter((type) => type === 'waiting-for-hold')).toHaveLength(1);
    expect(await eventsOf(id)).toEqual([]);
  });

  it('erases them when the last hold has ended by itself', async () => {
    const id = await person();
    await hold([id], { until: inDays(10) });
    const request = await deletionInSweep([id]);
    await sweep();
    expect(await detail(request)).toMatchObject({ waitingFor: 'hold' });
    clock.forward(9 * DAY);
    await sweep();
    expect(await outcomes(request)).toEqual([['erased', null]]);
  });

  it('lets a deletion that waits for a hold be revoked', async () => {
    const id = await person();
    await hold([id], { until: inDays(10) });
    const request = await deletionInSweep([id]);
    await sweep();
    expect((await client.call('POST', `/api/v1/requests/${request}/revoke`)).status).toBe(200);
    clock.forward(10 * DAY);
    await sweep();
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it('ends a deletion whose every subject is held beyond its deadline, read back, with nothing hidden or erased', async () => {
    const [one, other] = [await person(), await person()];
    const before = await eventsOf(one, other);
    await hold([one, other], { basis: 'Litigation' });
    await hold([other], { basis: '§1798.105(d)(8)' });
    const request = await deletionInSweep([one, other], { regime: 'CCPA', disclosure: 'Sources' });
    await whileOlderSnapshot(sweep);
    const shown = await detail(request);
    expect(shown).toMatchObject({ status: 'SUCCESS', hiddenAt: null, erasedAt: null });
    expect(await outcomes(request)).toEqual([
      ['held', 'Litigation'],
      ['held', 'Litigation; §1798.105(d)(8)'],
    ]);
    expect(shown.collections.length).toBeGreaterThan(3);
    for (const { rows, erasedAt, verifiedAt, survivors } of shown.collections) {
      expect({ rows, erasedAt, verified: verifiedAt !== null, survivors }).toEqual({
        rows: 0,
        erasedAt: null,
        verified: true,
        survivors: 0,
      });
    }
    expect(await eventsOf(one, other)).toEqual(before);
  });

  it('tells of holds before: in a preview, and when a deletion is staged', async () => {
    const [held, free] = [await person(), await person()];
    await hold([held]);
    const body = { projectId: project.projectId, kind: 'deletion', distinctIds: [held, free] };
    const preview = await client.call('POST', '/api/v1/requests/preview', body);
    expect(preview.body).toMatchObject({
      heldSubjects: 1,
      subjects: [
        { distinctId: held, held: BASIS, rows: 2 },
        { distinctId: free, held: null, rows: 2 },
      ],
    });
    const anExport = await client.call('POST', '/api/v1/requests/preview', { ...body, kind: 'export' });
    expect(anExport.body).toMatchObject({ heldSubjects: 0 });
    const { timeline } = await detail(await stagedDeletion([held, free]));
    expect(timeline.find(({ type }) => type === 'staged')?.detail).toMatchObject({ held: 1 });
  });

  it('a kept invoice beside an erased newsletter', async () => {
    const id = 'customer-4711';
    await withClient(app.databaseUrl, async (sql) => {
      await sql.query(`INSERT INTO newsletter VALUES ($1, 'mail@example.com', '2025-05-05')`, [id]);
      await sql.query(`INSERT INTO invoice (customer, total, issued) VALUES ($1, 19.99, '2025-06-06')`, [id]);
    });
    const before = await rowsOf(app.databaseUrl, [id]);
    expect(before['public.newsletter']).toHaveLength(1);
    const request = await deletionInSweep([id]);
    await sweep();
    const shown = await detail(request);
    expect(await outcomes(request)).toEqual([['erased', 'Retention of invoices (§147 AO)']]);
    const after = await rowsOf(app.databaseUrl, [id]);
    expect(after['public.newsletter']).toEqual([]);
    expect(after['public.invoice']).toEqual(before['public.invoice']);
    expect(shown.collections).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ collection: 'newsletter', policy: 'erase', rows: 1, survivors: 0 }),
        expect.objectContaining({ collection: 'invoices', policy: 'keep', rows: 1, erasedAt: null }),
      ]),
    );
  });

  it('two people on one device where one asks', async () => {
    const [ann, bob, device] = ['ann-at-the-till', 'bob-at-the-till', '$device:till'];
    const time = clock.now().getTime() - 60_000;
    const event = (name: string, ids: object) => ({
      event: name,
      properties: { time, $insert_id: `till-${++number}`, $device_id: 'till', ...ids },
    });
    await client.importEvents([
      event('Till opened', {}),
      event('Sold by ann', { $user_id: ann }),
      event('Sold by ann', { $user_id: ann }),
      event('Sold by bob', { $user_id: bob }),
      event('Till closed', {}),
    ]);
    const before = { bob: await rowsOf(app.databaseUrl, [bob]), device: await eventsOf(device) };
    expect(before.device).toHaveLength(2);

    const preview = await client.call('POST', '/api/v1/requests/preview', {
      projectId: project.projectId,
      kind: 'deletion',
      distinctIds: [ann, device],
    });
    expect(preview.body).toMatchObject({
      ambiguousSubjects: 2,
      subjects: [
        { distinctId: ann, linkedIds: 1, ambiguousIds: 1 },
        { distinctId: device, linkedIds: 0, ambiguousIds: 1, rows: 0 },
      ],
    });

    const answered = await exported([ann, device]);
    expect((await outcomes(answered)).map(([outcome]) => outcome)).toEqual(['exported', 'ambiguous']);
    const files = await filesOf(answered);
    const disclosed = [...files].filter(([name]) => name.startsWith('subject-')).map(([, text]) => text);
    expect(fileOf(files, 1, 'events.jsonl')?.trim().split('\n')).toHaveLength(2);
    expect(disclosed.join()).toContain('Sold by ann');
    for (const others of ['Sold by bob', bob, 'Till opened', 'Till closed'])
      expect(disclosed.join()).not.toContain(others);

    const request = await deletionInSweep([ann, device]);
    await sweep();
    const { subjects } = await detail(request);
    expect(subjects).toMatchObject([
      { distinctId: ann, outcome: 'erased', ambiguousIds: 1 },
      { distinctId: device, outcome: 'ambiguous', linkedIds: 0, ambiguousIds: 1 },
    ]);
    expect(await eventsOf(ann)).toEqual([]);
    expect(await eventsOf(device)).toEqual(before.device);
    expect(await rowsOf(app.databaseUrl, [bob])).toEqual(before.bob);
    // Her links are gone, and what was hers together with him is still not his.
    const his = await filesOf(await exported([bob]));
    expect(fileOf(his, 1, 'events.jsonl')).toContain('Sold by bob');
    expect(fileOf(his, 1, 'events.jsonl')).not.toContain('Till');
  });

  describe('a profile that a client removes', () => {
    const ask = async (id: string, ...operators: object[]) => {
      const updates = operators.map((each) => ({ $token: project.projectToken, $distinct_id: id, ...each }));
      const response = await fetch(`${app.url}/engage?verbose=1`, { method: 'POST', body: JSON.stringify(updates) });
      return response.text();
    };
    const DONE = '{"error":null,"status":1}';
    // What a browser sends when a person opts out with `delete_user`.
    const optOut = async (id: string) => [
      await ask(id, { $delete: '' }),
      await ask(id, { $set: { $transactions: [] } }),
    ];
    const profileOf = async (id: string) =>
      (await rowsOf(app.databaseUrl, [id], ['subject_data.profiles']))['subject_data.profiles']?.join() ?? '';
    const withProfile = async (id: string) => {
      expect(await ask(id, { $set: { plan: 'Pro', $transactions: [{ $amount: 5 }] } })).toBe(DONE);
      return id;
    };
    const entries = () => app.prisma.auditEntry.findMany({ where: { action: 'hold.profile-kept' } });

    it('stays while its person is held under any of their ids, for the same answer, counted and told without an id', async () => {
      const [id, other, alias] = [await withProfile(await person(1)), await withProfile(await person(1)), 'held-alias'];
      const properties = { time: 1_770_000_000, distinct_id: id, alias, $insert_id: `alias-${++number}` };
      await client.importEvents([{ event: '$create_alias', properties }]);
      const holdId = await hold([alias]);
      expect([await optOut(id), await optOut(alias)]).toEqual([
        [DONE, DONE],
        [DONE, DONE],
      ]);
      expect(await ask(id, { $set: { plan: 'Basic' } }, { $delete: '' })).toBe(DONE);
      expect(await optOut(other)).toEqual([DONE, DONE]);
      const kept = await profileOf(id);
      expect(kept).toContain('Basic');
      expect(kept).toContain('$amount');
      expect(await profileOf(other)).toBe('');
      expect(await entries()).toMatchObject([{ projectId: FIRST_PROJECT, detail: { removals: 1 } }]);
      const count = await app.prisma.suppressedCount.findMany({ where: { reason: 'held' } });
      expect(count.map((row) => Number(row.count))).toEqual([5]);
      await lift(holdId);
      expect(await optOut(id)).toEqual([DONE, DONE]);
      expect(await profileOf(id)).toBe('');
      expect(await entries()).toHaveLength(1);
    });

    it('stays where the hold was placed a moment before, and goes where it came a moment after', async () => {
      const [early, late] = [await withProfile(await person(1)), await withProfile(await person(1))];
      const [placed] = await inThisOrder(
        () => place([early]),
        () => ask(early, { $delete: '' }),
      );
      expect(placed.status).toBe(201);
      expect(await profileOf(early)).toContain('Pro');
      await inThisOrder(
        () => ask(late, { $delete: '' }),
        () => place([late]),
      );
      expect(await profileOf(late)).toBe('');
    });
  });

  describe('the list of holds', () => {
    it('shows whose they are and how they stand, page by page, newest first', async () => {
      const [ended, lifted] = [await hold(['list-ended'], { until: inDays(1) }), await hold(['list-lifted'])];
      await lift(lifted);
      clock.forward(2 * DAY);
      const active = await hold(['list-active'], { reference: 'Case 17/26' });
      const first = await client.call<HoldPage>('GET', `/api/v1/holds?projectId=${FIRST_PROJECT}&limit=2`);
      expect(first.body.results).toMatchObject([
        { id: active, distinctId: 'list-active', basis: BASIS, reference: 'Case 17/26', state: 'active' },
        { id: expect.any(String) },
      ]);
      const next = await client.call<HoldPage>('GET', `/api/v1/holds?limit=1&cursor=${first.body.nextCursor}`);
      const states = new Map([...first.body.results, ...next.body.results].map(({ id, state }) => [id, state]));
      expect(states).toEqual(
        new Map([
          [active, 'active'],
          [lifted, 'lifted'],
          [ended, 'ended'],
        ]),
      );
      const { body } = await client.call<HoldPage>('GET', '/api/v1/holds?active=true&limit=200');
      expect(body.results.every(({ state }) => state === 'active')).toBe(true);
      expect(body.nextCursor).toBeNull();
    });

    it('finds the holds on an id, a UUID in either letter case', async () => {
      const uuid = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
      const id = await hold([uuid.toUpperCase()]);
      const found = await client.call<HoldViews>('POST', '/api/v1/holds/search', {
        projectId: FIRST_PROJECT,
        distinctId: uuid,
      });
      expect(found.body.results).toMatchObject([{ id, distinctId: uuid.toUpperCase(), placedBy: project.ownerEmail }]);
    });

    it('lifts a hold once, and none that has ended', async () => {
      const id = await hold(['lift-once'], { until: inDays(2) });
      const first = await lift(id);
      expect([first.status, first.body.state]).toEqual([200, 'lifted']);
      expect((await lift(id)).body).toEqual(first.body);
      const other = await hold(['lift-never'], { until: inDays(2) });
      clock.forward(2 * DAY);
      expect(await lift(other)).toMatchObject({ status: 405, body: { code: 'hold-ended' } });
    });

    it('forgets whose a hold was when it has ended for as long as ids are kept', async () => {
      const gone = await hold(['forgotten-one'], { until: inDays(1) });
      const kept = await hold(['remembered-one']);
      clock.forward(31 * DAY + 60_000);
      await app.application.get(Retention, { strict: false }).run();
      const { body } = await client.call<HoldPage>('GET', '/api/v1/holds?limit=200');
      const subjectOf = new Map(body.results.map(({ id, distinctId }) => [id, distinctId]));
      expect([subjectOf.get(gone), subjectOf.get(kept)]).toEqual([null, 'remembered-one']);
    });

    it('stands in the audit without an id', async () => {
      const entries = await app.prisma.auditEntry.findMany({ where: { action: { startsWith: 'hold.' } } });
      expect(new Set(entries.map(({ action }) => action))).toEqual(
        new Set(['hold.placed', 'hold.lifted', 'hold.ids-destroyed', 'hold.profile-kept']),
      );
      expect(
        JSON.stringify(entries, (_, value) => (typeof value === 'bigint' ? String(value) : (value as unknown))),
      ).not.toMatch(/held-person|held-alias|list-|forgotten|"ada"/);
    });
  });

  describe('what is refused', () => {
    it.each([
      ['an end that is not ahead', { until: '2020-01-01T00:00:00Z' }, 'until-not-ahead'],
      ['no end', { until: undefined }, 'invalid-body'],
      ['no basis', { basis: ' ' }, 'invalid-body'],
      ['a basis of more than 200 characters', { basis: 'x'.repeat(201) }, 'invalid-body'],
      ['a basis that names a subject', { basis: 'Complaint of PAT@example.com' }, 'hold-names-subject'],
      ['a reference that is a subject', { reference: 'pat@example.com' }, 'hold-names-subject'],
      ['an empty id', { distinctIds: ['pat@example.com', ''] }, 'distinct-ids-invalid'],
      ['too many ids', { distinctIds: Array.from({ length: 501 }, (_, each) => `many-${each}`) }, 'too-many-subjects'],
      ['an unknown key', { forever: true }, 'invalid-body'],
    ])('%s', async (_, wrong, code) => {
      const { status, body } = await place(['pat@example.com'], wrong);
      expect([status, body.code]).toEqual([400, code]);
      expect(JSON.stringify(body)).not.toContain('pat@');
    });

    it('a member, and whoever may not know of the project', async () => {
      const accounts = app.application.get(ServiceAccountsService, { strict: false });
      const wanted = { name: 'reader', role: 'member', expiresInDays: 30 } as const;
      const { secret } = await accounts.create('operator', project.organizationId, wanted);
      const reader = new ApiClient(app, { ...project, oauthToken: secret });
      const stranger = new ApiClient(app, await createProject(app, 'elsewhere'));
      const id = await hold(['guarded-one']);
      const body = { projectId: FIRST_PROJECT, distinctIds: ['x'], basis: BASIS, until: inDays(1) };
      expect((await reader.call('POST', '/api/v1/holds', body)).status).toBe(403);
      expect((await reader.call('POST', `/api/v1/holds/${id}/lift`)).status).toBe(403);
      expect(await stranger.call('POST', '/api/v1/holds', body)).toMatchObject({ status: 404 });
      expect(await stranger.call('POST', `/api/v1/holds/${id}/lift`)).toMatchObject({
        status: 404,
        body: { code: 'hold-not-found' },
      });
      expect((await stranger.call<HoldPage>('GET', '/api/v1/holds')).body.results).toEqual([]);
    });
  });

  it('habeas hold: places from arguments and from a file, lists and lifts', async () => {
    const line = await openCommands();
    try {
      const { oauthToken, projectId } = project;
      await writeFile(join(line.directory, 'demo.json'), JSON.stringify({ baseUrl: app.url, oauthToken, projectId }));
      const terms = ['--basis', BASIS, '--until', inDays(5), '--json'];
      const placed = await line.habeas(['hold', 'place', '--id=-x', '--id', 'cli-one', ...terms]);
      expect([placed.code, placed.err]).toEqual([0, '']);
      expect(placed.json<HoldViews>().results.map(({ distinctId }) => distinctId)).toEqual(['-x', 'cli-one']);
      const file = join(line.directory, 'ids.csv');
      await writeFile(file, 'distinct_id\ncli-two\ncli-three\ncli-two\n');
      const fromFile = await line.habeas(['hold', 'place', '--file', file, '--reference', 'Case 1', ...terms]);
      const [last] = fromFile.json<HoldViews>().results;
      expect(fromFile.json<HoldViews>().results.map(({ distinctId }) => distinctId)).toEqual(['cli-two', 'cli-three']);
      const lifted = await line.habeas(['hold', 'lift', String(last?.id)]);
      expect([lifted.code, lifted.out]).toEqual([0, expect.stringContaining('lifted')]);
      const list = await line.habeas(['hold', 'list', '--active', '--limit', '3']);
      expect(list.out).toContain('cli-three');
      expect(list.out).not.toContain('cli-two');
      const refused = await line.habeas(['hold', 'place', '--id', 'x', '--basis', 'x', '--until', inDays(5)]);
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('(hold-names-subject)')]);
      expect((await line.habeas(['hold', 'place', '--id', 'x', '--until', inDays(5)])).code).toBe(2);
    } finally {
      await line.close();
    }
  });
});
