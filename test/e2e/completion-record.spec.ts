import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHabeas } from '../../src/cli/program.js';
import { readConfig } from '../../src/platform/index.js';
import { isSignedBy, keyIdOf, type CompletionRecord } from '../../src/completion-records/index.js';
import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { Dispatcher } from '../../src/jobs/dispatcher.service.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { TestClock } from '../support/test-clock.js';
import { SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';

const DAY = 86_400_000;
const ADA = ['ada-lovelace', '$device:ada-phone', 'ada@example.com'] as const;
const BEA = 'bea-of-the-shop';
const REVOKED = 'carla-who-changed-her-mind';

interface Shown {
  readonly revision: number;
  readonly revisions: number;
  readonly document: CompletionRecord;
  readonly keyId: string;
  readonly signature: string;
  readonly signedBytes: string;
}

describe('the completion record', () => {
  const clock = new TestClock();
  const folder = mkdtempSync(join(tmpdir(), 'habeas-record-'));
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let exportId: string;
  let deletionId: string;
  let revokedId: string;

  const part = <T>(of: new (...needs: never[]) => T): T => app.application.get(of as never, { strict: false });
  const record = async (id: string, revision?: number): Promise<Shown> =>
    (await client.call<Shown>('GET', path(id, 'record', revision))).body;
  const path = (id: string, file: string, revision?: number): string =>
    `/api/v1/requests/${id}/${file}${revision === undefined ? '' : `?revision=${revision}`}`;

  async function fetched(route: string): Promise<{ status: number; body: Buffer; headers: Headers }> {
    const response = await fetch(`${app.url}${route}`, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  }

  /** Every revision and page of every record, as bytes. */
  async function everything(): Promise<string> {
    const texts: string[] = [];
    for (const id of [exportId, deletionId, revokedId]) {
      const { revisions } = await record(id);
      for (let revision = 1; revision <= revisions; revision++) {
        for (const file of ['record.json', 'record.html', 'record']) {
          texts.push((await fetched(path(id, file, revision))).body.toString('utf8'));
        }
      }
    }
    const stored = await app.prisma.completionRecord.findMany();
    return [...texts, ...stored.map(({ document }) => Buffer.from(document).toString('utf8'))].join('\n');
  }

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    const said = 'company: { contact: privacy@acme.example, transfers: "To the USA, by standard clauses" }';
    const words = 'builtIn: { events: { recipients: [Hosting Corp, Mail provider], retention: 13 months } }';
    app = await startApp({
      database,
      clock,
      dataMap: `${said}\n${words}\n${shopDataMap(project.projectId)}`,
      settings: {
        ROLE: 'api',
        DELETION_GRACE: '24h',
        SWEEP_SCHEDULE: '0 2 * * *',
        BASE_URL: 'https://habeas.acme.example',
      },
    });
    client = new ApiClient(app, project);
    await load();
    exportId = await exported();
    deletionId = await deleted();
    revokedId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [REVOKED] });
    await client.call('POST', `/api/v1/requests/${revokedId}/revoke`);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await app.close();
  });

  async function load(): Promise<void> {
    const time = clock.now().getTime() - 3_600_000;
    const event = (distinct_id: string, more: object = {}) => ({
      event: 'Song played',
      properties: { time, $insert_id: `${distinct_id.replace(/\W/g, '')}-1`, distinct_id, ...more },
    });
    await client.importEvents([
      { event: 'Signed in', properties: { time, $insert_id: 'in-1', $device_id: 'ada-phone', $user_id: ADA[0] } },
      { event: '$create_alias', properties: { time, $insert_id: 'al-1', distinct_id: ADA[0], alias: ADA[2] } },
      event(ADA[2]),
      event(BEA),
      event(project.ownerEmail),
    ]);
    await withClient(app.databaseUrl, async (sql) => {
      await sql.query(`INSERT INTO newsletter VALUES ($1, 'mail@example.com', '2025-05-05')`, [BEA]);
      await sql.query(`INSERT INTO invoice (customer, total, issued) VALUES ($1, 19.99, '2025-06-06')`, [BEA]);
    });
  }

  async function exported(): Promise<string> {
    const receipt = {
      receivedAt: new Date(clock.now().getTime() - DAY).toISOString(),
      reference: `Ticket 77 of ${ADA[2].toUpperCase()}`,
      channel: 'web-form',
      requester: 'agent',
      verification: { method: 'e-mail-code', level: 'reasonable' },
    };
    const distinctIds = [ADA[0], project.ownerEmail, 'nobody-at-all'];
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds, ...receipt });
    await part(ExportRun).run(id);
    return id;
  }

  async function deleted(): Promise<string> {
    const id = await client.open({ kind: 'deletion', regime: 'CCPA', distinctIds: [BEA], reference: 'T-78' });
    clock.forward(DAY);
    await part(DeletionStaging).stage(id);
    clock.forward(DAY);
    await part(Sweep).run();
    return id;
  }

  it('stands as soon as an export has ended, with what was asked, received and answered', async () => {
    const { document, revision } = await record(exportId);
    expect(revision).toBe(1);
    expect(document).toMatchObject({
      format: 'habeas.completion-record/1',
      instance: { baseUrl: 'https://habeas.acme.example' },
      request: { id: exportId, kind: 'export', regime: 'GDPR', disclosure: 'Data', partial: false, subjects: 3 },
      receipt: { channel: 'web-form', requester: 'agent', verification: { method: 'e-mail-code', at: null } },
      deadline: { met: true, extendedAt: null },
      answer: { status: 'SUCCESS', nature: 'data-disclosed', denial: null, failure: null },
      outcomes: [
        { outcome: 'exported', detail: null, subjects: 2 },
        { outcome: 'not_found', detail: null, subjects: 1 },
      ],
      kept: [],
      recipientsToNotify: [],
      afterwards: {
        firstHandedOverAt: null,
        handOvers: [],
        artifact: { parts: 3, partsDestroyed: 0, destroyedAt: null },
      },
    });
    expect(document.collections.find(({ collection }) => collection === 'events')).toMatchObject({
      policy: null,
      subjects: 2,
    });
  });

  it('leaves out a text that names a subject by a linked id, and the e-mail of an opener who is a subject', async () => {
    const { receipt } = (await record(exportId)).document;
    expect(receipt.reference).toContain('left out');
    expect(receipt.openedBy).toBe(`user:${project.ownerId}`);
    expect((await record(deletionId)).document.receipt).toMatchObject({
      reference: 'T-78',
      openedBy: project.ownerEmail,
    });
  });

  it('tells of a deletion beside a kept invoice: counts, times, basis, whom to notify, and what it does not promise', async () => {
    const { document } = await record(deletionId);
    expect(document.answer).toMatchObject({ status: 'SUCCESS', nature: 'data-erased' });
    expect(document.outcomes).toEqual([{ outcome: 'erased', detail: 'Retention of invoices (§147 AO)', subjects: 1 }]);
    const of = (name: string) => document.collections.find(({ collection }) => collection === name);
    expect(of('newsletter')).toMatchObject({ policy: 'erase', rows: 1, subjects: 1, survivors: 0 });
    expect(of('newsletter')?.erasedAt).not.toBeNull();
    expect(of('invoices')).toMatchObject({ policy: 'keep', rows: 1, erasedAt: null });
    expect(document.kept).toEqual([
      { collection: 'invoices', basis: 'Retention of invoices (§147 AO)', until: 'ten years', rows: 1, subjects: 1 },
    ]);
    expect(document.recipientsToNotify).toEqual([
      { recipient: 'Hosting Corp', collections: ['events'] },
      { recipient: 'Mail provider', collections: ['events', 'newsletter'] },
    ]);
    for (const time of ['watermark', 'hiddenAt', 'erasedAt', 'verifiedAt'] as const) {
      expect(document.work[time]).toMatch(/Z$/);
    }
    expect(document.notPromised.join(' ')).toMatch(/[Bb]ackups/);
  });

  it('is drawn up by the next look of a dispatcher for a request that ended in any other way, or was killed at it', async () => {
    expect(await app.prisma.completionRecord.count({ where: { requestId: revokedId } })).toBe(0);
    await app.prisma.completionRecord.deleteMany({ where: { requestId: deletionId } });
    await app.prisma.request.update({ where: { id: deletionId }, data: { recordDue: true } });
    await part(Dispatcher).tick();
    expect(await app.prisma.completionRecord.count({ where: { requestId: { in: [revokedId, deletionId] } } })).toBe(2);
    expect((await record(revokedId)).document).toMatchObject({
      answer: { status: 'REVOKED', nature: 'revoked' },
      outcomes: [],
      collections: [],
    });
    expect(await app.prisma.request.count({ where: { recordDue: true, NOT: { finishedAt: null } } })).toBe(0);
  });

  it('is refused for a request that has not ended, for a revision that is none, and to strangers', async () => {
    const open = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['someone-else'] });
    expect(await client.call('GET', path(open, 'record'))).toMatchObject({
      status: 409,
      body: { code: 'request-not-finished' },
    });
    expect((await client.call('GET', path(exportId, 'record', 99))).body).toMatchObject({ code: 'revision-not-found' });
    expect((await client.call('GET', `${path(exportId, 'record')}?revision=x`)).status).toBe(400);
    const other = new ApiClient(app, await createProject(app, 'stranger'));
    for (const file of ['record', 'record.json', 'record.sig', 'record.html', 'hand-overs']) {
      expect((await other.call('GET', path(exportId, file))).status).toBe(404);
      expect((await fetch(`${app.url}${path(exportId, file)}`)).status).toBe(401);
    }
  });

  it('gives out the bytes that were signed, their signature, and a page that executes nothing', async () => {
    const shown = await record(exportId);
    const [json, signature, page] = await Promise.all(
      ['record.json', 'record.sig', 'record.html'].map(async (file) => fetched(path(exportId, file, shown.revision))),
    );
    expect(json?.body.toString('base64')).toBe(shown.signedBytes);
    expect(JSON.parse(json?.body.toString() ?? '')).toEqual(shown.document);
    expect([signature?.body.length, signature?.body.toString('base64')]).toEqual([64, shown.signature]);
    const pem = await (await fetch(`${app.url}/api/v1/keys/completion-record.pem`)).text();
    expect(keyIdOf(pem)).toBe(shown.keyId);
    expect(isSignedBy(pem, json?.body ?? Buffer.alloc(0), signature?.body ?? Buffer.alloc(0))).toBe(true);
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page?.body.toString()).toContain(exportId);
    expect(page?.body.toString()).not.toMatch(/<script|<img|<link/);
  });

  const withOpenssl = needsProgram('openssl', 'apt-get install openssl');
  withOpenssl('checked with openssl alone', () => {
    const verify = (): string =>
      execFileSync(
        'openssl',
        'pkeyutl -verify -pubin -inkey key.pem -rawin -in record.json -sigfile record.sig'.split(' '),
        {
          cwd: folder,
          encoding: 'utf8',
        },
      );

    it('verifies, and does not with any byte changed', async () => {
      for (const [name, route] of [
        ['key.pem', '/api/v1/keys/completion-record.pem'],
        ['record.json', path(deletionId, 'record.json', 1)],
        ['record.sig', path(deletionId, 'record.sig', 1)],
      ] as const) {
        writeFileSync(join(folder, name), (await fetched(route)).body);
      }
      expect(verify()).toContain('Signature Verified Successfully');
      const signed = readFileSync(join(folder, 'record.json'));
      signed[signed.indexOf('erased')] = 'E'.charCodeAt(0);
      writeFileSync(join(folder, 'record.json'), signed);
      expect(verify).toThrow();
    });
  });

  it('gets a further revision when somebody has looked at the answer, which hands nothing over, and keeps the older one', async () => {
    const first = await record(exportId);
    expect((await fetched(`/api/v1/requests/${exportId}/subjects/0/download`)).status).toBe(200);
    expect((await fetched(`/api/v1/requests/${exportId}/download`)).status).toBe(200);
    const second = await record(exportId);
    expect([second.revision, second.revisions]).toEqual([2, 2]);
    expect(second.document.afterwards).toMatchObject({ firstHandedOverAt: null, handOvers: [] });
    const by = `user:${project.ownerId}`;
    expect(second.document.afterwards.looks).toEqual([
      expect.objectContaining({ manner: 'download', by, what: 'folders', subjects: 1, times: 1 }),
      expect.objectContaining({ manner: 'download', by, what: 'answer', subjects: null, times: 1 }),
    ]);
    expect(await record(exportId, 1)).toEqual({ ...first, revisions: 2 });
    const { revision: _1, drawnUpAt: _2, afterwards: _3, ...stated } = second.document;
    expect(first.document).toMatchObject(stated);
    const shown = await client.show(exportId);
    expect([shown['handOvers'], shown['looks']]).toEqual([[], [expect.anything(), expect.anything()]]);
    expect(await app.prisma.auditEntry.count({ where: { requestId: exportId, action: 'request.handed-over' } })).toBe(
      0,
    );
    expect(await app.prisma.auditEntry.count({ where: { requestId: exportId, action: 'request.downloaded' } })).toBe(2);
  });

  it('counts a followed link once, as a look, and a HEAD not at all', async () => {
    const fresh = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [ADA[0]] });
    await part(ExportRun).run(fresh);
    const poll = `/api/app/data-retrievals/v3.0/${fresh}?token=${project.projectToken}`;
    const link = (await client.call<{ results: { results: string } }>('GET', poll)).body.results.results;
    const url = link.replace('https://habeas.acme.example', app.url);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await record(fresh)).revisions).toBe(1);
    for (const _ of [1, 2, 3])
      expect((await readZip(Buffer.from(await (await fetch(url)).arrayBuffer()))).size).toBeGreaterThan(2);
    const { afterwards } = (await record(fresh)).document;
    expect(afterwards).toMatchObject({ firstHandedOverAt: null, handOvers: [] });
    expect(afterwards.looks).toEqual([expect.objectContaining({ manner: 'link', by: 'link', times: 1 })]);
  });

  it('takes from the company how it gave the answer, and refuses what cannot have been', async () => {
    const route = path(deletionId, 'hand-overs');
    const later = new Date(clock.now().getTime() + DAY).toISOString();
    for (const [body, status, code] of [
      [{ manner: `mail to ${BEA}` }, 400, 'manner-names-subject'],
      [{ manner: 'download' }, 400, 'invalid-body'],
      [{ manner: 'x'.repeat(61) }, 400, 'invalid-body'],
      [{ manner: 'post', at: later }, 400, 'handed-over-in-future'],
      [{ manner: 'post', at: '2001-01-01T00:00:00Z' }, 400, 'handed-over-before-end'],
      [{ manner: 'post', ordinal: 0 }, 404, 'subject-not-found'],
    ] as const) {
      expect(await client.call('POST', route, body)).toMatchObject({ status, body: { code } });
    }
    expect((await client.call('POST', path(revokedId, 'hand-overs'), { manner: 'post' })).status).toBe(409);
    expect(await client.call('POST', route, { manner: 'e-mail' })).toMatchObject({
      status: 201,
      body: { ordinal: null, manner: 'e-mail', by: project.ownerEmail },
    });
    expect(await client.call('POST', path(exportId, 'hand-overs'), { manner: 'post', ordinal: 2 })).toMatchObject({
      status: 201,
      body: { ordinal: 2, manner: 'post' },
    });
    const { body } = await client.call<{ results: { manner: string }[] }>('GET', path(exportId, 'hand-overs'));
    expect(body.results.map(({ manner }) => manner)).toEqual(['post']);
    expect((await record(deletionId)).document.afterwards.handOvers).toHaveLength(1);
  });

  it('is checked and kept from the command line, which records a hand-over as well', async () => {
    const environment = { HABEAS_DATA_DIR: folder, HABEAS_TOKEN: project.oauthToken };
    const out: string[] = [];
    const err: string[] = [];
    const terminal = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
      bar: null,
      readSecret: async () => '',
      pause: async () => undefined,
    };
    const habeas = async (...words: string[]): Promise<number> =>
      runHabeas([...words, '--server', app.url], { terminal, config: () => readConfig(environment) });
    const kept = join(folder, 'kept');
    expect([await habeas('request', 'hand-over', deletionId, '--manner', 'post'), err]).toEqual([0, []]);
    expect([await habeas('request', 'record', deletionId, '--out', kept), err]).toEqual([0, []]);
    expect(out.at(-1)).toContain('verified with the key');
    const files = ['key.pem', 'record.json', 'record.sig'].map((name) => readFileSync(join(kept, name)));
    expect(isSignedBy(String(files[0]), files[1] as Buffer, files[2] as Buffer)).toBe(true);
    expect(await habeas('request', 'record', deletionId, '--out', kept)).toBe(1);
    expect(err.at(-1)).toContain('file-exists');
    expect(await habeas('request', 'record', deletionId, '--key', join(kept, 'record.sig'))).toBe(1);
    expect(err.at(-1)).toContain('key-unknown');
  });

  it('is served and verifies after the ids of its request were destroyed, and never held one', async () => {
    const before = await everything();
    clock.forward(31 * DAY);
    await part(Retention).run();
    const row = await app.prisma.request.findUniqueOrThrow({ where: { id: exportId } });
    expect(row.wrappedIdKey).toBeNull();
    const { document, signedBytes, signature, keyId } = await record(exportId);
    expect(document.afterwards.idsDestroyedAt).not.toBeNull();
    expect(document.afterwards.artifact).toMatchObject({ parts: 3, partsDestroyed: 3 });
    expect(document.receipt).toEqual((await record(exportId, 1)).document.receipt);
    const { body } = await client.call<{ results: { keyId: string; publicKey: string }[] }>(
      'GET',
      '/api/v1/keys/completion-record',
    );
    const key = body.results.find((each) => each.keyId === keyId);
    expect(isSignedBy(key?.publicKey ?? '', Buffer.from(signedBytes, 'base64'), Buffer.from(signature, 'base64'))).toBe(
      true,
    );
    const texts = `${before}\n${await everything()}`.toLowerCase();
    for (const id of [...ADA, 'ada-phone', BEA, REVOKED, 'nobody-at-all']) expect(texts).not.toContain(id);
    const ofExport = (await app.prisma.completionRecord.findMany({ where: { requestId: exportId } })).map(
      ({ document: bytes }) => Buffer.from(bytes).toString(),
    );
    expect(ofExport.join('\n')).not.toContain(project.ownerEmail);
  });

  it('goes with a statement to the person that says what the company said of itself', async () => {
    const fresh = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [ADA[0]] });
    await part(ExportRun).run(fresh);
    const files = await readZip((await fetched(`/api/v1/requests/${fresh}/download`)).body);
    const about = JSON.parse(fileOf(files, 1, 'about.json') ?? '{}') as Record<string, unknown>;
    expect(about).toMatchObject({
      controller: { contact: 'privacy@acme.example' },
      transfersAndSafeguards: 'To the USA, by standard clauses',
      automatedDecisions: 'not stated by the company',
    });
    expect(about['collections']).toContainEqual(
      expect.objectContaining({
        name: 'events',
        recipients: ['Hosting Corp', 'Mail provider'],
        retention: '13 months',
      }),
    );
  });
});
