import { Logger } from '@nestjs/common';
import { HabeasError, type Lease, type Transaction } from '../../platform/index.js';
import type { Collection, Erasure, SubjectKey, SubjectStore } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepCollection } from './sweep-collection.service.js';
import { SweepKeys } from './sweep-keys.js';
import type { Milestone } from './sweep-steps.service.js';

const IDS = ['1', '2', '3', '4', '5', '6', '7', '8'];
const COLLECTION = { name: 'events', policy: { kind: 'erase' }, projects: null } as Partial<Collection> as Collection;

const CHILD = { ...COLLECTION, name: 'answers' };
const deletion = (id: string, disclosure: TakenDeletion['disclosure'] = 'Data'): TakenDeletion => ({
  id,
  projectId: 1,
  filing: { projectId: 1, numbers: [1] },
  disclosure,
  watermark: new Date(0),
  subjects: [{ ordinal: 0, asked: `subject-${id}`, ids: [`subject-${id}`], ambiguous: [] }],
});

const idsOf = (deletions: readonly TakenDeletion[]) => deletions.map(({ id }) => id);
const poison = () => new HabeasError('unprocessable', 'poisoned', 'A row of it cannot be erased.');
const outage = () => new HabeasError('unavailable', 'store-away', 'The store does not answer.');
const leaseLost = () => new HabeasError('unavailable', 'lease-lost', 'Another process has taken over "sweep".');

/** What goes wrong for a set of deletions. */
type Trouble = (ids: readonly string[]) => Error | null;

/** Keeps in memory which deletion came to which step. */
class StepsInMemory {
  readonly done: Record<Milestone, Set<string>> = {
    countedAt: new Set(),
    hiddenAt: new Set(),
    erasedAt: new Set(),
    verifiedAt: new Set(),
  };

  /** Nothing is done in the other collection. */
  async lacking(collection: Collection, deletions: readonly TakenDeletion[], step: Milestone, lease?: Lease) {
    lease?.lost.throwIfAborted();
    if (collection === CHILD) return [...deletions];
    return deletions.filter(({ id }) => !this.done[step].has(id));
  }

  async mark(collection: Collection, deletions: readonly TakenDeletion[], step: Milestone): Promise<void> {
    if (collection === CHILD) return;
    for (const { id } of deletions) this.done[step].add(id);
  }

  async stampCounted(_transaction: Transaction, collection: Collection, deletions: readonly TakenDeletion[]) {
    const uncounted = await this.lacking(collection, deletions, 'countedAt');
    await this.mark(collection, uncounted, 'countedAt');
    return idsOf(uncounted);
  }

  async guarded<T>(lease: Lease, write: (transaction: Transaction) => Promise<T>): Promise<T> {
    lease.lost.throwIfAborted();
    return write({} as Transaction);
  }
}

/** Hides nothing; remembers whom it was asked to hide, and with whom other workers may help. */
class Hiding {
  readonly asked: {
    readonly ids: readonly string[];
    readonly subjects: readonly string[];
    readonly shared: boolean;
  }[] = [];
  trouble: Trouble = () => null;

  async lead(
    _collection: Collection,
    _erasure: string,
    deletions: readonly TakenDeletion[],
    { keys }: { readonly keys: readonly SubjectKey[] },
    { shared }: { readonly shared: boolean },
  ): Promise<void> {
    const ids = idsOf(deletions);
    this.asked.push({ ids, subjects: keys.map(({ distinctId }) => distinctId), shared });
    const error = this.trouble(ids);
    if (error) throw error;
  }
}

/** An engine that removes at once what was hidden. */
class PromptPurge {
  constructor(private readonly steps: StepsInMemory) {}
  async purge(collection: Collection, deletions: readonly TakenDeletion[]) {
    await this.steps.mark(collection, deletions, 'erasedAt');
    return [];
  }
}

