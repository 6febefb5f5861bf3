import { SweepSteps, type Milestone } from '../../src/deletions/sweep/sweep-steps.service.js';
import type { TakenDeletion } from '../../src/deletions/staging/taken-deletion.js';
import { Clock, Ids, Leases, PrismaService, type Lease } from '../../src/platform/index.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection } from '../../src/subject-data/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const EVENTS = BUILT_IN_COLLECTIONS[0] as Collection;
/** The same collection after somebody has changed the data map. */
const REMAPPED: Collection = { ...EVENTS, policy: { kind: 'anonymize', columns: ['properties'] } };
const FIRST = new Date('2026-03-09T10:00:00Z');
const LATER = new Date('2026-03-09T11:00:00Z');

class StandingClock extends Clock {
  time = FIRST;
  override now(): Date {
    return this.time;
  }
}

describe('what stands on record of a sweep', () => {
  const clock = new StandingClock();
  let database: TestDatabase;
  let prisma: PrismaService;
  let leases: Leases;
  let lease: Lease;
  let steps: SweepSteps;
  let projectId: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    leases = new Leases(prisma);
    steps = new SweepSteps(prisma, leases, clock);
    const { id: organizationId } = await prisma.organization.create({
      data: { id: new Ids().next(), name: 'Acme', createdAt: FIRST },
    });
    const shop = { organizationId, name: 'Shop', token: 't', createdAt: FIRST };
    projectId = (await prisma.project.create({ data: shop })).id;
  });

  beforeEach(async () => {
    clock.time = FIRST;
    const acquired = await leases.acquire('sweep', 'the worker');
    if (acquired === null) throw new Error('Somebody else holds the lease.');
    lease = acquired;
  });

  afterEach(() => lease.release());

  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
  });

  async function taken(): Promise<TakenDeletion> {
    const id = new Ids().next();
    await prisma.request.create({
      data: {
        id,
        projectId,
        kind: 'deletion',
        regime: 'GDPR',
        disclosure: 'Data',
        status: 'STARTED',
        openedBy: 'project:1',
        openedByLabel: 'Shop',
        subjectCount: 1,
        receivedAt: FIRST,
        openedAt: FIRST,
        startedAt: FIRST,
        watermark: FIRST,
        dueAt: new Date('2026-04-08T10:00:00Z'),
      },
    });
    const filing = { projectId, numbers: [projectId] };
    return { id, projectId, filing, disclosure: 'Data', watermark: FIRST, subjects: [] };
  }

  const count = (deletions: readonly TakenDeletion[], collection = EVENTS) =>
    steps.guarded(lease, (transaction) => steps.stampCounted(transaction, collection, deletions));
  const sendBack = ({ id }: TakenDeletion, rows: number) =>
    steps.guarded(lease, (transaction) => steps.sendBack(transaction, EVENTS, id, rows));
  const recordOf = ({ id: requestId }: TakenDeletion) =>
    prisma.requestCollection.findUnique({
      where: { requestId_collection: { requestId, collection: EVENTS.name } },
      select: { countedAt: true, hiddenAt: true, erasedAt: true, verifiedAt: true, survivors: true, policy: true },
    });

  it('is the first count: rows that went along with another collection would be missing from a second', async () => {
    const [early, late] = [await taken(), await taken()];
    expect(await count([early])).toEqual([early.id]);
    clock.time = LATER;
    expect(await count([early, late])).toEqual([late.id]);
    expect([await recordOf(early), await recordOf(late)]).toMatchObject([{ countedAt: FIRST }, { countedAt: LATER }]);
  });

  it('is a count, too, of what another step was recorded of before', async () => {
    const deletion = await taken();
    await steps.mark(EVENTS, [deletion], 'hiddenAt', lease);
    expect(await count([deletion])).toEqual([deletion.id]);
    expect(await recordOf(deletion)).toMatchObject({ countedAt: FIRST, hiddenAt: FIRST });
  });

  it('is every step with its own time, and no survivors once it is verified', async () => {
    const deletion = await taken();
    await count([deletion]);
    clock.time = LATER;
    for (const step of ['hiddenAt', 'erasedAt'] as const) await steps.mark(EVENTS, [deletion], step, lease);
    expect(await recordOf(deletion)).toMatchObject({ hiddenAt: LATER, erasedAt: LATER, survivors: null });
    await steps.mark(EVENTS, [deletion], 'verifiedAt', lease);
    expect(await recordOf(deletion)).toEqual({
      countedAt: FIRST,
      hiddenAt: LATER,
      erasedAt: LATER,
      verifiedAt: LATER,
      survivors: 0n,
      policy: 'erase',
    });
  });

  it('is that rows survived, until they are read back as gone; the erasure is lacking again and the count is not', async () => {
    const deletion = await taken();
    await count([deletion]);
    for (const step of ['hiddenAt', 'erasedAt'] as const) await steps.mark(EVENTS, [deletion], step, lease);
    await sendBack(deletion, 3);
    const lacking = async (step: Milestone) => (await steps.lacking(EVENTS, [deletion], step)).length;
    expect([await lacking('countedAt'), await lacking('hiddenAt'), await lacking('erasedAt')]).toEqual([0, 1, 1]);
    for (const step of ['hiddenAt', 'erasedAt'] as const) await steps.mark(EVENTS, [deletion], step, lease);
    expect(await recordOf(deletion)).toMatchObject({ survivors: 3n, verifiedAt: null });
    await steps.mark(EVENTS, [deletion], 'verifiedAt', lease);
    expect(await recordOf(deletion)).toMatchObject({ survivors: 0n });
  });

  it('is nothing any more after the data map has changed, for the deletion that goes on and for no other', async () => {
    const [deletion, other] = [await taken(), await taken()];
    await count([deletion, other]);
    for (const step of ['hiddenAt', 'erasedAt', 'verifiedAt'] as const)
      await steps.mark(EVENTS, [deletion, other], step, lease);
    expect(await steps.lacking(REMAPPED, [deletion], 'verifiedAt')).toEqual([deletion]);
    clock.time = LATER;
    expect(await count([deletion], REMAPPED)).toEqual([deletion.id]);
    expect(await recordOf(deletion)).toEqual({
      countedAt: LATER,
      hiddenAt: null,
      erasedAt: null,
      verifiedAt: null,
      survivors: null,
      policy: 'anonymize',
    });
    expect(await recordOf(other)).toMatchObject({ countedAt: FIRST, verifiedAt: FIRST });
  });

  it('is nothing that a worker writes after another has taken over', async () => {
    const deletion = await taken();
    await count([deletion]);
    await lease.release();
    const successor = await leases.acquire('sweep', 'another worker');
    await expect(steps.mark(EVENTS, [deletion], 'hiddenAt', lease)).rejects.toMatchObject({ code: 'lease-lost' });
    await expect(sendBack(deletion, 1)).rejects.toMatchObject({ code: 'lease-lost' });
    await expect(steps.renewLease(lease)).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await recordOf(deletion)).toMatchObject({ countedAt: FIRST, hiddenAt: null, survivors: null });
    await successor?.release();
  });
});
