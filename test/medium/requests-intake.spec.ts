import type pg from 'pg';
import { AccountMakers, type Actor, type ProjectRecord } from '../../src/access/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import {
  Clock,
  Config,
  JobQueue,
  Ids,
  MasterKey,
  PrismaService,
  readConfig,
  type JobOrder,
} from '../../src/platform/index.js';
import { DeletionConflicts } from '../../src/requests/intake/deletion-conflicts.service.js';
import { type RequestOrder, RequestsService } from '../../src/requests/index.js';
import { Identities, Timeline } from '../../src/request-model/index.js';
import { OrderRules } from '../../src/requests/intake/order-rules.service.js';
import { Revocations } from '../../src/requests/actions/revocations.service.js';
import { RequestLifecycle } from '../../src/request-model/lifecycle/request-lifecycle.service.js';
import { RequestWriter } from '../../src/requests/intake/request-writer.service.js';
import { ClosureService, IdForms, SubjectData, SubjectHmac } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const NOW = new Date('2026-03-09T22:28:55.078Z');

class StillClock extends Clock {
  override now(): Date {
    return NOW;
  }
}

/** A doorbell that remembers who rang. */
class Rings extends JobQueue {
  readonly heard: JobOrder[] = [];
  async enqueue(ring: JobOrder): Promise<void> {
    this.heard.push(ring);
  }
}

