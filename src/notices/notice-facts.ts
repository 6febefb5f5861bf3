import type { News, TokenDays } from './notice-kinds.js';

/** What the words of a notice are made of, as it is stored. No id of a subject is among it. Times are ISO 8601. */
export type NoticeFacts = RequestFacts | TokenFacts | SweepFacts | RetentionFacts | DutyFacts | EndingFacts;

export interface RequestFacts {
  readonly what: News;
  readonly requestId: string;
  readonly kind: 'export' | 'deletion';
  readonly regime: string;
  readonly dueAt: string;
  readonly project: string;
  readonly timeZone: string;
}

export interface TokenFacts {
  readonly what: 'token';
  /** The first characters of the token. */
  readonly prefix: string;
  readonly expiresAt: string;
  readonly days: TokenDays;
}

export interface SweepFacts {
  readonly what: 'sweep';
  readonly project: string;
  /** When the sweep should have begun. */
  readonly since: string;
  readonly waiting: number;
}

export interface DutyFacts {
  readonly what: 'duty';
  readonly project: string;
  /** When the first of them was due. */
  readonly since: string;
  readonly waiting: number;
}

/** The end of a project that is not carried out. */
export interface EndingFacts {
  readonly what: 'ending';
  readonly project: string;
  /** By when what it held was to be gone. */
  readonly since: string;
}

export interface RetentionFacts {
  readonly what: 'retention';
  /** When the run should have begun. */
  readonly since: string;
  /** Whether it ran and left something undone; else it did not come to its end. */
  readonly inPart: boolean;
}
