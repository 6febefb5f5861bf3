import { Logger } from '@nestjs/common';
import { foreseen, HabeasError } from '../../platform/index.js';
import { type Company, type Exemption, SILENT_COMPANY } from '../data-map/data-map.js';
import { collectionsOf, type Collection, type DataMap } from '../data-map/collection.js';
import type { Neighbours } from './neighbours.js';
import type { CheckResult, Erasure, SubjectStore } from './subject-store.port.js';

/** The data map and the stores it names: what export, deletion, verification and disclosure iterate over. */
export class SubjectData {
  private readonly logger = new Logger('subject-data');
  private databases: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(
    private readonly map: DataMap,
    private readonly stores: ReadonlyMap<string, SubjectStore>,
    /** What the company says of itself. */
    readonly company: Company = SILENT_COMPANY,
    /** Tables of which the company says that no request is about them. */
    readonly exemptions: readonly Exemption[] = [],
  ) {}

  /** All collections, the built-in ones first. */
  collections(): DataMap {
    return this.map;
  }

  /** The collections that hold data of a project's subjects. */
  collectionsOf(projectId: number): Collection[] {
    return collectionsOf(this.map, projectId);
  }

  storeOf(collection: Collection): SubjectStore {
    const store = this.stores.get(collection.store);
    if (store !== undefined) return store;
    const message = `Store "${collection.store}" of collection "${collection.name}" is not declared; add it to the data map.`;
    throw new HabeasError('invalid', 'bad-data-map', message);
  }

  /** What the map says of the collection's database, whatever stores it goes by. */
  async neighboursOf({ store }: Collection): Promise<Neighbours> {
    const databases = await this.databasesOf();
    const stores = [...databases.keys()].filter((name) => databases.get(name) === databases.get(store));
    const within = (each: { readonly store: string }) => stores.includes(each.store);
    return { stores, collections: this.map.filter(within), exemptions: this.exemptions.filter(within) };
  }

  /** The collections whose rows would go along, or be changed, when this one is erased. */
  async takenAlong(collection: Collection, erasure: Erasure): Promise<Collection[]> {
    return this.storeOf(collection).takenAlong(collection, erasure, await this.neighboursOf(collection));
  }

  /**
   * Which collections are to be finished before each, since their rows refer to its rows by live foreign keys. A database that does
   * not answer gives no order: what cannot be erased for that is tried again.
   */
  async eraseOrder(): Promise<ReadonlyMap<string, readonly string[]>> {
    const order = new Map<string, readonly string[]>();
    const asked = new Set<string>();
    for (const collection of this.map) {
      const store = this.storeOf(collection);
      if (asked.has(store.name)) continue;
      const orderless = (error: unknown) => this.sayOrderless(store.name, error);
      const neighbours = await this.neighboursOf(collection).catch(orderless);
      for (const name of neighbours?.stores ?? [store.name]) asked.add(name);
      if (neighbours === null) continue;
      const found = await store.eraseOrder(neighbours).catch(orderless);
      for (const [name, after] of found ?? []) order.set(name, after);
    }
    return order;
  }

  private sayOrderless(store: string, error: unknown): null {
    const reason = foreseen(error)?.message ?? 'An unforeseen error.';
    this.logger.warn(`The tables of the store "${store}" are swept in the order of the data map: ${reason}`);
    return null;
  }

  /** What an erasure takes of the collection as its table is now: rows whose headers cannot be cleared go themselves. */
  async erasureOf(collection: Collection, erasure: Erasure): Promise<Erasure> {
    if (erasure !== 'headers' || collection.policy.kind !== 'erase') return erasure;
    const neighbours = await this.neighboursOf(collection);
    return (await this.storeOf(collection).erasesRows(collection, neighbours)) ? 'rows' : erasure;
  }

  /** Holds every collection against its store's catalog; each finding begins with the collection's name. */
  async check(): Promise<CheckResult> {
    const unfit = await this.unfitStores();
    if (unfit.length > 0) return { errors: unfit, warnings: [] };
    const results = await Promise.all(
      this.map.map(async (collection) => {
        const neighbours = await this.neighboursOf(collection);
        return { collection, result: await this.storeOf(collection).check(collection, neighbours) };
      }),
    );
    const named = (of: 'errors' | 'warnings') =>
      results.flatMap(({ collection, result }) => result[of].map((text) => `collection "${collection.name}": ${text}`));
    return { errors: named('errors'), warnings: named('warnings') };
  }

  /**
   * Checks, and returns the warnings.
   * @throws HabeasError `bad-data-map` with every error, so that it is found at the start and not in a sweep.
   */
  async assertSound(): Promise<readonly string[]> {
    const { errors, warnings } = await this.check();
    if (errors.length === 0) return warnings;
    throw new HabeasError('invalid', 'bad-data-map', `Data map: ${errors.join('; ')}.`);
  }

  private async unfitStores(): Promise<string[]> {
    const names = new Set(this.map.map(({ store }) => store));
    const stores = [...this.stores].filter(([name]) => names.has(name));
    const reasons = await Promise.all(stores.map(([, store]) => store.unfit()));
    return reasons.flatMap((reason) => (reason === null ? [] : [reason.replace(/\.$/, '')]));
  }

  /** Which database each store is; asked once, of all together, since a server that was started anew answers otherwise. */
  private async databasesOf(): Promise<ReadonlyMap<string, string>> {
    this.databases ??= Promise.all(
      [...this.stores].map(async ([name, store]) => [name, await store.database()] as const),
    )
      .then((entries) => new Map(entries))
      .catch((error: unknown) => {
        this.databases = null;
        throw error;
      });
    return this.databases;
  }
}
