import type { Moment } from '../../platform/index.js';
import { jsonMembers, type Collection } from '../../subject-data/index.js';

/** One record as a person reads it: names and texts in their order. */
export interface ReadableRecord {
  readonly time: Moment | null;
  readonly cells: ReadonlyMap<string, string>;
}

/** A line of an export as it was written, with its time. `line` is null where it is too long to be read by a person. */
export interface WrittenRecord {
  readonly time: Moment | null;
  readonly line: string | null;
}

/**
 * Reads a line again, so that nothing is shown which was not disclosed. The properties of an event and of a profile stand side by
 * side with its other members; numbers keep their digits.
 */
export function readableRecord(shape: Collection['shape'], { time, line }: WrittenRecord): ReadableRecord {
  const cells = new Map<string, string>();
  const inner = { event: 'properties', profile: '$properties', row: null }[shape];
  for (const { name, value } of jsonMembers(line ?? '{}') ?? []) {
    if (name !== inner) cells.set(name, textOf(value));
    else for (const each of jsonMembers(value) ?? []) cells.set(each.name, textOf(each.value));
  }
  if (shape === 'event') cells.delete('time');
  return { time, cells };
}

function textOf(json: string): string {
  if (json === 'null') return '';
  if (json.startsWith('"')) return JSON.parse(json) as string;
  if (json.startsWith('{"held":true')) {
    const told = JSON.parse(json) as { readonly disclosed?: false; readonly tooLarge?: true; readonly bytes?: number };
    if (told.disclosed === false) return '(held, not disclosed)';
    if (told.tooLarge === true) return `(too large to be copied: ${String(told.bytes)} bytes)`;
  }
  return json;
}
