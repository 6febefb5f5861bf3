import { loadDataset } from '../dataset.js';
import { loadMonths, PostgresMonths, type Aged, type Months } from '../engines/retention.postgres.js';
import { inTurns, medians, readingOf, type Bench, type FigureGroup } from '../harness.js';

/**
 * A month that has grown old against one DELETE of the same rows: dropped where nothing in it stays, row by row where another project
 * needs it. Habeas' side is the step of a nightly run, under its locks and its lease: by itself from the count on, until a reader who
 * looks again and again finds nothing of a dropped month; `.recorded` until that stands in the record of the run, which is after the
 * server has taken the files off the disk; `.counted` is the same with the count that comes before. `.erased` is all of it, with what
 * comes after on both sides: the VACUUM, the statistics, and the proof.
 */
export const PG_RETENTION: FigureGroup = {
  figures: ['retention.drop', 'retention.shared'],
  measure: async (bench, wanted) => {
    if (wanted.has('retention.drop')) await measure(bench, 'retention.drop', false, 0.1);
    if (wanted.has('retention.shared')) await measure(bench, 'retention.shared', true, 1.3);
  },
};

async function measure({ out, scale, postgres }: Bench, name: string, shared: boolean, target: number): Promise<void> {
  const { rows, repetitions } = scale.retention;
  const months: Months = { count: 2 * repetitions, rows, shared };
  out.say(`Loading ${String(months.count + 1)} months of ${String(rows)} events into PostgreSQL`);
  const dataset = await loadDataset(out, postgres, null, (url, { projectId }) => loadMonths(url, projectId, months));
  const aging = await PostgresMonths.open(out, dataset, await postgres.url(dataset.name), months);
  try {
    const sides = { habeas: () => aging.byHabeas(), baseline: () => aging.byHand() };
    const compared = await inTurns<Aged>(out, name, sides, repetitions);
    const reading = (suffix: string, of: (aged: Aged) => number, most: number | null) =>
      out.tell(readingOf(`${name}${suffix}`, 'ms', medians(compared, of), most));
    reading('', ({ unseen }) => unseen, target);
    reading('.recorded', ({ hidden }) => hidden, null);
    reading('.counted', ({ withCount }) => withCount, null);
    reading('.erased', ({ total }) => total, null);
  } finally {
    await aging.close();
    await postgres.drop(dataset.name);
  }
}
