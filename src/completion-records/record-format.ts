import type { RecordedDuty } from '../duties/index.js';
import type { Disclosure, Regime, Requester, RequestKind, Verification } from '../compliance/index.js';

export const RECORD_FORMAT = 'habeas.completion-record/1';

/** What sort of answer a request got. */
export const NATURES = [
  'data-disclosed',
  'categories-disclosed',
  'sources-disclosed',
  'data-erased',
  'categories-erased',
  'sources-erased',
  'nothing-held',
  'nothing-disclosed',
  'nothing-erased',
  'denied',
  'revoked',
  'failed',
] as const;
export type Nature = (typeof NATURES)[number];

/**
 * The statement of what a finished request did, to be shown to a regulator years later (11 CCR §7101; GDPR Art. 5(2)). It holds
 * counts, dates, natures and bases, and nobody's id. Times are ISO 8601 in UTC; what has not happened, or was not said, is null.
 * A later fact makes a further revision, in which `revision`, `drawnUpAt`, `instance` and `afterwards` alone differ. Within a format
 * members may be added, and none changed or taken away: who reads one passes over what they do not know.
 */
export interface CompletionRecord {
  readonly format: typeof RECORD_FORMAT;
  /** From 1. */
  readonly revision: number;
  readonly drawnUpAt: string;
  readonly instance: { readonly baseUrl: string; readonly version: string };
  readonly request: RecordedRequest;
  readonly receipt: RecordedReceipt;
  readonly deadline: RecordedDeadline;
  readonly approval: { readonly needed: boolean; readonly by: string | null; readonly at: string | null };
  readonly answer: RecordedAnswer;
  readonly work: RecordedWork;
  readonly outcomes: readonly RecordedOutcome[];
  readonly collections: readonly RecordedCollection[];
  /** What a policy of the data map kept, and why (GDPR Art. 17(3); §1798.105(d)). */
  readonly kept: readonly KeptCollection[];
  /** Subjects whose data a hold kept, by its basis. */
  readonly held: readonly { readonly basis: string | null; readonly subjects: number }[];
  /** Headers that an export named and did not disclose (11 CCR §7024(d)). */
  readonly withheld: readonly { readonly collection: string; readonly headers: readonly string[] }[];
  /** Of an export: values that were too large to be copied, with their bytes. Older records lack it. */
  readonly notCopied?: readonly { readonly collection: string; readonly values: number; readonly bytes: number }[];
  /** Whom to tell of the erasure: GDPR Art. 19; 11 CCR §7022(b)(2)-(3). */
  readonly recipientsToNotify: readonly { readonly recipient: string; readonly collections: readonly string[] }[];
  readonly afterwards: Afterwards;
  /** What the record says, in one sentence. */
  readonly statement: string;
  /** What it does not say. */
  readonly notPromised: readonly string[];
}

export interface RecordedRequest {
  readonly id: string;
  readonly project: { readonly id: number; readonly name: string };
  readonly organization: string;
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  /** A deletion of less than Data, which does not satisfy §1798.105. */
  readonly partial: boolean;
  readonly subjects: number;
  readonly duplicates: number;
  /** Ambiguous ids of which an officer decided whose they are; records from before it was counted lack it. */
  readonly decisions?: number;
  /** What time an export covered. */
  readonly window: { readonly from: string | null; readonly until: string | null };
  /** The export that a deletion was ordered with. */
  readonly orderedAfter: string | null;
  /** What a deletion was about that carried a duty out; left out, everything. */
  readonly about?: Part;
}

/** Less than everything: some collections, or what was set aside when the project was emptied. */
export const PARTS = ['collections', 'set-aside'] as const;
export type Part = (typeof PARTS)[number];

export interface RecordedReceipt {
  readonly receivedAt: string;
  readonly reference: string | null;
  readonly channel: string | null;
  readonly requester: Requester | null;
  readonly verification: Verification | null;
  readonly openedAt: string;
  readonly openedBy: string;
}

