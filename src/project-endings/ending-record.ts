import type { EndingCounts, EndingKind } from './ending-state.js';

export const PROJECT_RECORD_FORMAT = 'habeas-project-record/1';

/**
 * The statement of what the end of a project took, to be shown years later. It holds counts and dates, and nobody's id. Times are
 * ISO 8601 in UTC. Within a format members may be added, and none changed or taken away.
 */
export interface ProjectRecord {
  readonly format: typeof PROJECT_RECORD_FORMAT;
  /** Each takes the place of the one before; left out, it is the first. */
  readonly revision?: number;
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
  readonly duties: readonly RecordedDuty[];
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

/** What was left of somebody, and what became of it; nobody's id. */
export interface RecordedDuty {
  readonly id: string;
  readonly basis: string;
  readonly dueAt: string | null;
  /** What is `under-way` is `owed` still. */
  readonly state: string;
  readonly endedAt: string | null;
  /** The deletion that erased it and read it back. */
  readonly carriedOutBy: string | null;
  /** Why it was carried out before its time, or given up. */
  readonly reason: string | null;
  /** On which what was given up is kept. */
  readonly newBasis: string | null;
}

/** The record in a sentence or three. */
export function statementOf({
  ending: { kind, project },
  collections,
  duties,
}: Pick<ProjectRecord, 'ending' | 'collections' | 'duties'>): string {
  const what =
    kind === 'deleted'
      ? `The project "${project.name}" was deleted.`
      : `The project "${project.name}" was emptied, and what it had held until then was erased.`;
  const spared = collections.reduce((sum, each) => sum + each.spared, 0);
  if (spared === 0) return `${what} No row of it remained in any collection that Habeas keeps.`;
  const rest = `Of it no row remained in any collection that Habeas keeps but ${spared} of people who were held.`;
  return [what, rest, ...sinceThen(duties)].join(' ');
}

function sinceThen(duties: readonly RecordedDuty[]): string[] {
  const erased = duties.filter(({ state }) => state === 'carried-out').length;
  if (erased === 0) return [];
  const whose = erased === duties.length ? 'These' : `The rows of ${erased} of these ${duties.length} people`;
  return [`${whose} have been erased since, and a read-back found none of them.`];
}

export function notPromisedBy(notTouched: readonly string[]): string[] {
  return [
    ...(notTouched.length === 0
      ? []
      : ['Tables of the company were not touched: they are named, and the company erases them itself.']),
    'Bytes of erased rows may stand in data files until the scrub has rewritten them, and in backups and replicas until those are gone.',
  ];
}
