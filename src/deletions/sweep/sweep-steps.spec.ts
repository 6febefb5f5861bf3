import {
  Clock,
  HabeasError,
  type Lease,
  type Leases,
  type PrismaService,
  type Transaction,
} from '../../platform/index.js';
import { definitionOf, type Collection } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepSteps, type Milestone } from './sweep-steps.service.js';

const EVENTS = { name: 'events', table: 'events', policy: { kind: 'erase' } } as Partial<Collection> as Collection;
const MOVED = { ...EVENTS, table: 'events_2026' };

const deletion = (id: string): TakenDeletion => ({
  id,
  projectId: 1,
  filing: { projectId: 1, numbers: [1] },
  disclosure: 'Data',
  watermark: new Date(0),
  subjects: [],
});
const [one, two, three] = ['1', '2', '3'].map(deletion) as [TakenDeletion, TakenDeletion, TakenDeletion];

type Recorded = { readonly requestId: string; readonly collection: string; readonly definition: string } & Partial<
  Record<Milestone, Date>
>;

interface Wanted {
  readonly collection: string;
  readonly definition: string;
  readonly requestId: { readonly in: readonly string[] };
  readonly NOT: Partial<Record<Milestone, null>>;
}

/** What stands on record, and what transactions did: a write is kept where its transaction ended well. */
class Records {
  rows: Recorded[] = [];
  asked = 0;
  kept: string[] = [];

  readonly requestCollection = {
    findMany: async ({ where }: { where: Wanted }) => {
      this.asked++;
      const [step] = Object.keys(where.NOT) as Milestone[];
      return this.rows.filter(
        (row) =>
          row.collection === where.collection &&
          row.definition === where.definition &&
          where.requestId.in.includes(row.requestId) &&
          step !== undefined &&
          row[step] !== undefined,
      );
    },
  };

  async $transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const open = new OpenTransaction();
    const result = await work(open as unknown as Transaction);
    this.kept.push(...open.written);
    return result;
  }
}

class OpenTransaction {
  readonly written: string[] = [];
  readonly requestCollection = { deleteMany: async () => this.written.push('forgotten') };
  async $executeRaw(): Promise<number> {
    return this.written.push('stamped');
  }
}

/** Knows whose turn it is by the fence, and in which transactions that was asserted. */
class LeaseBook {
  fence = 1;
  readonly assertedIn: Transaction[] = [];
  constructor(private readonly records: Records) {}

  async guarded<T>(lease: Lease, write: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.records.$transaction(async (transaction) => {
      this.assertedIn.push(transaction);
      if (lease.fence !== this.fence) throw new HabeasError('unavailable', 'lease-lost', 'It was taken over.');
      return write(transaction);
    });
  }

  async renew(lease: Lease): Promise<boolean> {
    return lease.fence === this.fence;
  }
}

function stepsOf() {
  const records = new Records();
  const [leases, lost] = [new LeaseBook(records), new AbortController()];
  const lease: Lease = { name: 'sweep', fence: 1, lost: lost.signal, release: async () => {} };
  const handed = [records, leases] as unknown as [PrismaService, Leases];
  return { records, leases, lost, lease, steps: new SweepSteps(...handed, new Clock()) };
}

const recorded = ({ id }: TakenDeletion, collection: Collection, ...done: Milestone[]): Recorded => ({
  requestId: id,
  collection: collection.name,
  definition: definitionOf(collection),
  ...Object.fromEntries(done.map((step) => [step, new Date(0)])),
});

describe('the steps of a sweep', () => {
  it('are lacking to those that have not come to them, in the order given', async () => {
    const { records, steps } = stepsOf();
    records.rows = [recorded(two, EVENTS, 'countedAt', 'hiddenAt'), recorded(three, EVENTS, 'countedAt')];
    expect(await steps.lacking(EVENTS, [three, two, one], 'countedAt')).toEqual([one]);
    expect(await steps.lacking(EVENTS, [three, two, one], 'hiddenAt')).toEqual([three, one]);
    expect(await steps.lacking(EVENTS, [three, two, one], 'verifiedAt')).toEqual([three, two, one]);
  });

  it('count for nothing where they were taken in another collection or under another data map', async () => {
    const { records, steps } = stepsOf();
    records.rows = [
      recorded(one, EVENTS, 'verifiedAt'),
      recorded(two, MOVED, 'verifiedAt'),
      recorded(three, { ...EVENTS, name: 'profiles' }, 'verifiedAt'),
    ];
    expect(await steps.lacking(EVENTS, [one, two, three], 'verifiedAt')).toEqual([two, three]);
    expect(await steps.lacking(MOVED, [one, two, three], 'verifiedAt')).toEqual([one, three]);
  });

  it('are not even asked for by a worker whose lease is lost', async () => {
    const { records, lost, lease, steps } = stepsOf();
    const reason = new HabeasError('unavailable', 'lease-lost', 'It was taken over.');
    lost.abort(reason);
    await expect(steps.lacking(EVENTS, [one], 'hiddenAt', lease)).rejects.toBe(reason);
    expect(records.asked).toBe(0);
  });

  it('are marked in the transaction in which the lease is asserted', async () => {
    const { records, leases, lease, steps } = stepsOf();
    const within = await steps.guarded(lease, async (transaction) => {
      expect(leases.assertedIn).toEqual([transaction]);
      return transaction;
    });
    expect(leases.assertedIn[0]).toBe(within);
    await steps.mark(EVENTS, [one], 'erasedAt', lease);
    expect(leases.assertedIn).toHaveLength(2);
    expect(records.kept).toEqual(['forgotten', 'stamped']);
  });

  it('are not marked by a worker that has been taken over and does not know it yet', async () => {
    const { records, leases, lease, steps } = stepsOf();
    leases.fence = 2;
    let written = false;
    const write = async () => {
      written = true;
    };
    await expect(steps.mark(EVENTS, [one], 'verifiedAt', lease)).rejects.toMatchObject({ code: 'lease-lost' });
    await expect(steps.guarded(lease, write)).rejects.toMatchObject({ code: 'lease-lost' });
    expect([records.kept, written]).toEqual([[], false]);
  });

  it('are held under the lease for its whole span, and another attempt heals where it is gone', async () => {
    const { leases, lease, steps } = stepsOf();
    await expect(steps.renewLease(lease)).resolves.toBeUndefined();
    leases.fence = 2;
    await expect(steps.renewLease(lease)).rejects.toMatchObject({ code: 'lease-lost', retryable: true });
  });
});