export interface RecordedDeadline {
  readonly acknowledgeBy: string | null;
  readonly dueAt: string;
  /** What `dueAt` was before it was extended. */
  readonly extendedFrom: string | null;
  readonly extendedAt: string | null;
  readonly extensionReason: string | null;
  /** Whether the request ended by `dueAt`. */
  readonly met: boolean;
}

export interface RecordedAnswer {
  readonly status: 'SUCCESS' | 'FAILURE' | 'REVOKED' | 'DENIED';
  readonly nature: Nature;
  /** When the request ended. */
  readonly finishedAt: string;
  readonly denial: {
    readonly code: string;
    readonly meaning: string | null;
    readonly articles: readonly string[];
  } | null;
  readonly failure: { readonly code: string; readonly message: string | null } | null;
}

export interface RecordedWork {
  /** What arrived after it does not belong to a deletion; the views of an export were opened right after it. */
  readonly watermark: string | null;
  readonly startedAt: string | null;
  /** No reader sees the rows any more. */
  readonly hiddenAt: string | null;
  /** The engine has removed them. */
  readonly erasedAt: string | null;
  /** The read-back found none; of an export: the file was read back. */
  readonly verifiedAt: string | null;
}

export interface RecordedOutcome {
  readonly outcome: string;
  /** Basis of what was kept or held, code of a failure. */
  readonly detail: string | null;
  readonly subjects: number;
}

export interface RecordedCollection {
  readonly collection: string;
  readonly title: string;
  /** What the deletion did to it; null for an export. */
  readonly policy: string | null;
  /** Rows found of the subjects before anything was done, and of how many subjects. */
  readonly rows: number;
  readonly subjects: number;
  readonly countedAt: string | null;
  readonly hiddenAt: string | null;
  readonly erasedAt: string | null;
  readonly verifiedAt: string | null;
  /** Rows the read-back found that should be gone; null where there was none. */
  readonly survivors: number | null;
  /**
   * Rows the read-back found to have arrived after the watermark, which were left; null where there was none. Records drawn up
   * before it was told do not have it.
   */
  readonly newRows?: number | null;
  /**
   * Whether the rows themselves were removed; false where they stay without what they held, null where nothing was done. Records drawn
   * up before it was told do not have it.
   */
  readonly rowsErased?: boolean | null;
}

export interface KeptCollection {
  readonly collection: string;
  readonly basis: string;
  /** A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`). */
  readonly until: string | null;
  readonly rows: number;
  readonly subjects: number;
  /** When the first of the rows are to be erased; left out where nobody can tell. */
  readonly dueAt?: string;
}

/** What came to be after the request had ended. */
export interface Afterwards {
  readonly firstHandedOverAt: string | null;
  /** What the company recorded. In records from before looks were told apart, downloads and followed links as well. */
  readonly handOvers: readonly RecordedHandOver[];
  /** Downloads (`download`), of ranges too, and the first followed link (`link`), which hand nothing over. Older records lack it. */
  readonly looks?: readonly RecordedHandOver[];
  readonly artifact: {
    readonly createdAt: string;
    readonly expiresAt: string;
    /** When a deletion ordered with this export left it alone. */
    readonly sparedAt: string | null;
    readonly destroyedAt: string | null;
    readonly parts: number;
    readonly partsDestroyed: number;
  } | null;
  /** When the files that held a collection's erased rows were off the disk; a collection of which that is not known is not named. */
  readonly filesDropped: readonly { readonly collection: string; readonly at: string }[];
  /** When the bytes were gone from the data files of every collection. */
  readonly scrubbedAt: string | null;
  /** When the key of the subjects' ids was destroyed. */
  readonly idsDestroyedAt: string | null;
  /** What a deletion left for later since a hold or a policy kept it, and what became of that. Older records lack it. */
  readonly duties?: readonly RecordedDuty[];
}

/** Hand-overs, or looks, of one manner by one hand. */
export interface RecordedHandOver {
  readonly manner: string;
  readonly by: string;
  /** The whole answer, or folders of single subjects. */
  readonly what: 'answer' | 'folders';
  /** How many subjects' folders; null where it was the answer as a whole. */
  readonly subjects: number | null;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
}
