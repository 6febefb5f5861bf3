/**
 * One id whose rows are meant. Several keys may share an ordinal (the closure of one subject); the caller chooses
 * ordinals and gets them back. `watermark`: rows that arrived after it are new data and not meant; null = all are meant. A row
 * whose arrival is not known, or is said to be later than the clock of the store's database, cannot be new data.
 */
export interface SubjectKey {
  readonly ordinal: number;
  readonly projectId: number;
  readonly distinctId: string;
  readonly watermark: Date | null;
}

/** Keys as columns of a table: an id once in each type a subject column may have, null where it is none of that type. */
export interface KeyColumns {
  readonly ordinals: number[];
  readonly projectIds: number[];
  readonly texts: (string | null)[];
  readonly integers: (string | null)[];
  readonly uuids: (string | null)[];
  readonly watermarks: (string | null)[];
}

const LARGEST = 9_223_372_036_854_775_807n;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Only an id that is written as its number is one: "007" and " 7" are other subjects than 7. A UUID is the same in either
 * letter case. No row counts twice: ids that mean the same under one ordinal become one key with the latest watermark.
 * Ids that no text column can hold (NUL, lone surrogates) are left out, since nothing can be stored under them.
 */
export function keyColumns(keys: readonly SubjectKey[]): KeyColumns {
  let columns = columnsOf.get(keys);
  if (columns === undefined) columnsOf.set(keys, (columns = layOut(keys)));
  return columns;
}

/** A pass asks several times with the same keys, which may be a hundred thousand. */
const columnsOf = new WeakMap<readonly SubjectKey[], KeyColumns>();

function layOut(keys: readonly SubjectKey[]): KeyColumns {
  const columns: KeyColumns = { ordinals: [], projectIds: [], texts: [], integers: [], uuids: [], watermarks: [] };
  const uuidsSeen = new Map<string, number>();
  for (const key of latestOf(keys)) {
    const at = columns.ordinals.push(key.ordinal) - 1;
    columns.projectIds.push(key.projectId);
    columns.texts.push(key.distinctId);
    columns.integers.push(integerOf(key.distinctId));
    columns.watermarks.push(key.watermark?.toISOString() ?? null);
    columns.uuids.push(uuidOf(key, at, uuidsSeen, columns));
  }
  return columns;
}

function latestOf(keys: readonly SubjectKey[]): Iterable<SubjectKey> {
  const latest = new Map<string, SubjectKey>();
  for (const key of keys) {
    if (!isStorable(key.distinctId)) continue;
    const name = `${String(key.ordinal)} ${String(key.projectId)} ${key.distinctId}`;
    const other = latest.get(name);
    if (other === undefined || isLater(key.watermark, other.watermark)) latest.set(name, key);
  }
  return latest.values();
}

function uuidOf(key: SubjectKey, at: number, seen: Map<string, number>, columns: KeyColumns): string | null {
  if (!UUID.test(key.distinctId)) return null;
  const uuid = key.distinctId.toLowerCase();
  const name = `${String(key.ordinal)} ${String(key.projectId)} ${uuid}`;
  const earlier = seen.get(name);
  if (earlier !== undefined) {
    const watermark = columns.watermarks[earlier] ?? null;
    if (!isLater(key.watermark, watermark === null ? null : new Date(watermark))) return null;
    columns.uuids[earlier] = null;
  }
  seen.set(name, at);
  return uuid;
}

function integerOf(id: string): string | null {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(id)) return null;
  const value = BigInt(id);
  return value <= LARGEST && value >= -LARGEST - 1n ? id : null;
}

function isStorable(id: string): boolean {
  return !id.includes('\0') && !/\p{Surrogate}/u.test(id);
}

function isLater(watermark: Date | null, than: Date | null): boolean {
  return than !== null && (watermark === null || watermark > than);
}
