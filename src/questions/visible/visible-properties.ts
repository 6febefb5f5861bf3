import { HabeasError, parseExactJson, writeExactly } from '../../platform/index.js';
import type { Collection } from '../../subject-data/index.js';

/** What whoever asks is shown of a project's data. */
export interface VisibleProperties {
  /**
   * Whether a question may go by a property: one that only counts would tell what it says.
   * @throws HabeasError `property-withheld` (422)
   */
  assertShown(collection: string, name: string): void;
  /** The JSON text of properties without what is not shown, at every depth. */
  redact(collection: string, json: string): string;
}

/** Nobody is shown what the data map withholds. */
export function visibleProperties(collections: readonly Collection[]): VisibleProperties {
  const withheld = new Map(collections.map(({ name, headers }) => [name, withheldOf(headers)]));
  const isWithheld = (collection: string, name: string) => withheld.get(collection)?.has(name) === true;
  return {
    assertShown(collection, name) {
      if (!isWithheld(collection, name)) return;
      const message = 'The data map withholds a property that the question goes by: ask by another one.';
      throw new HabeasError('unprocessable', 'property-withheld', message);
    },
    redact(collection, json) {
      const names = withheld.get(collection);
      return names === undefined || names.size === 0 ? json : writeExactly(without(parseExactJson(json), names));
    },
  };
}

function withheldOf(headers: Collection['headers']): ReadonlySet<string> {
  return new Set(headers.filter(({ withhold }) => withhold).map(({ name }) => name));
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((member) => without(member, names));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.has(name))
      .map(([name, member]) => [name, without(member, names)]),
  );
}
