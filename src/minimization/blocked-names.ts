const IDS: ReadonlySet<string> = new Set([
  'distinct_id',
  '$device_id',
  '$user_id',
  '$anon_distinct_id',
  '$identified_id',
  '$anon_id',
  '$distinct_ids',
  '$distinct_id_before_identity',
]);

/** What records are filed, found and joined by: no rule reaches it where it stands for that, at the top of a record. */
const NEVER_BLOCKED: ReadonlySet<string> = new Set([
  ...IDS,
  'token',
  'time',
  '$insert_id',
  'alias',
  '$had_persisted_distinct_id',
  '$mp_replay_id',
]);

/** Of the properties of an event; an alias is an id in its own event alone. */
export function isNeverBlockedIn(event: unknown): (name: string) => boolean {
  return (name) => NEVER_BLOCKED.has(name) && (name !== 'alias' || event === '$create_alias');
}

/** Of what an operator brings to a profile: ids alone, since what the update is filed by stands beside it. */
export function isNeverBlockedOfProfile(name: string): boolean {
  return IDS.has(name);
}

export const MOST_BLOCKED_NAMES = 200;
const LONGEST_NAME = 255;

/** Why a text is no rule: in a word, and as the end of a sentence. */
export interface NameFault {
  readonly fault: 'missing' | 'too-long' | 'needed';
  readonly words: string;
  readonly limit?: number;
}

/** Null where a text is a rule: a property's name, or the beginning of names and `*`. */
export function blockedNameFault(rule: string): NameFault | null {
  if (rule.trim() === '' || rule === '*') {
    return { fault: 'missing', words: 'must name a property, or the beginning of some with * behind it' };
  }
  if (rule.length > LONGEST_NAME) {
    return { fault: 'too-long', words: `must not be longer than ${LONGEST_NAME} characters`, limit: LONGEST_NAME };
  }
  return NEVER_BLOCKED.has(rule) ? { fault: 'needed', words: 'is needed to file records and cannot be blocked' } : null;
}

/** The properties a project does not want: `email`, or `utm_*` for all that begin so. Letter case counts, as it does in names. */
export class BlockedNames {
  private readonly exact: ReadonlySet<string>;
  private readonly prefixes: readonly string[];

  constructor(rules: readonly string[]) {
    this.exact = new Set(rules.filter((rule) => !rule.endsWith('*')));
    this.prefixes = rules.filter((rule) => rule.endsWith('*')).map((rule) => rule.slice(0, -1));
  }

  get isEmpty(): boolean {
    return this.exact.size === 0 && this.prefixes.length === 0;
  }

  /** The rule that blocks a property; null where none does. */
  ruleFor(name: string): string | null {
    if (this.exact.has(name)) return name;
    const prefix = this.prefixes.find((each) => name.startsWith(each));
    return prefix === undefined ? null : `${prefix}*`;
  }
}
