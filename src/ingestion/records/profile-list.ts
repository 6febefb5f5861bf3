import { entryBytes, jsonBytes } from './json-bytes.js';
import { isObject } from './well-formed.js';

/** Takes back the last change that was not taken back yet. */
export type Undo = () => void;

/** The items of a list that equal each other. */
interface Equals {
  readonly bytes: number;
  count: number;
  removed: boolean;
}

/** A list that changes at the cost of what a change names, however long it is itself. */
export class ProfileList {
  private readonly items: { readonly value: unknown; readonly equals: Equals }[] = [];
  private readonly standing = new Map<string, Equals>();
  private size = 2;

  constructor(values: readonly unknown[]) {
    for (const value of values) this.append(value);
  }

  /** As `jsonBytes` of the values. */
  get bytes(): number {
    return this.size;
  }

  get values(): unknown[] {
    return this.items.filter(({ equals }) => !equals.removed).map(({ value }) => value);
  }

  append(value: unknown): Undo {
    return this.add(canonical(value), value);
  }

  /** Appends it unless it is there; null where it is. */
  unite(value: unknown): Undo | null {
    const key = canonical(value);
    return this.standing.has(key) ? null : this.add(key, value);
  }

  /** Takes out all that equal it; null where none does. */
  remove(value: unknown): Undo | null {
    const key = canonical(value);
    const equals = this.standing.get(key);
    if (equals === undefined) return null;
    const bytes = equals.count * equals.bytes;
    equals.removed = true;
    this.standing.delete(key);
    this.size -= bytes;
    return () => {
      equals.removed = false;
      this.standing.set(key, equals);
      this.size += bytes;
    };
  }

  private add(key: string, value: unknown): Undo {
    const equals = this.standing.get(key) ?? { bytes: entryBytes(null, jsonBytes(value)), count: 0, removed: false };
    this.standing.set(key, equals);
    this.items.push({ value, equals });
    equals.count += 1;
    this.size += equals.bytes;
    return () => {
      this.items.pop();
      equals.count -= 1;
      this.size -= equals.bytes;
      if (equals.count === 0) this.standing.delete(key);
    };
  }
}

/** JSON in which equal values read the same: a database may give an object back with its keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