/** Finds rows of nobody who was erased. */
class CleanReadBack {
  trouble: Trouble = () => null;
  constructor(private readonly steps: StepsInMemory) {}
  async read(collection: Collection, _erasure: string, deletions: readonly TakenDeletion[]) {
    const unproven = deletions.filter(({ id }) => !this.steps.done.erasedAt.has(id));
    expect(idsOf(unproven)).toEqual([]);
    const error = this.trouble(idsOf(deletions));
    if (error) throw error;
    await this.steps.mark(collection, deletions, 'verifiedAt');
    return [];
  }
}

class NoRows {
  async ofCollection() {
    return [];
  }
  async recordAll(): Promise<void> {}
}

class NothingAhead {
  async of() {
    return null;
  }
  async leadOf() {
    return new Map();
  }
  async note(): Promise<void> {}
}

/** The policy keeps nothing. */
class NothingKept {
  async beside<T>(_collection: Collection, _deletions: readonly TakenDeletion[], found: T): Promise<T> {
    return found;
  }
}

class OneStore {
  readonly store = { share: () => async () => {} } as Partial<SubjectStore> as SubjectStore;
  storeOf(): SubjectStore {
    return this.store;
  }
  /** What changes with the rows of the collection. */
  along: readonly Collection[] = [];
  async takenAlong() {
    return this.along;
  }
  collections() {
    return [COLLECTION, CHILD];
  }
  async erasureOf(_collection: Collection, erasure: Erasure): Promise<Erasure> {
    return erasure;
  }
}

class NotedFailures {
  readonly settled: { readonly ids: readonly string[]; readonly error: unknown }[] = [];
  async settleInPart(ids: readonly string[], error: unknown): Promise<void> {
    this.settled.push({ ids, error });
  }
}

function sweepOf() {
  const [store, steps, hiding, failures] = [new OneStore(), new StepsInMemory(), new Hiding(), new NotedFailures()];
  const lost = new AbortController();
  const lease: Lease = { name: 'sweep', fence: 1, lost: lost.signal, release: async () => {} };
  const readBacks = new CleanReadBack(steps);
  const fakes: unknown[] = [
    store,
    new NoRows(),
    failures,
    steps,
    hiding,
    new PromptPurge(steps),
    readBacks,
    new NothingAhead(),
    new NothingKept(),
  ];
  const collections = new SweepCollection(...(fakes as ConstructorParameters<typeof SweepCollection>));
  const part = { sweepId: 'sweep-1', lease, waits: () => {} };
  const run = (disclosure?: TakenDeletion['disclosure'], after: readonly string[] = []) => {
    const deletions = IDS.map((id) => deletion(id, disclosure));
    return collections.sweep(COLLECTION, deletions, new SweepKeys(), { ...part, after });
  };
  return { store, steps, hiding, readBacks, failures, lost, run };
}

