import { fitsPattern } from './name-pattern.js';

/**
 * Who is shown a property or a column, the least strict first. `sensitive`: whoever a project's view names; an export for the person
 * holds it. `withheld`: nobody, and an export says that it is held (11 CCR §7024(d)).
 */
export const PROPERTY_CLASSES = ['ordinary', 'sensitive', 'withheld'] as const;
export type PropertyClass = (typeof PROPERTY_CLASSES)[number];

/**
 * What the properties and columns of a name are. `name`: a name (`ssn`), a way of names with a dot in between (`address.street`), or
 * a pattern in which `*` stands for any letters. It holds at every depth of objects and lists.
 */
export interface ClassRule {
  readonly name: string;
  readonly class: PropertyClass;
}

/** From the outermost name to the one that is meant; lists between them have no name. */
export type NamePath = readonly string[];

/** Names of a way that one rule can say. */
export const MOST_STEPS = 8;
/** Names whose class is remembered, since those of many records are the same. */
const MOST_REMEMBERED = 10_000;

export function strictestOf(classes: readonly PropertyClass[]): PropertyClass {
  return PROPERTY_CLASSES[Math.max(0, ...classes.map((each) => PROPERTY_CLASSES.indexOf(each)))] ?? 'ordinary';
}

export function isStricter(one: PropertyClass, other: PropertyClass): boolean {
  return PROPERTY_CLASSES.indexOf(one) > PROPERTY_CLASSES.indexOf(other);
}

/** Rules that were said in one place. A name counts before a pattern, the longer way before the shorter, of patterns the strictest. */
export class ClassRules {
  private readonly exact = new Map<string, PropertyClass>();
  private readonly patterns: readonly ClassRule[];
  /** How many names of a way a rule can be about. */
  private readonly steps: number;
  private readonly remembered = new Map<string, PropertyClass>();

  constructor(rules: readonly ClassRule[]) {
    this.patterns = rules.filter(({ name }) => name.includes('*'));
    for (const { name, class: given } of rules.filter((rule) => !rule.name.includes('*'))) {
      this.exact.set(name, strictestOf([given, this.exact.get(name) ?? 'ordinary']));
    }
    this.steps = Math.max(1, ...rules.map(({ name }) => stepsOf(name)));
  }

  /** Whether nothing is other than ordinary. */
  get isEmpty(): boolean {
    return this.patterns.length === 0 && this.exact.size === 0;
  }

  /** Whether anything is of this class. */
  names(wanted: PropertyClass): boolean {
    return [...this.exact.values(), ...this.patterns.map((rule) => rule.class)].includes(wanted);
  }

  /** Of what stands under these names; what stands inside it may be stricter. */
  classOf(path: NamePath): PropertyClass {
    const last = path.at(-1) ?? '';
    if (this.steps > 1 && path.length > 1) return this.found(waysOf(path, this.steps));
    const known = this.remembered.get(last);
    if (known !== undefined) return known;
    const found = this.found([last]);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(last, found);
    return found;
  }

  /** @param ways from the longest to the name alone */
  private found(ways: readonly string[]): PropertyClass {
    const named = ways.find((way) => this.exact.has(way));
    if (named !== undefined) return this.exact.get(named) ?? 'ordinary';
    const fitting = this.patterns.filter(({ name }) => ways.some((way) => fitsPattern(way, name)));
    return strictestOf(fitting.map((rule) => rule.class));
  }
}

/** A pattern with a dot may be about any way. */
function stepsOf(name: string): number {
  const steps = name.split('.').length;
  return name.includes('*') && steps > 1 ? MOST_STEPS : Math.min(MOST_STEPS, steps);
}

/** `a.b.c`, `b.c`, `c` of the way a, b, c. */
function waysOf(path: NamePath, most: number): string[] {
  const steps = path.slice(-most);
  return steps.map((_, at) => steps.slice(at).join('.'));
}
