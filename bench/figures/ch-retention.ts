import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseMonths } from '../engines/retention.clickhouse.js';
import { inTurns, median, readingOf, type Bench, type FigureGroup } from '../harness.js';

/**
 * A month that has grown old against one mutation that deletes the same rows: dropped where nothing in it stays, row by row where another
 * project needs it. Both sides until the rows are removed and counted.
 */
export const CH_RETENTION: FigureGroup = {
  figures: ['ch.retention.drop', 'ch.retention.shared'],
  measure: async (bench, wanted) => {
    const { engine } = await bench.clickHouse();
    if (wanted.has('ch.retention.drop')) await measure(bench, engine, 'ch.retention.drop');
    if (wanted.has('ch.retention.shared')) await measure(bench, engine, 'ch.retention.shared');
  },
};

async function measure({ out, scale }: Bench, engine: ClickHouseEngine, name: string): Promise<void> {
  const { rows, repetitions } = scale.retention;
  const months = { count: 2 * repetitions, rows, shared: name === 'ch.retention.shared' };
  out.say(`Loading ${String(months.count + 1)} months of ${String(rows)} events into ClickHouse`);
  const aging = new ClickHouseMonths(out, engine, months);
  await aging.load();
  const sides = { habeas: () => aging.byHabeas(), baseline: () => aging.byHand() };
  const { habeas, baseline } = await inTurns(out, name, sides, repetitions);
  await aging.clear();
  out.tell(readingOf(name, 'ms', { value: median(habeas), baseline: median(baseline) }, null));
}
