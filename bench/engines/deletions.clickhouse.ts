import type { BenchClickHouse } from './clickhouse.js';
import type { Dataset } from '../dataset.js';
import { expectEqual } from '../harness.js';
import { Habeas } from '../habeas.js';
import { countClickHouse, loadClickHouse, settle } from './load.clickhouse.js';
import type { Reporter } from '../reporter.js';
import { idsOf, numbers, rowsOf, userId } from '../population.js';
import { rawDeleteClickHouse } from './raw-delete.clickhouse.js';
import type { StoreWatch } from '../store-watch.js';
import { measureSweep, type Swept } from '../sweeps.js';

type People = readonly [from: number, until: number];

/** Erases people from ClickHouse, by Habeas or by hand, and puts them back, so that every side meets the same tables. */
export class ClickHouseDeletions {
  private readonly watch: StoreWatch;

  private constructor(
    private readonly out: Reporter,
    private readonly server: BenchClickHouse,
    private readonly dataset: Dataset,
    private readonly habeas: Habeas,
  ) {
    this.watch = habeas.watchStores();
  }

  static async open(
    out: Reporter,
    server: BenchClickHouse,
    dataset: Dataset,
    url: string,
  ): Promise<ClickHouseDeletions> {
    const habeas = await Habeas.start(url, dataset.project, { CLICKHOUSE_URL: server.url });
    return new ClickHouseDeletions(out, server, dataset, habeas);
  }

  /** One sweep for as many deletions as there are groups. */
  async bySweep(groups: readonly People[]): Promise<Swept> {
    const ids: string[] = [];
    for (const [from, until] of groups) ids.push(await this.habeas.stageDeletion(numbers(from, until).map(userId)));
    await settle(this.server.engine);
    const swept = await measureSweep(this.out, this.habeas, this.watch, ids);
    await this.expectGone(groups);
    return swept;
  }

  /** Milliseconds that the groups took, one after the other. */
  async byHand(groups: readonly People[]): Promise<number> {
    let total = 0;
    for (const [from, until] of groups) {
      const ids = idsOf(from, until);
      await settle(this.server.engine);
      total += await rawDeleteClickHouse(this.server.engine, this.dataset.project.projectId, ids);
    }
    this.out.measured(total);
    this.out.say(`  raw ${total.toFixed(0)} ms for ${String(groups.length)}`);
    await this.expectGone(groups);
    return total;
  }

  async close(): Promise<void> {
    await this.habeas.stop();
  }

  /** @throws where more or less is gone than was meant */
  private async expectGone(groups: readonly People[]): Promise<void> {
    const { engine } = this.server;
    const { population, project } = this.dataset;
    const [from, until] = [groups[0]?.[0] ?? 0, groups.at(-1)?.[1] ?? 0];
    expectEqual('Rows of the erased', Object.values(await countClickHouse(engine, [from, until])), [0, 0, 0, 0]);
    const all = rowsOf(population, 0, population.subjects);
    const gone = rowsOf(population, from, until);
    const left = Object.fromEntries(
      Object.entries(all).map(([name, n]) => [name, n - gone[name as keyof typeof gone]]),
    );
    expectEqual('Rows of the others', await countClickHouse(engine), left);
    await loadClickHouse(engine, project.projectId, population, from, until);
  }
}
