/**
 * An event of a recording, as the library rrweb (https://github.com/rrweb-io/rrweb, `packages/types`) writes it: `timestamp` in
 * milliseconds since 1970 by the clock of the device.
 */
export interface RecordedEvent {
  readonly type: number;
  readonly timestamp: number;
  readonly data?: unknown;
}

/** What an event tells, by its `type`: a whole picture of a page, a change of it, the address and size of the page. */
export const EVENT = { fullSnapshot: 2, incremental: 3, meta: 4 } as const;

/** What changed, by the `source` in the data of an incremental event. */
export const SOURCE = { mutation: 0, mouseInteraction: 2, scroll: 3, input: 5 } as const;

/** A click or a tap, by the `type` in the data of a mouse interaction. */
export const CLICK = 2;

const LATEST_INSTANT = 8.64e15;

/** Whether each of them is an event whose time a date can hold. */
export function areRecordedEvents(values: unknown): values is RecordedEvent[] {
  return Array.isArray(values) && values.every((value) => isRecordedEvent(value));
}

function isRecordedEvent(value: unknown): boolean {
  const { type, timestamp } = membersOf(value);
  return Number.isInteger(type) && typeof timestamp === 'number' && Math.abs(timestamp) <= LATEST_INSTANT;
}

/** The members of an object; none of what is no object. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The beginning of a text, as one of its own: what was merely cut off a text would keep all of it in memory. */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le');
}
