export const ENDING_KINDS = ['deleted', 'reset'] as const;
export type EndingKind = (typeof ENDING_KINDS)[number];

/**
 * `setting-aside`: what an emptied project held is on its way to where nobody sees it. `restorable`: it can be brought back.
 * `restoring`: it is on its way back. `going`: it is being erased for good.
 */
export const ENDING_STATES = ['setting-aside', 'restorable', 'restoring', 'restored', 'going', 'gone'] as const;
export type EndingState = (typeof ENDING_STATES)[number];

/** What the end of a project took, when it is gone; nobody's id. */
export interface EndingCounts {
  readonly collections: readonly {
    readonly collection: string;
    readonly rows: number;
    /** Of whoever was held, which stayed. */
    readonly spared: number;
  }[];
  readonly destroyed: Destroyed;
  /** People whose rows stayed since they were held, and are owed. */
  readonly duties: number;
}

/** What else there was of a project, and is no more. */
export interface Destroyed {
  /** Files of exports, and their keys. */
  readonly exports: number;
  /** Requests whose ids nobody can read any more; what they did stays on record. */
  readonly requestIds: number;
  readonly holdIds: number;
  readonly privacyChoices: number;
  readonly suppressions: number;
  readonly apiSecrets: number;
  readonly propertyClasses: number;
  /** Days of counts of what came in, was refused and was dropped. */
  readonly counts: number;
}
