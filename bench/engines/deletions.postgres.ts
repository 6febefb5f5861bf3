import { expectEqual } from '../harness.js';
import type { Dataset } from '../dataset.js';
import { Habeas } from '../habeas.js';
import { countPostgres } from './load.postgres.js';
import type { Reporter } from '../reporter.js';
import { idsOf, numbers, rowsOf, userId } from '../population.js';
import { connected, statement } from './postgres.js';
import { rawDelete, type RawDelete } from './raw-delete.postgres.js';
import type { StoreWatch } from '../store-watch.js';
import { measureSweep, type Swept } from '../sweeps.js';

/** Erases the people of a data set group by group, by Habeas or by hand, each person once. */
export class PostgresDeletions {
  private erased = 0;
  private readonly watch: StoreWatch;

  private constructor(
    private readonly out: Reporter,
    private readonly dataset: Dataset,
    private readonly url: string,
    private readonly habeas: Habeas,
  ) {
    this.watch = habeas.watchStores();
  }

  static async open(out: Reporter, dataset: Dataset, url: string): Promise<PostgresDeletions> {
    return new PostgresDeletions(out, dataset, url, await Habeas.start(url, dataset.project));
  }

  /** A checkpoint before each side: pages are written whole into the WAL once after one, by whoever comes first. */
  async bySweep(subjects: number): Promise<Swept> {
    const [from, until] = this.next(subjects);
    const id = await this.habeas.stageDeletion(numbers(from, until).map(userId));
    await statement(this.url, 'CHECKPOINT');
    const swept = await measureSweep(this.out, this.habeas, this.watch, [id]);
    await this.expectGone(from, until);
    return swept;
  }

  async byHand(subjects: number): Promise<RawDelete> {
    const [from, until] = this.next(subjects);
    const ids = idsOf(from, until);
    await statement(this.url, 'CHECKPOINT');
    const raw = await connected(this.url, (client) => rawDelete(client, this.dataset.project.projectId, ids));
    this.out.measured(raw.total);
    this.out.say(`  raw ${raw.total.toFixed(0)} ms: vacuum ${(raw.total - raw.hidden).toFixed(0)}`);
    await this.expectGone(from, until);
    return raw;
  }

  /** @throws where more or less is gone than was meant */
  async expectOthers(): Promise<void> {
    const { population } = this.dataset;
    const left = rowsOf(population, this.erased, population.subjects);
    expectEqual('Rows of the others', await countPostgres(this.url), left);
  }

  async close(): Promise<void> {
    await this.habeas.stop();
  }

  private next(subjects: number): readonly [number, number] {
    const from = this.erased;
    this.erased += subjects;
    if (this.erased > this.dataset.population.subjects)
      throw new Error('There are too few people for so many deletions.');
    return [from, this.erased];
  }

  private async expectGone(from: number, until: number): Promise<void> {
    const left = await countPostgres(this.url, idsOf(from, until));
    expectEqual('Rows of the erased', Object.values(left), [0, 0, 0, 0]);
  }
}