describe('opening and revoking requests', () => {
  let database: TestDatabase;
  let prisma: PrismaService;
  let pool: pg.Pool;
  let service: RequestsService;
  let revocations: Revocations;
  let doorbell: Rings;
  let project: ProjectRecord;
  const actor: Actor = {
    kind: 'service-account',
    serviceAccountId: 'robot-id',
    name: 'robot',
    organizationId: '',
    role: 'admin',
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    const clock = new StillClock();
    const organization = await prisma.organization.create({
      data: { id: new Ids().next(), name: 'Acme', createdAt: NOW },
    });
    const row = await prisma.project.create({
      data: { organizationId: organization.id, name: 'Shop', token: 't', createdAt: NOW },
    });
    project = {
      ...row,
      ccpaWindow: 'twelve-months',
      requiredReceipt: [],
      language: 'en',
      droppedValues: [],
      publicOptIn: 'devices',
      globalPrivacyControl: 'off',
    };
    doorbell = new Rings();
    pool = poolOf(database.url);
    const master = new MasterKey(Buffer.alloc(32, 7));
    const timeline = new Timeline(new AuditTrail(clock), clock);
    const hmac = new SubjectHmac(Buffer.alloc(32, 8));
    const store = new PostgresIngestStore(pool);
    const forms = new IdForms(prisma, hmac, master);
    revocations = new Revocations(prisma, new RequestLifecycle(timeline, clock), forms);
    service = new RequestsService(
      prisma,
      forms,
      new DeletionConflicts(),
      new OrderRules(
        store,
        new Identities(prisma, master, hmac, new ClosureService(store), forms),
        new AccountMakers(prisma, clock),
        readConfig({}),
        forms,
        new SubjectData([], new Map()),
      ),
      new RequestWriter(master, hmac, timeline),
      doorbell,
      new Config(readConfig({ DELETION_GRACE: '24h' }).values),
      clock,
      new Ids(),
      master,
    );
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await pool.end();
    await database.drop();
  });

  const order = (more: Partial<RequestOrder> = {}): RequestOrder => ({
    kind: 'deletion',
    regime: 'GDPR',
    disclosure: 'Data',
    distinctIds: [new Ids().next()],
    duplicateCount: 0,
    ...more,
  });

  it('keeps a deletion back for its grace, and rings for nothing', async () => {
    const { request } = await service.open(actor, project, order());
    const tomorrow = new Date(NOW.getTime() + 86_400_000);
    expect(request).toMatchObject({
      status: 'PENDING',
      waitingFor: 'grace',
      graceUntil: tomorrow,
      nextAttemptAt: tomorrow,
    });
    expect(doorbell.heard.map(({ id }) => id)).not.toContain(request.id);
  });

  it('takes the grace of the project before its own, and rings where there is none', async () => {
    const patient = await service.open(actor, { ...project, deletionGraceSeconds: 60 }, order());
    expect(patient.request.graceUntil).toEqual(new Date(NOW.getTime() + 60_000));
    const hasty = await service.open(actor, { ...project, deletionGraceSeconds: 0 }, order());
    expect(hasty.request).toMatchObject({ waitingFor: 'worker', nextAttemptAt: NOW });
    expect(doorbell.heard).toContainEqual({ queue: 'deletions', kind: 'stage', id: hasty.request.id });
  });

  it('rings for an export at once, within its window and deadline', async () => {
    const receivedAt = new Date('2026-02-28T12:00:00Z');
    const { request } = await service.open(actor, project, order({ kind: 'export', regime: 'CCPA', receivedAt }));
    expect(request).toMatchObject({
      waitingFor: 'worker',
      graceUntil: null,
      nextAttemptAt: NOW,
      receivedAt,
      windowFrom: new Date('2025-02-28T12:00:00Z'),
      windowUntil: receivedAt,
      dueAt: new Date('2026-04-14T23:59:59.999Z'),
    });
    expect(doorbell.heard).toContainEqual({ queue: 'exports', kind: 'export', id: request.id });
  });

  it('tells who opened it, in the timeline and in the audit, without an id', async () => {
    const { request } = await service.open(actor, project, order({ distinctIds: ['ada'] }));
    expect(request).toMatchObject({ openedBy: 'service-account:robot-id', openedByLabel: 'robot' });
    const [told] = await prisma.requestEvent.findMany({ where: { requestId: request.id } });
    const [audited] = await prisma.auditEntry.findMany({ where: { requestId: request.id } });
    expect([told?.type, audited?.action]).toEqual(['opened', 'request.opened']);
    expect(JSON.stringify([told?.detail, audited?.detail, request.openedBy])).not.toContain('ada');
  });

  it('stores ids as ciphertext and HMAC only', async () => {
    const { request } = await service.open(
      actor,
      project,
      order({ kind: 'export', distinctIds: ['plainly-readable'] }),
    );
    const rows = await prisma.$queryRaw<{ line: string }[]>`
      SELECT encode(id_hmac, 'escape') || encode(id_ciphertext, 'escape') AS line FROM request_subjects
      WHERE request_id = ${request.id}::uuid`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).not.toContain('plainly');
  });

  it('stores nothing at all where a subject cannot be stored', async () => {
    const before = [await prisma.request.count(), await prisma.requestEvent.count()];
    await prisma.$executeRaw`ALTER TABLE request_subjects ADD CONSTRAINT poisoned CHECK (ordinal < 3) NOT VALID`;
    const distinctIds = ['p1', 'p2', 'p3', 'p4'];
    await expect(service.open(actor, project, order({ distinctIds }))).rejects.toThrow();
    await prisma.$executeRaw`ALTER TABLE request_subjects DROP CONSTRAINT poisoned`;
    expect([await prisma.request.count(), await prisma.requestEvent.count()]).toEqual(before);
    await expect(service.open(actor, project, order({ distinctIds }))).resolves.toMatchObject({ replayed: false });
  });

  it('stores 2000 subjects in their order by one statement', async () => {
    const distinctIds = Array.from({ length: 2000 }, (_, index) => `bulk-${index}`);
    const { request } = await service.open(actor, project, order({ kind: 'export', distinctIds }));
    const rows = await prisma.requestSubject.findMany({
      where: { requestId: request.id },
      orderBy: { ordinal: 'asc' },
    });
    const hmac = new SubjectHmac(Buffer.alloc(32, 8));
    expect(rows.map((row) => Buffer.from(row.idHmac))).toEqual(distinctIds.map((id) => hmac.of(project.id, id)));
    expect([rows[0]?.ordinal, rows.at(-1)?.ordinal]).toEqual([0, 1999]);
  });

  it('lets one of many deletions of the same id pass', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        service.open(actor, project, order({ distinctIds: ['same', `other-${index}`] })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ kind: 'conflict', code: 'ids-under-deletion' });
    }
  });

  it('makes one request of many orders under one key, and refuses another order under it', async () => {
    for (const kind of ['export', 'deletion'] as const) {
      const same = order({ kind, idempotencyKey: `key-${kind}` });
      const opened = await Promise.all(Array.from({ length: 10 }, () => service.open(actor, project, same)));
      expect(new Set(opened.map(({ request }) => request.id)).size).toBe(1);
      expect(opened.filter(({ replayed }) => !replayed)).toHaveLength(1);
      await expect(service.open(actor, project, { ...same, regime: 'CCPA' })).rejects.toMatchObject({
        code: 'idempotency-key-reused',
      });
    }
  });

  it('revokes once, however many ask at once', async () => {
    const { request } = await service.open(actor, project, order());
    await Promise.all(Array.from({ length: 5 }, () => revocations.revoke(actor, project, request.id)));
    expect(await prisma.request.findUnique({ where: { id: request.id } })).toMatchObject({
      status: 'REVOKED',
      finishedAt: NOW,
      nextAttemptAt: null,
      waitingFor: null,
    });
    expect(await prisma.requestEvent.count({ where: { requestId: request.id, type: 'revoked' } })).toBe(1);
  });

  it('never revokes what a sweep has taken, whoever comes first', async () => {
    const { request } = await service.open(actor, project, order());
    await prisma.request.update({ where: { id: request.id }, data: { status: 'STAGING' } });
    const take = prisma.request.updateMany({
      where: { id: request.id, status: 'STAGING' },
      data: { status: 'STARTED' },
    });
    const [taken, revoked] = await Promise.allSettled([take, revocations.revoke(actor, project, request.id)]);
    const { status } = await prisma.request.findUniqueOrThrow({ where: { id: request.id } });
    const won = taken.status === 'fulfilled' && taken.value.count === 1;
    expect([status, revoked.status]).toEqual(won ? ['STARTED', 'rejected'] : ['REVOKED', 'fulfilled']);
  });

  it("knows no request of another project's", async () => {
    const { request } = await service.open(actor, project, order());
    const elsewhere = { ...project, id: project.id + 1 };
    await expect(revocations.revoke(actor, elsewhere, request.id)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
