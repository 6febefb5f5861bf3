import type { Moment } from '../../platform/index.js';
import type { PageTexts } from '../../page-texts/index.js';
import { jsonMembers, type Collection, type JsonMember } from '../../subject-data/index.js';

/** One record as a person reads it: names and texts in their order. */
export interface ReadableRecord {
  readonly time: Moment | null;
  readonly cells: ReadonlyMap<string, string>;
}

/** What stands in place of values that are not in an export. */
export type CellWords = PageTexts['answer']['cells'];

/** A line of an export as it was written, with its time. `line` is null where it is too long to be read by a person. */
export interface WrittenRecord {
  readonly time: Moment | null;
  readonly line: string | null;
}

/**
 * Reads a line again, so that nothing is shown which was not disclosed. The properties of an event and of a profile stand side by
 * side with its other members, as `properties.event` where a member has the name; numbers keep their digits.
 */
export function readableRecord(
  shape: Collection['shape'],
  { time, line }: WrittenRecord,
  words: CellWords,
): ReadableRecord {
  const cells = new Map<string, string>();
  const inner = { event: 'properties', profile: '$properties', row: null }[shape];
  const members = jsonMembers(line ?? '{}') ?? [];
  const outer = new Set(members.map(({ name }) => name));
  for (const { name, value } of members) {
    const properties = name === inner && inTheirPlace(value, words) === null ? jsonMembers(value) : null;
    if (properties === null) cells.set(name, textOf(value, words));
    else for (const each of propertiesBeside(outer, name, properties)) cells.set(each.name, textOf(each.value, words));
  }
  if (shape === 'event') cells.delete('time');
  return { time, cells };
}

/** The properties, each under a name that no member beside them and no other property has. */
function propertiesBeside(
  outer: ReadonlySet<string>,
  inner: string,
  properties: readonly JsonMember[],
): readonly JsonMember[] {
  if (!properties.some(({ name }) => outer.has(name))) return properties;
  const own = new Set(properties.map(({ name }) => name));
  return properties.map((property) => {
    let { name } = property;
    while (outer.has(name) || (name !== property.name && own.has(name))) name = `${inner}.${name}`;
    return { ...property, name };
  });
}

function textOf(json: string, words: CellWords): string {
  if (json === 'null') return '';
  if (json.startsWith('"')) return JSON.parse(json) as string;
  return inTheirPlace(json, words) ?? json;
}

/** What is told in place of values that are not in the export; null of values that are. */
function inTheirPlace(json: string, words: CellWords): string | null {
  if (!json.startsWith('{"held":true')) return null;
  const told = JSON.parse(json) as { readonly disclosed?: false; readonly tooLarge?: true; readonly bytes?: number };
  if (told.disclosed === false) return words.withheld;
  return told.tooLarge === true ? words.tooLarge(told.bytes ?? 0) : null;
}
