/** What is wrong with a record: its place in the call, counted from 0, and a sentence without its full stop. */
export interface RecordFault {
  readonly index: number;
  readonly fault: string;
  /** A code, for the counts of what is refused. */
  readonly reason: string;
}

/** The sentence about the first record (an `Event`, an `Update`) that did not pass; null when all did. */
export function firstFault(what: string, faults: readonly RecordFault[]): string | null {
  const first = faults.reduce<RecordFault | null>(
    (one, other) => (one !== null && one.index <= other.index ? one : other),
    null,
  );
  return first && `${what} ${String(first.index)}: ${first.fault}.`;
}
