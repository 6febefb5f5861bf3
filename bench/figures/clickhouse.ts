import { loadDataset } from '../dataset.js';
import { ClickHouseDeletions } from '../engines/deletions.clickhouse.js';
import { inTurns, median, readingOf, type FigureGroup, type Measured } from '../harness.js';
import { loadClickHouse } from '../engines/load.clickhouse.js';
import { numbers, populationOf } from '../population.js';

/** So many requests are deleted by hand, one mutation a request; the rest is multiplied. */
const BY_HAND = 5;

/** Deletions on ClickHouse: one against the same by hand, and a hundred due together. */
export const CLICKHOUSE: FigureGroup = {
  figures: ['ch.delete', 'verify.share', 'ch.coalesce', 'ch.per-request'],
  measure: async (bench, wanted) => {
    const { out, scale, postgres } = bench;
    const population = populationOf(scale.clickHouse.events, scale.clickHouse.perSubject);
    const empty = await loadDataset(out, postgres, null);
    const dataset = { ...empty, population };
    const server = await bench.clickHouse();
    out.say(`Loading ${String(scale.clickHouse.events)} events into ClickHouse`);
    await loadClickHouse(server.engine, dataset.project.projectId, population);
    const deletions = await ClickHouseDeletions.open(out, server, dataset, await postgres.url(dataset.name));
    const group = (at: number) => [at * scale.deletion, (at + 1) * scale.deletion] as const;
    const { requests, repetitions } = scale.clickHouse;
    const tell = (name: string, measured: Measured, target: number): void => {
      if (wanted.has(name)) out.tell(readingOf(name, 'ms', measured, target));
    };
    try {
      const one = await inTurns(out, 'ch.delete', {
        habeas: (repetition) => deletions.bySweep([group(2 * repetition)]),
        baseline: (repetition) => deletions.byHand([group(2 * repetition + 1)]),
      });
      const alone = median(one.habeas.map(({ total }) => total));
      tell('ch.delete', { value: alone, baseline: median(one.baseline) }, 1.3);
      tell('verify.share', { value: median(one.habeas.map(({ verify }) => verify)), baseline: alone }, 0.05);
      if (!wanted.has('ch.coalesce') && !wanted.has('ch.per-request')) return;
      const together: number[] = [];
      for (const repetition of numbers(0, repetitions)) {
        out.say(`ch.coalesce: ${String(repetition + 1)} of ${String(repetitions)}`);
        together.push((await deletions.bySweep(numbers(0, requests).map(group))).total);
      }
      const coalesced = { value: median(together), baseline: alone };
      tell('ch.coalesce', coalesced, 1.5);
      if (!wanted.has('ch.per-request')) return;
      out.say(`ch.per-request: ${String(BY_HAND)} of ${String(requests)} requests by hand`);
      const few = await deletions.byHand(numbers(0, BY_HAND).map(group));
      tell('ch.per-request', { value: coalesced.value, baseline: (few * requests) / BY_HAND }, 1 / 40);
    } finally {
      await deletions.close();
      await server.stop();
      await postgres.drop(dataset.name);
    }
  },
};