describe('a collection in a sweep of eight deletions', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('is swept for all of them together, which others may help with', async () => {
    const { steps, hiding, failures, run } = sweepOf();
    expect(await run()).toEqual(new Set());
    expect(hiding.asked).toEqual([{ ids: IDS, subjects: IDS.map((id) => `subject-${id}`), shared: true }]);
    expect([...steps.done.verifiedAt]).toEqual(IDS);
    expect(failures.settled).toEqual([]);
  });

  it.each(IDS)('is verified for the other seven where deletion %s is poisoned', async (poisoned) => {
    const { steps, hiding, failures, run } = sweepOf();
    const error = poison();
    hiding.trouble = (ids) => (ids.includes(poisoned) ? error : null);
    const others = IDS.filter((id) => id !== poisoned);
    expect(await run()).toEqual(new Set([poisoned]));
    expect([...steps.done.verifiedAt].sort()).toEqual(others);
    expect(steps.done.hiddenAt.has(poisoned)).toBe(false);
    expect(failures.settled).toEqual([{ ids: [poisoned], error }]);
    expect(failures.settled[0]?.error).toBe(error);
  });

  it('finds the poisoned one by halves, each with the keys of its own deletions alone', async () => {
    const { hiding, run } = sweepOf();
    hiding.trouble = (ids) => (ids.includes('6') ? poison() : null);
    await run();
    expect(hiding.asked.map(({ ids }) => ids.join(''))).toEqual(['12345678', '1234', '5678', '56', '5', '6', '78']);
    for (const { ids, subjects } of hiding.asked) expect(subjects).toEqual(ids.map((id) => `subject-${id}`));
  });

  it('is not hidden again by halves where it was hidden for all and the read-back fails for one', async () => {
    const { steps, hiding, readBacks, failures, run } = sweepOf();
    readBacks.trouble = (ids) => (ids.includes('3') ? poison() : null);
    expect(await run()).toEqual(new Set(['3']));
    expect(hiding.asked).toHaveLength(1);
    expect([...steps.done.verifiedAt].sort()).toEqual(IDS.filter((id) => id !== '3'));
    expect(failures.settled.map(({ ids }) => ids)).toEqual([['3']]);
  });

  it('lets nobody help with a half, since a helper would look for the whole', async () => {
    const { hiding, run } = sweepOf();
    hiding.trouble = (ids) => (ids.includes('6') ? poison() : null);
    await run();
    expect(hiding.asked.map(({ shared }) => shared)).toEqual([true, false, false, false, false, false, false]);
  });

  it('settles each of two poisoned ones with the error of its own', async () => {
    const { steps, hiding, failures, run } = sweepOf();
    const errorOf = new Map<string, Error>([
      ['2', poison()],
      ['7', new TypeError('an unforeseen error')],
    ]);
    hiding.trouble = (ids) => ids.map((id) => errorOf.get(id)).find((error) => error !== undefined) ?? null;
    expect(await run()).toEqual(new Set(['2', '7']));
    expect([...steps.done.verifiedAt].sort()).toEqual(['1', '3', '4', '5', '6', '8']);
    expect(failures.settled).toEqual(['2', '7'].map((id) => ({ ids: [id], error: errorOf.get(id) })));
  });

  it('is put off for all at once where what failed heals for all, without a half being tried', async () => {
    const { steps, hiding, failures, run } = sweepOf();
    const error = outage();
    hiding.trouble = () => error;
    expect(await run()).toEqual(new Set(IDS));
    expect(hiding.asked).toHaveLength(1);
    expect(failures.settled).toEqual([{ ids: IDS, error }]);
    expect(steps.done.verifiedAt.size).toBe(0);
  });

  it('waits for what refers to it, in a deletion of Sources only where that changes along', async () => {
    const [data, sources, changing] = [sweepOf(), sweepOf(), sweepOf()];
    changing.store.along = [CHILD];
    expect(await data.run('Data', [CHILD.name])).toEqual(new Set(IDS));
    expect(await sources.run('Sources', [CHILD.name])).toEqual(new Set());
    expect(await changing.run('Sources', [CHILD.name])).toEqual(new Set(IDS));
    expect([data, sources, changing].map(({ hiding }) => hiding.asked.length)).toEqual([0, 1, 0]);
  });

  it('goes no further when the lease is lost, and settles nothing that is another worker’s now', async () => {
    const { steps, hiding, failures, lost, run } = sweepOf();
    const error = poison();
    hiding.trouble = () => {
      lost.abort(leaseLost());
      return error;
    };
    await expect(run()).rejects.toBe(error);
    expect(hiding.asked).toHaveLength(1);
    expect(failures.settled).toEqual([]);
    expect(steps.done.hiddenAt.size + steps.done.verifiedAt.size).toBe(0);
  });

  it('stops among the halves too when the lease is lost', async () => {
    const { hiding, failures, lost, run } = sweepOf();
    hiding.trouble = (ids) => {
      if (ids.length === 1) lost.abort(leaseLost());
      return ids.includes('1') ? poison() : null;
    };
    await expect(run()).rejects.toMatchObject({ code: 'poisoned' });
    expect(hiding.asked.map(({ ids }) => ids.join(''))).toEqual(['12345678', '1234', '12', '1']);
    expect(failures.settled).toEqual([]);
  });
});
