import { ClassRules, isStricter, MOST_STEPS, type ClassRule, type PropertyClass } from '../../subject-data/index.js';

export const MOST_RULES = 500;
const LONGEST_NAME = 255;
const MOST_STARS = 8;

/** What records are filed and found by, which is shown whatever a project says. */
const FILED_BY: ReadonlySet<string> = new Set(['distinct_id', '$distinct_id', 'insert_id', '$insert_id']);

/** A change of one rule; null takes it back. */
export interface ClassChange {
  readonly name: string;
  readonly class: PropertyClass | null;
}

/** Why a text is no name of a rule: in a word, and as the end of a sentence. */
export interface RuleNameFault {
  readonly fault: 'missing' | 'too-long' | 'needed' | 'too-many-steps' | 'too-many-stars';
  readonly words: string;
  readonly limit?: number;
}

/** Null where a text is a name of a rule. */
export function ruleNameFault(name: string): RuleNameFault | null {
  const none = 'must name a property or a column, or be a pattern with * in it';
  if (name.trim() === '') return { fault: 'missing', words: none };
  if (name.length > LONGEST_NAME) {
    return { fault: 'too-long', words: `must not be longer than ${LONGEST_NAME} characters`, limit: LONGEST_NAME };
  }
  if (FILED_BY.has(name)) return { fault: 'needed', words: 'is what records are filed by, and is always shown' };
  if (name.split('.').length > MOST_STEPS) {
    const words = `must not have more than ${MOST_STEPS} names with a dot in between`;
    return { fault: 'too-many-steps', words, limit: MOST_STEPS };
  }
  if (name.split('*').length <= MOST_STARS + 1) return null;
  return { fault: 'too-many-stars', words: `must not have more than ${MOST_STARS} stars`, limit: MOST_STARS };
}

/** The rules after the changes, in the order of their names; of changes of one name the last counts. */
export function changedRules(before: readonly ClassRule[], changes: readonly ClassChange[]): ClassRule[] {
  const after = new Map(before.map((rule) => [rule.name, rule.class]));
  for (const { name, class: given } of changes) {
    if (given === null) after.delete(name);
    else after.set(name, given);
  }
  return [...after]
    .map(([name, given]) => ({ name, class: given }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Whether something of these names is shown to more people afterwards; also where a name counts before a pattern of ways
 * (`health.*`), which is about what it is the end of (`health.code`).
 */
export function loosens(
  before: readonly ClassRule[],
  after: readonly ClassRule[],
  changes: readonly ClassChange[],
): boolean {
  const [earlier, later] = [new ClassRules(before), new ClassRules(after)];
  return changes.some(({ name }) => {
    if (isStricter(classIn(earlier, name), classIn(later, name))) return true;
    const said = saidOf(name, after);
    if (name.includes('*') || said === null || saidOf(name, before) !== null) return false;
    return before.some((rule) => isStricter(rule.class, said) && mayEndIn(rule.name, name));
  });
}

function saidOf(name: string, rules: readonly ClassRule[]): PropertyClass | null {
  return rules.find((rule) => rule.name === name)?.class ?? null;
}

/** Whether a pattern of ways may be about a way that ends in this name. */
function mayEndIn(pattern: string, name: string): boolean {
  if (!pattern.includes('*') || !pattern.includes('.')) return false;
  const [tail, end] = [pattern.slice(pattern.lastIndexOf('*') + 1), `.${name}`];
  return tail.endsWith(end) || end.endsWith(tail);
}

/** Of a name as it is written, or of the way of names that it says. */
function classIn(rules: ClassRules, name: string): PropertyClass {
  return rules.classOf(name.split('.'));
}
