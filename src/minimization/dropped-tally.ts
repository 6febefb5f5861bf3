import type { SensitiveKind } from './sensitive-values.js';

/** What was dropped of the records of a call: properties by the rule that blocks them, values by what they look like. */
export interface Dropped {
  readonly kind: 'property' | 'value';
  /** The rule or the kind as the project has it, never what a record held. */
  readonly name: string;
  readonly count: number;
}

export class DroppedTally {
  private readonly counts = new Map<string, { readonly kind: Dropped['kind']; readonly name: string; count: number }>();

  property(rule: string): void {
    this.add('property', rule);
  }

  value(kind: SensitiveKind): void {
    this.add('value', kind);
  }

  get all(): readonly Dropped[] {
    return [...this.counts.values()];
  }

  add(kind: Dropped['kind'], name: string, count = 1): void {
    const key = `${kind} ${name}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { kind, name, count });
    else known.count += count;
  }
}
