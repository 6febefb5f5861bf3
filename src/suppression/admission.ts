import { isDeviceId } from '../subject-data/index.js';

/**
 * Why an id's data is refused: `deletion` ends with its request; `deleted`, after one, and `opt-out` hold until the subject opts in;
 * `gpc` is the opt-out that a browser signalled (`Sec-GPC: 1`).
 */
export const SUPPRESSION_REASONS = ['deletion', 'deleted', 'opt-out', 'gpc'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Why a record was refused; `default`: none of its ids has opted in, and the project asks for that. */
export type RefusalReason = SuppressionReason | 'default';

/** What a call and its project say about whose data is taken in, beside the suppressions that stand. */
export interface AdmissionRules {
  /** Only what names an id that opted in is taken in. */
  readonly optedOutByDefault: boolean;
  /** The call came with `Sec-GPC: 1`, and the project drops such calls but for devices that opted in. */
  readonly dropsSignalled: boolean;
}

/** Whether opt-ins decide, and not suppressions alone. */
export function looksForOptIns({ optedOutByDefault, dropsSignalled }: AdmissionRules): boolean {
  return optedOutByDefault || dropsSignalled;
}

export const WHATEVER_COMES: AdmissionRules = { optedOutByDefault: false, dropsSignalled: false };

/** What is known of the ids of a batch. */
export interface Standing {
  /** Of several reasons the one that the person can do least about. */
  readonly reasons: ReadonlyMap<string, SuppressionReason>;
  /** Those with an opt-out among their reasons, whatever else refuses them. */
  readonly optedOut: ReadonlySet<string>;
  readonly optedIn: ReadonlySet<string>;
}

export interface Refused<Item> {
  readonly item: Item;
  readonly reason: RefusalReason;
  /** Those of its ids for which an opt-out is to learn what the record tells (`optedOutAmong`). */
  readonly optedOut: readonly string[];
}

/** Of several reasons the one that the person can do least about. */
export function strongest(reasons: Iterable<SuppressionReason>): SuppressionReason | null {
  const given = new Set(reasons);
  return SUPPRESSION_REASONS.find((reason) => given.has(reason)) ?? null;
}

/** Why a record that names these ids is refused; null where it is taken in. What names nobody is nobody's choice. */
export function refusalOf(ids: readonly string[], standing: Standing, rules: AdmissionRules): RefusalReason | null {
  const suppressed = strongest(ids.flatMap((id) => standing.reasons.get(id) ?? []));
  if (suppressed !== null) return suppressed;
  if (rules.dropsSignalled && !speakersOf(ids).some((id) => standing.optedIn.has(id))) return 'gpc';
  if (rules.optedOutByDefault && ids.length > 0 && !ids.some((id) => standing.optedIn.has(id))) return 'default';
  return null;
}

const ERASED: ReadonlySet<SuppressionReason | undefined> = new Set<SuppressionReason>(['deletion', 'deleted']);

/**
 * Whose opt-outs are to learn what a dropped record tells, also where a deletion refuses the same people. Nobody's where it names somebody
 * beside them who is being erased, or was, and did not opt out: of those nothing is kept.
 */
export function optedOutAmong(ids: readonly string[], { reasons, optedOut }: Standing): readonly string[] {
  const isErased = (id: string) => !isDeviceId(id) && !optedOut.has(id) && ERASED.has(reasons.get(id));
  return ids.some(isErased) ? [] : ids.filter((id) => optedOut.has(id));
}

/** The signal is the browser's: its own opt-in counts, and another's only where the record names no device. */
function speakersOf(ids: readonly string[]): readonly string[] {
  const devices = ids.filter(isDeviceId);
  return devices.length > 0 ? devices : ids;
}
