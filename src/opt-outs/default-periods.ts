import type { AuditLine } from '../audit/index.js';

/** By which setting a project is opted out by default. */
export const DEFAULT_SETTING = 'optedOutByDefault';

/** A time in which nothing of an id was kept until it opted in. */
export interface DefaultPeriod {
  readonly from: Date;
  readonly setBy: string;
  /** Null: it goes on. */
  readonly until: Date | null;
  readonly endedBy: string | null;
}

type Entry = Pick<AuditLine, 'at' | 'actor' | 'detail'>;

/**
 * When a project was opted out by default, the newest time first.
 * @param entries that by which the project was made, and those that tell of the setting, the oldest first
 * @param isOn whether it is so now
 */
export function defaultPeriodsIn(entries: readonly Entry[], isOn: boolean): DefaultPeriod[] {
  const ended: DefaultPeriod[] = [];
  let open: Entry | null = null;
  for (const entry of entries) {
    const told = toldBy(entry);
    if (told === true) open ??= entry;
    if (told !== false || open === null) continue;
    ended.push({ from: open.at, setBy: open.actor, until: entry.at, endedBy: entry.actor });
    open = null;
  }
  // A project could be made so without the entry telling of it.
  if (entries.every((entry) => toldBy(entry) === null)) open = entries[0] ?? null;
  if (isOn && open !== null) ended.push({ from: open.at, setBy: open.actor, until: null, endedBy: null });
  return ended.reverse();
}

/** Null where the entry tells of something else. */
function toldBy({ detail }: Entry): boolean | null {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null;
  const told = detail[DEFAULT_SETTING];
  return typeof told === 'boolean' ? told : null;
}
