import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { DeletionStaging, SweepParts, FollowUps, HoldWatch } from '../../src/deletions/index.js';
import { Dispatcher } from '../../src/jobs/dispatcher.service.js';
import { DutyLook } from '../../src/jobs/duty-look.service.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { JobQueue, Leases, type JobOrder } from '../../src/platform/index.js';
import { CompletionRecords } from '../../src/completion-records/index.js';
import { DeadlineWatch } from '../../src/jobs/deadline-watch.service.js';
import { RetentionPlan } from '../../src/retention/index.js';
import { ScrubPlan } from '../../src/scrub/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { rowsOf, withClient } from '../support/three-subjects.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';

const DAY = 86_400_000;

describe('the life of requests, step by step', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });

  afterAll(() => app.close());

  async function person(events = 2): Promise<string> {
    const id = `person-${++number}`;
    await send(id, events);
    return id;
  }

  async function send(id: string, events = 1): Promise<void> {
    const time = clock.now().getTime() - 60_000;
    const batch = Array.from({ length: events }, () => ({
      event: 'Song played',
      properties: { time, distinct_id: id, $insert_id: `insert-${++number}`, $os: 'iOS', utm_source: 'mail' },
    }));
    await client.importEvents(batch);
  }

  async function eventsOf(id: string): Promise<number> {
    return (await rowsOf(app.databaseUrl, [id], ['subject_data.events']))['subject_data.events']?.length ?? 0;
  }

  async function deletionInSweep(...ids: string[]): Promise<string> {
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ids });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    clock.forward(DAY);
    return request;
  }

  const sweep = (): Promise<void> => sweepPastNeighbours(app, clock);
  const runExport = (id: string): Promise<void> => app.application.get(ExportRun, { strict: false }).run(id);

  async function exported(distinctIds: string[], order: object = {}): Promise<string> {
    const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds, ...order });
    await runExport(request);
    return request;
  }

  async function download(request: string): Promise<{ status: number; files: Map<string, string> }> {
    const response = await fetch(`${app.url}/api/v1/requests/${request}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, files: response.status === 200 ? await readZip(body) : new Map() };
  }

  it('keeps a deletion in PENDING while its grace lasts', async () => {
    const id = await person();
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [id] });
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    expect(await client.show(request)).toMatchObject({ status: 'PENDING', waitingFor: 'grace' });
  });

  it('stages a deletion after its grace, and says that and until when it waits for a sweep', async () => {
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [await person()] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    const row = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
    expect(row).toMatchObject({ status: 'STAGING', waitingFor: 'sweep' });
    expect(row.nextAttemptAt?.getUTCHours()).toBe(2);
    expect(row.nextAttemptAt?.getTime()).toBeGreaterThan(clock.now().getTime());
  });

  it('lets a staged deletion be revoked, and the sweep leaves its subject alone', async () => {
    const id = await person(3);
    const request = await deletionInSweep(id);
    expect((await client.call('POST', `/api/v1/requests/${request}/revoke`)).status).toBeLessThan(300);
    await sweep();
    expect((await client.show(request)).status).toBe('REVOKED');
    expect(await eventsOf(id)).toBe(3);
  });

  it('erases what arrived while the deletion waited, since nothing is refused before it starts', async () => {
    const id = await person(1);
    const request = await deletionInSweep(id);
    await send(id, 2);
    expect(await eventsOf(id)).toBe(3);
    await sweep();
    expect((await client.show(request)).status).toBe('SUCCESS');
    expect(await eventsOf(id)).toBe(0);
  });

  it('refuses what arrives from the start of a deletion to its end, and takes it again afterwards', async () => {
    const id = await person(1);
    const request = await deletionInSweep(id);
    await withClient(app.databaseUrl, async (older) => {
      await older.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await older.query('SELECT count(*) FROM subject_data.events');
      await sweepOnce(app);
      expect(await client.show(request)).toMatchObject({ status: 'STARTED', waitingFor: 'older-snapshot' });
      await send(id, 1);
      expect(await eventsOf(id)).toBe(0);
      await older.query('COMMIT');
    });
    const refused = await app.prisma.suppressedCount.findFirst({
      where: { projectId: project.projectId, reason: 'deletion' },
    });
    expect(Number(refused?.count)).toBeGreaterThan(0);
    clock.forward(DAY);
    await sweep();
    expect((await client.show(request)).status).toBe('SUCCESS');
    await send(id, 1);
    expect(await eventsOf(id)).toBe(1);
  });

  it('does not call a vacuum an erasure while an older snapshot can still see the rows', async () => {
    const request = await deletionInSweep(await person(1));
    await withClient(app.databaseUrl, async (older) => {
      await older.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await older.query('SELECT count(*) FROM subject_data.events');
      await sweepOnce(app);
      const [events] = await app.prisma.requestCollection.findMany({
        where: { requestId: request, collection: 'events' },
      });
      expect(events?.hiddenAt).not.toBeNull();
      expect(events?.erasedAt).toBeNull();
      await older.query('COMMIT');
    });
    clock.forward(DAY);
    await sweep();
    const row = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
    expect(row.status).toBe('SUCCESS');
    expect(row.erasedAt).not.toBeNull();
  });

  it('sweeps all due requests in one pass', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => person(1)));
    const requests: string[] = [];
    for (const id of ids) requests.push(await client.open({ kind: 'deletion', regime: 'CCPA', distinctIds: [id] }));
    clock.forward(DAY);
    for (const request of requests) await app.application.get(DeletionStaging, { strict: false }).stage(request);
    clock.forward(DAY);
    await sweep();
    const rows = await app.prisma.request.findMany({
      where: { id: { in: requests } },
      select: { status: true, waitingFor: true, failureCode: true, sweepId: true },
    });
    const ends = rows.map(({ sweepId: _, ...end }) => JSON.stringify(end));
    expect([...new Set(ends)]).toEqual(['{"status":"SUCCESS","waitingFor":null,"failureCode":null}']);
    expect(new Set(rows.map(({ sweepId }) => sweepId)).size).toBe(1);
  });

  it('lets one process sweep at a time', async () => {
    const request = await deletionInSweep(await person(1));
    const other = await app.application.get(Leases).acquire('sweep', 'another process');
    await sweep();
    expect((await client.show(request)).status).toBe('STAGING');
    await other?.release();
    await sweep();
    expect((await client.show(request)).status).toBe('SUCCESS');
  });

  /**
   * A deletion in a sweep in which somebody else has the part of the profiles, once so many of its other collections are read back. Begun
   * anew where a neighbour's transaction has put one of them off, which then waits for a later sweep.
   */
  const whileAnotherHasAPart = async (isThere: (proven: readonly string[]) => boolean) => {
    for (;;) {
      const request = await deletionInSweep(await person(1));
      const other = await app.application.get(Leases).acquire('sweep-part:profiles', 'another process');
      const sweeping = sweep();
      const finish = async () => {
        await other?.release();
        await sweeping;
      };
      const end = await until('the other parts', async () => {
        const where = { requestId: request, NOT: { verifiedAt: null } };
        const proven = await app.prisma.requestCollection.findMany({ where });
        if (isThere(proven.map(({ collection }) => collection))) return 'there';
        const { troubles } = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
        return Array.isArray(troubles) && troubles.length > 0 ? 'put off' : null;
      });
      if (end === 'there') return { request, finish };
      await finish();
    }
  };

  it('leaves a part to the worker that has it, and takes it up when that worker is gone', async () => {
    const { request, finish } = await whileAnotherHasAPart((proven) => proven.length === 3);
    expect((await client.show(request)).status).toBe('STARTED');
    await finish();
    expect((await client.show(request)).status).toBe('SUCCESS');
  });

  it('believes no read-back of a collection that the data map has described otherwise', async () => {
    const { request, finish } = await whileAnotherHasAPart((proven) => proven.includes('events'));
    const where = { requestId: request, collection: 'events' };
    await app.prisma.requestCollection.updateMany({ where, data: { definition: 'of another data map' } });
    await finish();
    expect(await client.show(request)).toMatchObject({ status: 'STARTED', waitingFor: 'retry' });
    clock.forward(DAY);
    await sweep();
    expect((await client.show(request)).status).toBe('SUCCESS');
  });

  it('goes on refusing the data of a person when one of two deletions of theirs has ended', async () => {
    const suppression = app.application.get(Suppression, { strict: false });
    const hmacs = ['07'.repeat(32)];
    const [one, two] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
    const refused = await app.prisma.$transaction(async (transaction) => {
      const deletions = [one, two].map((requestId) => ({ requestId, hmacs }));
      await suppression.suppress(transaction, project.projectId, 'deletion', deletions);
      await suppression.release(transaction, [one], false);
      const refusals = () => transaction.suppression.count({ where: { idHmac: new Uint8Array(32).fill(7) } });
      const still = await refusals();
      await suppression.release(transaction, [two], false);
      return [still, await refusals()];
    });
    expect(refused).toEqual([1, 0]);
  });

  it('removes what links an erased person to another they were mistaken for, and nothing else of that one', async () => {
    const [buyer, seller] = ['the-buyer', 'the-seller'];
    const event = (properties: object) => ({
      event: 'Bought',
      properties: { time: clock.now().getTime() - 60_000, $insert_id: `insert-${++number}`, ...properties },
    });
    await client.importEvents([
      event({ $user_id: buyer, $device_id: 'of-the-buyer' }),
      event({ $user_id: seller, $device_id: 'of-the-seller' }),
      event({ $user_id: buyer, distinct_id: seller }),
    ]);
    await client.engage([{ $token: project.projectToken, $distinct_id: buyer, $set: { plan: 'Pro' } }]);
    const links = () =>
      withClient(app.databaseUrl, async (sql) => {
        const { rows } = await sql.query<{ pair: string }>(
          `SELECT concat_ws(' ', distinct_id, linked_id) AS pair FROM subject_data.identity_links
           WHERE distinct_id IN ($1, $2) OR linked_id IN ($1, $2) ORDER BY pair`,
          [buyer, seller],
        );
        return rows.map(({ pair }) => pair);
      });
    const [ofBuyer, wrong] = [`${buyer} $device:of-the-buyer`, `${buyer} ${seller}`];
    expect(await links()).toEqual([ofBuyer, wrong, `${seller} $device:of-the-seller`]);
    const others = ['subject_data.events', 'subject_data.profiles'];
    const before = await rowsOf(app.databaseUrl, [buyer], others);
    expect(before).toMatchObject({ 'subject_data.events': { length: 2 }, 'subject_data.profiles': { length: 1 } });

    const erasing = await deletionInSweep(seller);
    await sweep();
    const shown = (await client.call<RequestDetail>('GET', `/api/v1/requests/${erasing}`)).body;
    expect([shown.status, shown.subjects[0]?.outcome]).toEqual(['SUCCESS', 'erased']);
    expect(shown.collections.find(({ collection }) => collection === 'identity_links')).toMatchObject({ survivors: 0 });
    expect(await links()).toEqual([ofBuyer]);
    expect(await rowsOf(app.databaseUrl, [buyer], others)).toEqual(before);

    // What is tracked of the seller later is not the buyer's.
    await client.importEvents([event({ distinct_id: seller })]);
    await deletionInSweep(buyer);
    await sweep();
    expect([await eventsOf(buyer), await eventsOf(seller), await links()]).toEqual([0, 1, []]);
  });

  it('has another worker finish a part of a sweep that this one leads', async () => {
    const request = await deletionInSweep(await person(1));
    const held = await app.application.get(Leases).acquire('sweep-part:events', 'another process');
    const sweeping = sweep();
    const { sweepId } = await until('the start of the deletion', async () => {
      const row = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
      return row.status === 'STARTED' && row;
    });
    await held?.release();
    await app.application.get(SweepParts, { strict: false }).help(`${sweepId}/events`);
    await sweeping;
    expect((await client.show(request)).status).toBe('SUCCESS');
  });

  it('fails a subject that is joined with more ids than can be true, and does the others', async () => {
    const [good, wrong] = [await person(2), await person(1)];
    await withClient(app.databaseUrl, (sql) =>
      sql.query(
        `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, received_at)
         SELECT $1, $2, 'wrongly-merged-' || n, 'merge', now() FROM generate_series(1, 10001) AS n`,
        [project.projectId, wrong],
      ),
    );
    const ended = { status: 'FAILURE', failure: { code: 'subjects-failed' } };
    const taken = await exported([good, wrong]);
    expect(await client.show(taken)).toMatchObject({
      ...ended,
      subjects: [{ outcome: 'exported' }, { outcome: 'failed', outcomeDetail: 'closure-too-large' }],
    });
    const folders = [...(await download(taken)).files.keys()].map((path) => path.split('/')[0]);
    expect(new Set(folders).size).toBe(2);

    const whole = {
      status: 'FAILURE',
      failure: { code: 'closure-too-large' },
      subjects: [{ outcome: 'failed', outcomeDetail: 'closure-too-large' }],
    };
    expect(await client.show(await exported([wrong]))).toMatchObject(whole);

    const request = await deletionInSweep(good, wrong);
    await sweep();
    expect(await client.show(request)).toMatchObject({
      ...ended,
      subjects: [{ outcome: 'erased' }, { outcome: 'failed', outcomeDetail: 'closure-too-large' }],
    });
    expect([await eventsOf(good), await eventsOf(wrong)]).toEqual([0, 1]);

    const alone = await deletionInSweep(wrong);
    await sweep();
    expect(await client.show(alone)).toMatchObject(whole);
  });

  it('finds an erased subject already_erased, and an unknown one not_found, in words', async () => {
    const id = await person(1);
    await deletionInSweep(id);
    await sweep();
    const again = await deletionInSweep(id, 'nobody-ever');
    await sweep();
    const shown = await client.show(again);
    expect(shown.status).toBe('SUCCESS');
    expect(shown.subjects.map(({ outcome }) => outcome)).toEqual(['already_erased', 'not_found']);
  });

  it('destroys the part of an erased subject in an older export and leaves the rest readable', async () => {
    const [gone, stays] = [await person(2), await person(2)];
    const request = await exported([gone, stays]);
    expect([...(await download(request)).files.keys()].filter((name) => name.endsWith('events.jsonl'))).toHaveLength(2);
    await deletionInSweep(gone);
    await sweep();
    const { status, files } = await download(request);
    expect(status).toBe(200);
    expect([...files.keys()].filter((name) => name.endsWith('events.jsonl'))).toEqual([
      expect.stringMatching(/^subject-[0-9a-f]{12}-0002\/[0-9a-f]{12}-0002-events\.jsonl$/),
    ]);
    expect(manifestIn(files)).toContain('destroyedAt');
    expect([...files.values()].join()).not.toContain(gone);
  });

  it('answers 410 for an export whose only subject was erased since', async () => {
    const id = await person(2);
    const request = await exported([id]);
    await deletionInSweep(id);
    await sweep();
    expect((await download(request)).status).toBe(410);
  });

  it('writes a folder for each subject whose events are the rows that are held', async () => {
    const id = await person(5);
    const { files } = await download(await exported([id]));
    const lines = fileOf(files, 1, 'events.jsonl')
      ?.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(5);
    expect(lines?.[0]).toMatchObject({ event: 'Song played', properties: { distinct_id: id, utm_source: 'mail' } });
    expect(fileOf(files, 1, 'about.json')).toContain('purpose');
    expect(fileOf(files, 1, 'index.html')).toContain('<!doctype html>');
  });

  it('discloses Categories without any value, and Sources with the values of the source headers alone', async () => {
    const id = await person(2);
    const categories = await download(await exported([id], { regime: 'CCPA', disclosure: 'Categories' }));
    const named = fileOf(categories.files, 1, 'events.categories.json') ?? '';
    expect(JSON.parse(named).headers.map(({ header }: { header: string }) => header)).toEqual(
      expect.arrayContaining(['$os', 'utm_source']),
    );
    expect(named).not.toContain('iOS');
    const sources = await download(await exported([id], { regime: 'CCPA', disclosure: 'Sources' }));
    const grouped = JSON.parse(fileOf(sources.files, 1, 'events.sources.json') ?? '{}');
    expect(grouped.headers).toEqual(
      expect.arrayContaining([expect.objectContaining({ header: 'utm_source', value: 'mail', rows: 2 })]),
    );
  });

  it('leaves no row in the artifact readable on the disk', async () => {
    const id = await person(1);
    await exported([id]);
    const root = join(app.dataDirectory, 'artifacts');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name));
    expect(files.filter((name) => statSync(name).isFile()).length).toBeGreaterThan(0);
    for (const name of files.filter((file) => statSync(file).isFile())) {
      expect(readFileSync(name).includes('Song played')).toBe(false);
    }
  });

  it('rings again for due work whose jobs were all lost', async () => {
    const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [await person(1)] });
    const queue = app.application.get<Queue>(getQueueToken('exports'), { strict: false });
    await queue.obliterate({ force: true });
    expect(await queue.getWaitingCount()).toBe(0);
    await app.application.get(Dispatcher, { strict: false }).tick();
    const waiting = await queue.getWaiting();
    expect(waiting.map(({ data }) => data as unknown)).toContainEqual({ id: request });
  });

  it('rings for what is tidied every hour until it was heard, and looks at deadlines meanwhile', async () => {
    const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
    const heard: string[] = [];
    let isDeaf = true;
    class Bell extends JobQueue {
      async enqueue({ kind }: JobOrder): Promise<void> {
        if (isDeaf && kind === 'tidy') throw new Error('The queue cannot be reached.');
        heard.push(kind);
      }
    }
    const { prisma } = app;
    const [scrubs, deadlines, records] = [part(ScrubPlan), part(DeadlineWatch), part(CompletionRecords)];
    const [runs, followUps, holdWatch, duties] = [
      part(RetentionPlan),
      part(FollowUps),
      part(HoldWatch),
      part(DutyLook),
    ];
    const handed = [scrubs, runs, deadlines, records, followUps, holdWatch, duties] as const;
    const dispatcher = new Dispatcher(prisma, new Bell(), clock, ...handed);
    const late = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [await person(1)] });
    await prisma.request.update({ where: { id: late }, data: { dueAt: new Date(clock.now().getTime() - DAY) } });
    await expect(dispatcher.tick()).rejects.toThrow('cannot be reached');
    expect((await prisma.request.findUniqueOrThrow({ where: { id: late } })).missedAt).not.toBeNull();
    isDeaf = false;
    await dispatcher.tick();
    await dispatcher.tick();
    expect(heard.filter((kind) => kind === 'tidy')).toHaveLength(1);
    expect((await client.call('POST', `/api/v1/requests/${late}/revoke`)).status).toBe(200);
  });

  it('destroys an export after its retention, and the ids of a request after theirs, and keeps the record', async () => {
    const id = await person(1);
    const request = await exported([id]);
    clock.forward(31 * DAY);
    await app.application.get(Retention, { strict: false }).run();
    expect((await download(request)).status).toBe(410);
    const row = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
    expect(row).toMatchObject({ status: 'SUCCESS', wrappedIdKey: null, subjectCount: 1 });
    const files = readdirSync(join(app.dataDirectory, 'artifacts'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.includes(request) && name.endsWith('.zip'))).toEqual([]);
    const polled = await client.call<{ results: { distinct_ids: string[] } }>(
      'GET',
      `/api/app/data-retrievals/v3.0/${request}?token=${project.projectToken}`,
    );
    expect(polled.body.results.distinct_ids).toEqual([]);
  });

  it('cannot have its audit changed, deleted or emptied', async () => {
    for (const statement of [
      `UPDATE audit_entries SET action = 'nothing'`,
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
    ]) {
      await expect(withClient(app.databaseUrl, (sql) => sql.query(statement))).rejects.toThrow('append-only');
    }
  });
});
