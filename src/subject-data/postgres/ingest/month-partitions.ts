import type { MonthlyTable } from '../../store/ingest-store.port.js';

/** A month of a table as a partition; a bound of null is open. */
export interface MonthPartition {
  readonly parent: MonthlyTable;
  /** Name of its table in the schema subject_data. */
  readonly table: string;
  readonly from: Date | null;
  readonly until: Date | null;
}

const FIRST_YEAR = 2010;
const LAST_YEAR = 2099;

/** The partition that a row of this time belongs to: its month in UTC, or one for all before 2010 and one for all after 2099. */
export function partitionOf(parent: MonthlyTable, time: Date): MonthPartition {
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
  if (year < FIRST_YEAR) return { parent, table: `${parent}_before`, from: null, until: startOf(FIRST_YEAR, 0) };
  if (year > LAST_YEAR) return { parent, table: `${parent}_after`, from: startOf(LAST_YEAR + 1, 0), until: null };
  const table = `${parent}_${String(year)}_${String(month + 1).padStart(2, '0')}`;
  return { parent, table, from: startOf(year, month), until: startOf(year, month + 1) };
}

/** The partitions of these times, each once. */
export function partitionsOf(parent: MonthlyTable, times: Iterable<Date>): MonthPartition[] {
  const months = new Map<number, Date>();
  for (const time of times) months.set(time.getUTCFullYear() * 12 + time.getUTCMonth(), time);
  return [...months.values()].map((time) => partitionOf(parent, time));
}

/** The partitions of all times from `from` to `until`, both included. */
export function partitionsBetween(parent: MonthlyTable, from: Date, until: Date): MonthPartition[] {
  const partitions: MonthPartition[] = [];
  for (let time: Date | null = from; time !== null && time <= until;) {
    const partition = partitionOf(parent, time);
    partitions.push(partition);
    time = partition.until;
  }
  return partitions;
}

function startOf(year: number, month: number): Date {
  return new Date(Date.UTC(year, month, 1));
}
