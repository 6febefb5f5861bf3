import { iso, type Transaction } from '../platform/index.js';

/** Duties of one sort that a deletion left, as its completion record tells of them: nobody's id. */
export interface RecordedDuty {
  readonly kind: string;
  /** Empty: whatever is held about them. */
  readonly collections: readonly string[];
  readonly basis: string;
  readonly dueAt: string | null;
  /** What is `under-way` is `owed` still. */
  readonly state: string;
  readonly subjects: number;
  readonly endedAt: string | null;
  /** The deletion that carried it out; of many one. */
  readonly carriedOutBy: string | null;
  /** Why it was carried out before its time, or given up. */
  readonly reason: string | null;
  readonly newBasis: string | null;
}

/** What a deletion left for later and what became of it, those that are alike together. */
export async function recordedDuties(transaction: Transaction, requestId: string): Promise<RecordedDuty[]> {
  const rows = await transaction.$queryRaw<
    (Omit<RecordedDuty, 'dueAt' | 'endedAt'> & { readonly dueAt: Date | null; readonly endedAt: Date | null })[]
  >`
    SELECT kind, collections, basis, due_at AS "dueAt", CASE state WHEN 'under-way' THEN 'owed' ELSE state END AS state,
      count(*)::int AS subjects, max(ended_at) AS "endedAt",
      max(CASE WHEN ended_at IS NOT NULL THEN carried_out_by::text END) AS "carriedOutBy",
      CASE WHEN ended_at IS NOT NULL THEN reason END AS reason, new_basis AS "newBasis"
    FROM duties WHERE request_id = ${requestId}::uuid
    GROUP BY kind, collections, basis, due_at, CASE state WHEN 'under-way' THEN 'owed' ELSE state END, ended_at IS NOT NULL,
      date_trunc('day', ended_at AT TIME ZONE 'UTC'), CASE WHEN ended_at IS NOT NULL THEN reason END, new_basis
    ORDER BY kind, collections, "dueAt", state, "endedAt", basis, reason, "newBasis"`;
  return rows.map((row) => ({ ...row, dueAt: iso(row.dueAt), endedAt: iso(row.endedAt) }));
}
