import { ExactNumber, integerOf } from '../../platform/index.js';
import {
  emptiesTransactions,
  MOST_PROFILE_BYTES,
  MOST_PROFILE_PROPERTIES,
  TRANSACTIONS,
  type Operation,
  type Operator,
  type ProfileUpdate,
} from './profile-update.js';
import { entryBytes, jsonBytes } from './json-bytes.js';
import { ProfileList, type Undo } from './profile-list.js';
import type { JsonObject } from './well-formed.js';

interface Plain {
  readonly value: unknown;
  readonly bytes: number;
}

type Property = Plain | ProfileList;

const ZERO: Plain = { value: 0, bytes: 1 };

/**
 * One profile while updates are applied to it, each at the cost of what it holds itself. What an update would make larger than
 * a profile may be stays as it was before that update; a profile that is larger already can shrink.
 */
export class Profile {
  private properties = new Map<string, Property>();
  private bytes = 2;
  private undos: Undo[] = [];
  private isThere: boolean;

  /** @param stored is not changed */
  constructor(stored: Readonly<JsonObject> | null) {
    this.isThere = stored !== null;
    for (const [key, value] of Object.entries(stored ?? {})) {
      this.exchange(key, undefined, { value, bytes: jsonBytes(value) });
    }
  }

  /** As `jsonBytes` of the profile. */
  get size(): number {
    return this.bytes;
  }

  /** Null where there is no profile. */
  toJson(): JsonObject | null {
    if (!this.isThere) return null;
    const valueOf = (property: Property) => (property instanceof ProfileList ? property.values : property.value);
    return Object.fromEntries([...this.properties].map(([key, property]) => [key, valueOf(property)]));
  }

  /** Returns why the update was not applied, as a sentence without its full stop; null where it was. */
  apply(update: ProfileUpdate): string | null {
    if (update.removes) return this.remove();
    const before = { bytes: this.bytes, count: this.properties.size };
    this.undos = [];
    for (const operation of update.operations) OPERATORS[operation.operator](this, operation);
    const fault = this.faultSince(before);
    if (fault === null && (this.isThere || this.isCreatedBy(update))) this.isThere = true;
    else for (const undo of this.undos.reverse()) undo();
    return fault;
  }

  get(key: string): Property | undefined {
    return this.properties.get(key);
  }

  put(key: string, property: Property | undefined): void {
    const before = this.properties.get(key);
    this.exchange(key, before, property);
    this.undos.push(() => this.exchange(key, property, before));
  }

  /** Changes the list under the key; nothing where the property is none. */
  changeList(key: string, change: (list: ProfileList) => Undo | null): void {
    const list = this.listAt(key);
    if (list === null) return;
    const before = list.bytes;
    const undo = change(list);
    if (undo === null) return;
    const grown = list.bytes - before;
    this.bytes += grown;
    this.undos.push(() => {
      undo();
      this.bytes -= grown;
    });
  }

  private listAt(key: string): ProfileList | null {
    const property = this.properties.get(key);
    if (property instanceof ProfileList) return property;
    if (property === undefined || !Array.isArray(property.value)) return null;
    const list = new ProfileList(property.value);
    this.properties.set(key, list);
    return list;
  }

  private exchange(key: string, before: Property | undefined, after: Property | undefined): void {
    if (before !== undefined) this.bytes -= entryBytes(key, before.bytes);
    if (after !== undefined) this.bytes += entryBytes(key, after.bytes);
    if (after === undefined) this.properties.delete(key);
    else this.properties.set(key, after);
  }

  private remove(): null {
    this.properties = new Map();
    this.bytes = 2;
    this.isThere = false;
    return null;
  }

  /** What follows the removal of somebody who opted out makes no profile again, whatever it holds, before or after the removal. */
  private isCreatedBy({ operations }: ProfileUpdate): boolean {
    const isEmpty = this.properties.size === 0 || (this.properties.size === 1 && this.properties.has(TRANSACTIONS));
    return !isEmpty && !emptiesTransactions(operations);
  }

  private faultSince(before: { readonly bytes: number; readonly count: number }): string | null {
    const { size } = this.properties;
    if (this.bytes > MOST_PROFILE_BYTES && this.bytes > before.bytes) return 'its profile would be larger than 1 MB';
    if (size > MOST_PROFILE_PROPERTIES && size > before.count)
      return `its profile would have more than ${MOST_PROFILE_PROPERTIES} properties`;
    return null;
  }
}

/** On a property of another type an operator changes nothing. */
const OPERATORS: Readonly<Record<Operator, (profile: Profile, operation: Operation) => void>> = {
  $set: (profile, { key, value, bytes }) => profile.put(key, { value, bytes }),
  $set_once: (profile, { key, value, bytes }) => {
    if (profile.get(key) === undefined) profile.put(key, { value, bytes });
  },
  $add: (profile, { key, value }) => {
    const current = profile.get(key) ?? ZERO;
    if (current instanceof ProfileList || !isNumber(current.value)) return;
    const sum = sumOf(current.value, value as number | ExactNumber);
    if (sum !== null) profile.put(key, { value: sum, bytes: jsonBytes(sum) });
  },
  $append: (profile, { key, value }) => {
    if (profile.get(key) === undefined) profile.put(key, new ProfileList([value]));
    else profile.changeList(key, (list) => list.append(value));
  },
  $union: (profile, { key, value }) => {
    if (profile.get(key) === undefined) profile.put(key, new ProfileList([]));
    for (const item of value as unknown[]) profile.changeList(key, (list) => list.unite(item));
  },
  $remove: (profile, { key, value }) => profile.changeList(key, (list) => list.remove(value)),
  $unset: (profile, { key }) => {
    if (profile.get(key) !== undefined) profile.put(key, undefined);
  },
};

function isNumber(value: unknown): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** Exact where both are whole numbers; null beyond the range of a double. */
function sumOf(one: number | ExactNumber, other: number | ExactNumber): number | ExactNumber | null {
  if (typeof one === 'number' && typeof other === 'number' && Number.isSafeInteger(one + other)) return one + other;
  const [first, second] = [wholeOf(one), wholeOf(other)];
  const whole = first === null || second === null ? null : integerOf(first + second);
  const sum = whole ?? Number(textOf(one)) + Number(textOf(other));
  return Number.isFinite(Number(textOf(sum))) ? sum : null;
}

/** Of the digits as they were sent: the double nearest to 1e23 is another whole number. */
function wholeOf(number: number | ExactNumber): bigint | null {
  const [digits = '', exponent = '0'] = textOf(number).toLowerCase().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const zeros = Number(exponent) - fraction.length;
  return zeros < 0 ? null : BigInt(whole + fraction) * 10n ** BigInt(zeros);
}

function textOf(number: number | ExactNumber): string {
  return number instanceof ExactNumber ? number.digits : String(number);
}
