/** A month of events as a partition; a bound of null is open. */
export interface EventPartition {
  /** Name of its table in the schema subject_data. */
  readonly table: string;
  readonly from: Date | null;
  readonly until: Date | null;
}

const FIRST_YEAR = 2010;
const LAST_YEAR = 2099;

/** The partition an event of this time belongs to: its month in UTC, or one for all before 2010 and one for all after 2099. */
export function partitionOf(time: Date): EventPartition {
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
  if (year < FIRST_YEAR) return { table: 'events_before', from: null, until: startOf(FIRST_YEAR, 0) };
  if (year > LAST_YEAR) return { table: 'events_after', from: startOf(LAST_YEAR + 1, 0), until: null };
  const table = `events_${String(year)}_${String(month + 1).padStart(2, '0')}`;
  return { table, from: startOf(year, month), until: startOf(year, month + 1) };
}

/** The partitions of all times from `from` to `until`, both included. */
export function partitionsBetween(from: Date, until: Date): EventPartition[] {
  const partitions: EventPartition[] = [];
  for (let time: Date | null = from; time !== null && time <= until;) {
    const partition = partitionOf(time);
    partitions.push(partition);
    time = partition.until;
  }
  return partitions;
}

function startOf(year: number, month: number): Date {
  return new Date(Date.UTC(year, month, 1));
}
