import { kindOfText, namesPassword, SENSITIVE_KINDS, type SensitiveKind } from '../../minimization/index.js';
import { likenessOfKey, likenessOfValues, type PropertyClass } from '../../subject-data/index.js';
import { namesSpecialCategory } from './special-words.js';

/** What a property or a column can look like that is not everybody's to see. */
export const SIGNS = [
  'password',
  'official-number',
  'card-number',
  'social-security-number',
  'special-category',
  'e-mail',
  'phone',
  'ip-address',
  'name',
  'place',
  'birth-or-gender',
] as const;
export type Sign = (typeof SIGNS)[number];

export interface Suggestion {
  readonly class: PropertyClass;
  readonly sign: Sign;
  /** What says so. */
  readonly by: 'name' | 'values';
}

/**
 * What the coverage check takes names and values for, and what that suggests; null: nothing. Ids of people and devices are what is asked
 * for and answered with, so that hiding them would leave nothing to ask.
 */
export const SIGN_OF_LIKENESS: Readonly<Record<string, Sign | null>> = {
  'an id of a person or an account': null,
  'a device or advertising id': null,
  'the id of a session or a browser': null,
  'an id, hashed or encrypted': null,
  'a person by their role': null,
  'an e-mail address': 'e-mail',
  'a phone number': 'phone',
  'an IP address': 'ip-address',
  'the name of a person': 'name',
  'where a person lives or is': 'place',
  'a date of birth or a gender': 'birth-or-gender',
  'a number of a government, a bank or a card': 'official-number',
};

/** Held, and never disclosed (11 CCR §7024(d)). */
const WITHHELD: ReadonlySet<Sign> = new Set(['password', 'official-number', 'card-number', 'social-security-number']);

/** A number by chance passes as a card's: a fifth of the values must. */
const SHARE = 0.2;
const ALL_KINDS: ReadonlySet<SensitiveKind> = new Set(SENSITIVE_KINDS);
const NUMBERS: ReadonlySet<SensitiveKind> = new Set(['card-number', 'social-security-number']);
/** What can be a name that a company gave; something else may be somebody's address. */
const NAME = /^[\p{L}$_][\p{L}\p{N}_$ .:-]{0,99}$/u;

/** Whether a name may be told at all: one that is itself a value is not. */
export function isTellable(name: string): boolean {
  return NAME.test(name) && kindOfText(name, ALL_KINDS) === null;
}

/** What is to be said of a property or a column, by its name and some of its values; null where nothing is. */
export function suggestionFor(name: string, values: readonly string[]): Suggestion | null {
  const byName = signOfName(name);
  if (byName !== null) return suggested(byName, 'name');
  const byValues = signOfValues(values);
  return byValues === null ? null : suggested(byValues, 'values');
}

function signOfName(name: string): Sign | null {
  if (namesPassword(name)) return 'password';
  const sign = SIGN_OF_LIKENESS[likenessOfKey(name) ?? ''] ?? null;
  if (sign !== null && WITHHELD.has(sign)) return sign;
  return namesSpecialCategory(name) ? 'special-category' : sign;
}

function signOfValues(values: readonly string[]): Sign | null {
  for (const kind of NUMBERS) {
    const only = new Set([kind]);
    const hits = values.filter((value) => kindOfText(value, only) === kind).length;
    if (hits > 0 && hits >= values.length * SHARE) return kind === 'card-number' ? kind : 'social-security-number';
  }
  const found = likenessOfValues(values, 'text', new Set());
  return found === null || found.keys ? null : (SIGN_OF_LIKENESS[found.likeness] ?? null);
}

function suggested(sign: Sign, by: Suggestion['by']): Suggestion {
  return { class: WITHHELD.has(sign) ? 'withheld' : 'sensitive', sign, by };
}
