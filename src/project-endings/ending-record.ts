import type { EndingCounts, EndingKind } from './ending-state.js';

export const PROJECT_RECORD_FORMAT = 'habeas-project-record/1';

/**
 * The statement of what the end of a project took, to be shown years later. It holds counts and dates, and nobody's id. Times are
 * ISO 8601 in UTC. Within a format members may be added, and none changed or taken away.
 */
export interface ProjectRecord {
  readonly format: typeof PROJECT_RECORD_FORMAT;
  readonly drawnUpAt: string;
  readonly instance: { readonly baseUrl: string; readonly version: string };
  readonly ending: {
    readonly id: string;
    readonly kind: EndingKind;
    readonly project: { readonly id: number; readonly name: string };
    readonly organization: string;
    readonly orderedBy: string;
    readonly orderedAt: string;
    readonly restorableUntil: string;
    readonly goneBy: string;
  };
  readonly collections: readonly RecordedCollection[];
  readonly destroyed: EndingCounts['destroyed'] | null;
  /** Of whoever was held: what is erased when their hold ends. */
  readonly duties: readonly { readonly id: string; readonly basis: string; readonly dueAt: string | null }[];
  /** Tables of the company, which are the company's to erase. */
  readonly notTouched: readonly string[];
  readonly statement: string;
  readonly notPromised: readonly string[];
}

/** What was found of the project in a collection, and when it had gone. */
export interface RecordedCollection {
  readonly collection: string;
  readonly title: string;
  readonly rows: number;
  /** Rows of whoever was held, which stayed. */
  readonly spared: number;
  readonly hiddenAt: string | null;
  readonly erasedAt: string | null;
  /** When the read-back found none but those that were spared. */
  readonly verifiedAt: string | null;
}

export function statementOf(kind: EndingKind, name: string, spared: number): string {
  const what =
    kind === 'deleted'
      ? `The project "${name}" was deleted.`
      : `The project "${name}" was emptied, and what it had held until then was erased.`;
  const rest =
    spared === 0
      ? 'No row of it remained in any collection that Habeas keeps.'
      : `Of it no row remained in any collection that Habeas keeps but ${spared} of people who were held.`;
  return `${what} ${rest}`;
}

export function notPromisedBy(notTouched: readonly string[]): string[] {
  return [
    ...(notTouched.length === 0
      ? []
      : ['Tables of the company were not touched: they are named, and the company erases them itself.']),
    'Bytes of erased rows may stand in data files until the scrub has rewritten them, and in backups and replicas until those are gone.',
  ];
}
