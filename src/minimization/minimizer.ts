import { ExactNumber } from '../platform/index.js';
import { BlockedNames, isNeverBlockedIn, isNeverBlockedOfProfile } from './blocked-names.js';
import type { DroppedTally } from './dropped-tally.js';
import { kindOfText, namesPassword, type SensitiveKind } from './sensitive-values.js';

type JsonObject = Record<string, unknown>;

/** What of a record a project does not want. */
export interface Unwanted {
  readonly blockedProperties: readonly string[];
  readonly droppedValues: readonly SensitiveKind[];
}

/** What a project does not want, as records are compared with it. */
interface Rules {
  readonly blocked: BlockedNames;
  readonly kinds: ReadonlySet<SensitiveKind>;
}

/** Made once of each project's settings as they were read, and not of each call. */
const known = new WeakMap<Unwanted, Rules>();

function rulesOf(unwanted: Unwanted): Rules {
  const made = known.get(unwanted);
  if (made !== undefined) return made;
  const rules = { blocked: new BlockedNames(unwanted.blockedProperties), kinds: new Set(unwanted.droppedValues) };
  known.set(unwanted, rules);
  return rules;
}

/** In place of what is not kept. */
const DROPPED = Symbol('dropped');

/** What is typed into a field of this type is a password, whatever the field is called (autocapture's `$elements`). */
const FIELD_TYPES = ['type', '$attr-type', 'attr__type'];
const FIELD_VALUES = new Set(['value', '$value', '$attr-value', 'attr__value', '$text', 'text', '$el_text']);

/** Takes out of records, at every depth, what a project does not want. What it leaves as it is stays the same object. */
export class Minimizer {
  private readonly blocked: BlockedNames;
  private readonly kinds: ReadonlySet<SensitiveKind>;

  /** @param unwanted is not changed afterwards: what it says is looked at once */
  constructor(
    unwanted: Unwanted,
    private readonly tally: DroppedTally,
  ) {
    ({ blocked: this.blocked, kinds: this.kinds } = rulesOf(unwanted));
  }

  /** Whether everything is wanted. */
  get isIdle(): boolean {
    return this.blocked.isEmpty && this.kinds.size === 0;
  }

  /**
   * The properties of an event of this name. What is dropped is undefined among them, and stands in no JSON of them: a copy takes a
   * twentieth of the time of an object that is built anew.
   */
  properties(given: JsonObject, event: unknown = null): JsonObject {
    if (this.isIdle) return given;
    const isExempt = isNeverBlockedIn(event);
    const isPasswordField = this.isPasswordField(given);
    let kept: JsonObject | null = null;
    for (const name of Object.keys(given)) {
      const before = given[name];
      const after = isExempt(name) ? this.exempted(before) : this.entry(name, before, isPasswordField);
      if (after === before) continue;
      // A name that stands in the copy already is its own, `__proto__` like others.
      kept ??= { ...given };
      kept[name] = after === DROPPED ? undefined : after;
    }
    return kept ?? given;
  }

  /** What stands beside the properties of an event. */
  beside(given: JsonObject): JsonObject {
    return this.isIdle ? given : this.entries(given, isNeverBlockedIn(null));
  }

  /** What an operator brings to a profile. */
  operand(given: JsonObject): JsonObject {
    return this.isIdle ? given : this.entries(given, isNeverBlockedOfProfile);
  }

  private isPasswordField(given: JsonObject): boolean {
    return this.kinds.has('password') && FIELD_TYPES.some((name) => isPasswordType(given[name]));
  }

  private entries(given: JsonObject, isExempt: (name: string) => boolean): JsonObject {
    const isPasswordField = this.isPasswordField(given);
    let kept: [string, unknown][] | null = null;
    const names = Object.keys(given);
    for (const [at, name] of names.entries()) {
      const before = given[name];
      const after = isExempt(name) ? this.exempted(before) : this.entry(name, before, isPasswordField);
      if (after === before && kept === null) continue;
      kept ??= names.slice(0, at).map((each) => [each, given[each]]);
      if (after !== DROPPED) kept.push([name, after]);
    }
    // Not by assignment, to which `__proto__` is no name like others.
    return kept === null ? given : Object.fromEntries(kept);
  }

  private entry(name: string, value: unknown, isOfPasswordField: boolean): unknown {
    const rule = this.blocked.ruleFor(name);
    if (rule !== null) {
      this.tally.property(rule);
      return DROPPED;
    }
    if (this.kinds.size === 0) return this.value(value);
    const isPassword =
      this.kinds.has('password') &&
      holdsText(value) &&
      (namesPassword(name) || (isOfPasswordField && FIELD_VALUES.has(name)));
    const kind = isPassword ? 'password' : kindOfText(name, this.kinds);
    return kind === null ? this.value(value) : this.drop(kind);
  }

  /** An id stays as it is, and so do those of a list; what an object holds in its place is no id. */
  private exempted(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
    if (!Array.isArray(value)) return this.entries(value as JsonObject, () => false);
    const items = value.map((item: unknown) => this.exempted(item));
    return items.every((item, at) => item === value[at]) ? value : items;
  }

  private value(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber) {
      const kind = this.kinds.size === 0 ? null : this.kindOf(value);
      return kind === null ? value : this.drop(kind);
    }
    return Array.isArray(value) ? this.items(value) : this.entries(value as JsonObject, () => false);
  }

  private items(given: readonly unknown[]): readonly unknown[] {
    const items = given.map((item) => this.value(item));
    return items.every((item, at) => item === given[at]) ? given : items.filter((item) => item !== DROPPED);
  }

  private kindOf(value: unknown): SensitiveKind | null {
    if (typeof value === 'string') return kindOfText(value, this.kinds);
    if (typeof value === 'number' && value > 1e12) return kindOfText(String(value), this.kinds);
    return value instanceof ExactNumber ? kindOfText(value.digits, this.kinds) : null;
  }

  private drop(kind: SensitiveKind): typeof DROPPED {
    this.tally.value(kind);
    return DROPPED;
  }
}

/** Itself, or in a list or an object. A flag says nothing that `password` names, such as `has_password: true`. */
function holdsText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' || typeof value === 'number';
  return value instanceof ExactNumber || Object.values(value).some(holdsText);
}

/** The type of a field is the same in either letter case. */
function isPasswordType(value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'password';
}
