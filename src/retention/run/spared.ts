import type { SubjectKey } from '../../subject-data/index.js';

/** What tells whether somebody was held or named since the keys were made: the holds and requests by which they were made. */
export interface KnownSparing {
  readonly holds: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

/** Those whose rows stay, whatever their age, as they stood at one moment. */
export interface SparedPeople {
  /** Of everybody held. */
  readonly held: readonly SubjectKey[];
  /** Of everybody named in a request that has not ended. */
  readonly requested: readonly SubjectKey[];
  /** Of both: this very array goes to a store, which may share what it made of it. */
  readonly all: readonly SubjectKey[];
  /** By project; one in which nobody is spared is absent. */
  readonly known: ReadonlyMap<number, KnownSparing>;
  /** Projects of which it is not known who is meant, with the reason. */
  readonly unknown: ReadonlyMap<number, string>;
  /** Holds that end later than this count. */
  readonly at: Date;
  /** By the process's steady clock. */
  readonly madeAt: number;
}

/** What a project's settings said of time when its windows were computed, as one word. */
export type SettingsMark = ReadonlyMap<number, string>;
