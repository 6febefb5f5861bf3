import { AuditTrail } from '../../src/audit/index.js';
import { Clock, Ids, PrismaService } from '../../src/platform/index.js';
import { RequestLifecycle, STATUSES, Timeline, type Status } from '../../src/request-model/index.js';
import type { StatusMove } from '../../src/request-model/lifecycle/request-lifecycle.service.js';
import { MOVES } from '../../src/request-model/lifecycle/request-status.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const NOW = new Date('2026-03-09T22:28:55.078Z');
const NEXT = new Date('2026-03-10T02:00:00.000Z');

class StillClock extends Clock {
  override now(): Date {
    return NOW;
  }
}

const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to })));
const allowed = ({ from, to }: { from: Status; to: Status }): boolean =>
  (MOVES[from] as readonly Status[]).includes(to);

describe('the one writer of a status', () => {
  let database: TestDatabase;
  let prisma: PrismaService;
  let lifecycle: RequestLifecycle;
  let projectId: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    const clock = new StillClock();
    lifecycle = new RequestLifecycle(new Timeline(new AuditTrail(clock), clock), clock);
    const organization = await prisma.organization.create({
      data: { id: new Ids().next(), name: 'Acme', createdAt: NOW },
    });
    const project = await prisma.project.create({
      data: { organizationId: organization.id, name: 'Shop', token: 't', createdAt: NOW },
    });
    projectId = project.id;
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
  });

  async function requestAt(status: Status): Promise<string> {
    const id = new Ids().next();
    const who = { openedBy: 'project:1', openedByLabel: 'project', subjectCount: 1 };
    const when = { receivedAt: NOW, openedAt: NOW, dueAt: NEXT, nextAttemptAt: NEXT, waitingFor: 'retry' };
    const what = { kind: 'deletion', regime: 'GDPR', disclosure: 'Data' };
    await prisma.request.create({ data: { id, projectId, status, ...what, ...who, ...when } });
    return id;
  }

  /** The move as a caller would ask for it whom no compiler holds back. */
  async function move(ids: readonly string[], from: Status, to: Status): Promise<Set<string>> {
    const asked = { ids, from: [from], to, event: () => ({ type: 'retried', actor: 'habeas' }) };
    const next = to === 'STAGING' ? { next: { waitingFor: 'sweep', nextAttemptAt: NEXT } } : {};
    return prisma.$transaction((transaction) =>
      lifecycle.move(transaction, { ...asked, ...next } as unknown as StatusMove<'PENDING'>),
    );
  }

  const rowOf = (id: string) => prisma.request.findUniqueOrThrow({ where: { id }, include: { events: true } });

  it.each(PAIRS.filter((pair) => !allowed(pair)))('refuses $from → $to, and leaves the row as it is', async (pair) => {
    const id = await requestAt(pair.from);
    const before = await rowOf(id);
    await expect(move([id], pair.from, pair.to)).rejects.toThrow(RangeError);
    expect(await rowOf(id)).toEqual(before);
  });

  it.each(PAIRS.filter(allowed))('moves $from → $to where the row stands there, and tells of it once', async (pair) => {
    const [here, elsewhere] = [await requestAt(pair.from), await requestAt(pair.to)];
    const before = await rowOf(elsewhere);
    expect(await move([here, elsewhere], pair.from, pair.to)).toEqual(new Set([here]));
    expect(await rowOf(here)).toMatchObject({ status: pair.to, events: [{ type: 'retried', at: NOW }] });
    expect(await rowOf(elsewhere)).toEqual(before);
  });

  it('sets when a state was reached, and that nothing is waited for while there is work or after the end', async () => {
    const id = await requestAt('PENDING');
    await move([id], 'PENDING', 'STAGING');
    expect(await rowOf(id)).toMatchObject({ stagedAt: NOW, waitingFor: 'sweep', nextAttemptAt: NEXT });
    await move([id], 'STAGING', 'STARTED');
    expect(await rowOf(id)).toMatchObject({ startedAt: NOW, waitingFor: null, nextAttemptAt: NEXT, finishedAt: null });
    await move([id], 'STARTED', 'SUCCESS');
    expect(await rowOf(id)).toMatchObject({ finishedAt: NOW, waitingFor: null, nextAttemptAt: null });
  });

  it('lets one of two that move the same request at once do it', async () => {
    const id = await requestAt('STAGING');
    const moves = await Promise.all([move([id], 'STAGING', 'STARTED'), move([id], 'STAGING', 'REVOKED')]);
    expect(moves.map(({ size }) => size).sort()).toEqual([0, 1]);
    expect((await rowOf(id)).events).toHaveLength(1);
  });
});
