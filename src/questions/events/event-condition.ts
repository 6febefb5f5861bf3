import type { EventRecord } from '../../subject-data/index.js';
import { holds } from '../where/evaluate.js';
import { propertiesOf, type Expression } from '../where/expression.js';
import { narrowed } from '../where/narrowing.js';

/** What an event says of itself beside its properties, by the names under which expressions ask for it; the time in seconds. */
const OF_THE_EVENT: Readonly<Record<string, (event: EventRecord) => unknown>> = {
  time: ({ time }) => time.getTime() / 1000,
  $time: ({ time }) => time.getTime() / 1000,
  distinct_id: ({ distinctId }) => distinctId,
  $distinct_id: ({ distinctId }) => distinctId,
  $insert_id: ({ insertId }) => insertId,
  $event_name: ({ event }) => event,
};

/** Of what moment and by what clock a condition speaks. */
interface Terms {
  readonly now: Date;
  readonly timeZone: string;
}

/** Whether a `where` is true of an event. Its properties are read only where they are asked for. */
export function conditionOf(where: Expression, { now, timeZone }: Terms): (event: EventRecord) => boolean {
  const needsProperties = namedProperties(where).length > 0;
  return (event) => {
    const properties = needsProperties ? readObject(event.properties) : {};
    const property = (name: string) => {
      if (Object.hasOwn(OF_THE_EVENT, name)) return OF_THE_EVENT[name]?.(event);
      return Object.hasOwn(properties, name) ? properties[name] : undefined;
    };
    return holds(where, { property, now, timeZone });
  };
}

/** The properties of events that a `where` goes by, without what every event has. */
export function namedProperties(where: Expression): readonly string[] {
  return [...propertiesOf(where)].filter((name) => !Object.hasOwn(OF_THE_EVENT, name));
}

/** Ids under which everything is filed that a `where` can be true of; null where that is not said. */
export function idsNamedBy(where: Expression): readonly string[] | null {
  const ids = new Set<string>();
  for (const wanted of narrowed(where) ?? [null]) {
    if (wanted?.kind !== 'ids') return null;
    for (const id of wanted.ids) ids.add(id);
  }
  return [...ids];
}

function readObject(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
