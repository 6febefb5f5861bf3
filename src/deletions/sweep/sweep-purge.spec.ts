import type { Lease, PrismaService, Transaction } from '../../platform/index.js';
import type { ScrubTargets } from '../../scrub/index.js';
import type {
  Collection,
  PartitionClaims,
  RemovalResult,
  SubjectData,
  SubjectStore,
} from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import type { SweepPartitions } from './sweep-partitions.service.js';
import { SweepPurge } from './sweep-purge.service.js';
import type { SweepSteps } from './sweep-steps.service.js';

const EVENTS = { name: 'events' } as Partial<Collection> as Collection;
const DELETION = { id: '1' } as Partial<TakenDeletion> as TakenDeletion;
const TURNS = {} as PartitionClaims;

/** An engine that is at work for a while, and says so. */
class SlowStore implements Pick<SubjectStore, 'removeHidden'> {
  readonly told: string[] = [];

  removeHidden: SubjectStore['removeHidden'] = async (_, course = {}): Promise<RemovalResult> => {
    this.told.push('asked');
    course.onWaiting?.();
    this.told.push(course.turns === TURNS ? 'removed by turns' : 'removed');
    return { erased: true };
  };
}

function purgeOf(store: SlowStore): SweepPurge {
  const prisma = { requestCollection: { findMany: async () => [] } } as unknown as PrismaService;
  const subjectData = { storeOf: () => store } as unknown as SubjectData;
  const steps = {
    guarded: async (_: Lease, write: (transaction: Transaction) => Promise<unknown>) => write({} as Transaction),
    stamp: async () => {
      store.told.push('marked');
    },
  } as unknown as SweepSteps;
  const partitions = {
    lead: async (_: unknown, __: unknown, work: (turns: PartitionClaims) => Promise<unknown>) => work(TURNS),
  } as unknown as SweepPartitions;
  const targets = { unpurged: async () => [], markPurged: async () => {} } as unknown as ScrubTargets;
  return new SweepPurge(prisma, subjectData, steps, partitions, targets, { next: () => 'task' });
}

describe('the removal of what a pass has hidden', () => {
  it.each([
    ['alone', false, 'removed'],
    ['by turns', true, 'removed by turns'],
  ])('lets the next part begin while the engine is at work, %s', async (_, shared, removed) => {
    const store = new SlowStore();
    const part = { sweepId: 'sweep', lease: {} as Lease, shared, waits: () => void store.told.push('next part begun') };
    expect(await purgeOf(store).purge(EVENTS, [DELETION], part)).toEqual([]);
    expect(store.told).toEqual(['asked', 'next part begun', removed, 'marked']);
  });
});
