import { HabeasError } from '../platform/index.js';
import { SILENT_COMPANY, type Company } from './company.js';
import { collectionsOf, type Collection, type DataMap } from './collection.js';
import type { CheckResult, SubjectStore } from './subject-store.port.js';

/** The data map and the stores it names: what export, deletion, verification and disclosure iterate over. */
export class SubjectData {
  constructor(
    private readonly map: DataMap,
    private readonly stores: ReadonlyMap<string, SubjectStore>,
    /** What the company says of itself. */
    readonly company: Company = SILENT_COMPANY,
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

  /** Holds every collection against its store's catalog; each finding begins with the collection's name. */
  async check(): Promise<CheckResult> {
    const results = await Promise.all(
      this.map.map(async (collection) => ({ collection, result: await this.storeOf(collection).check(collection) })),
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
}
