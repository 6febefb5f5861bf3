import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/index.js';
import { NEW_DATA, type Outcome } from '../../request-model/index.js';
import { type Policy, SubjectData } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

export interface Ended {
  readonly outcome: Outcome;
  /** Legal bases of what is kept, or null. */
  readonly detail: string | null;
}

/** How a subject of a deletion that was read back has ended. What is kept beside an erasure is named in the detail. */
export function outcomeOf(subject: {
  /** Policies of the collections that held rows about them. */
  readonly rowsFoundIn: readonly Policy[];
  readonly ambiguous: boolean;
  readonly erasedBefore: boolean;
  /** Rows about them have arrived since, which the deletion left. */
  readonly newData?: boolean;
  /**
   * A deletion of less than Data, which clears records and leaves them, and removes those that cannot be cleared: only whoever has no
   * record left is erased.
   */
  readonly partial?: boolean;
  /** Of such a deletion: whether in a collection that is erased their records were cleared and left. */
  readonly cleared?: boolean;
}): Ended {
  const { outcome, detail } = endedBy(subject);
  if (subject.newData !== true) return { outcome, detail };
  return { outcome, detail: detail === null ? NEW_DATA : `${detail}; ${NEW_DATA}` };
}

function endedBy(subject: Parameters<typeof outcomeOf>[0]): Ended {
  const { rowsFoundIn } = subject;
  const bases = new Set(rowsFoundIn.flatMap((policy) => (policy.kind === 'keep' ? [policy.basis] : [])));
  const detail = bases.size > 0 ? [...bases].join('; ') : null;
  if (rowsFoundIn.some(({ kind }) => kind === 'erase')) {
    const staying = subject.cleared !== false || rowsFoundIn.some(({ kind }) => kind === 'anonymize');
    return { outcome: subject.partial === true && staying ? 'anonymized' : 'erased', detail };
  }
  if (rowsFoundIn.some(({ kind }) => kind === 'anonymize')) return { outcome: 'anonymized', detail };
  if (detail !== null) return { outcome: 'kept', detail };
  if (subject.ambiguous) return { outcome: 'ambiguous', detail: null };
  if (subject.erasedBefore) return { outcome: 'already_erased', detail: null };
  return { outcome: 'not_found', detail: null };
}

/** Subjects of a deletion that have ended alike. */
interface AlikeRow {
  readonly requestId: string;
  /**
   * Names of the collections that held rows about them; behind a blank, of one whose policy keeps rows for a time, whether it keeps
   * `some` of theirs or `none`.
   */
  readonly foundIn: readonly string[];
  readonly ambiguous: boolean;
  readonly erasedBefore: boolean;
  readonly newData: boolean;
  /** With a space in between. */
  readonly ordinals: string;
}

/** How the subjects of deletions have ended, in the transaction that ends the deletions. */
@Injectable()
export class DeletionOutcomes {
  constructor(private readonly subjectData: SubjectData) {}

  /** Records the outcomes of those who had none before the sweep began: whoever was held, or failed, stays so. */
  async record(transaction: Transaction, projectId: number, deletions: readonly TakenDeletion[]): Promise<void> {
    const policies = new Map(this.subjectData.collectionsOf(projectId).map(({ name, policy }) => [name, policy]));
    const alike = await this.alike(
      transaction,
      deletions.map(({ id }) => id),
      [...policies.keys()],
    );
    const partial = new Set(deletions.filter(({ disclosure }) => disclosure !== 'Data').map(({ id }) => id));
    const removed = await this.removedFrom(transaction, [...partial]);
    const effectsOf = (found: string): Policy[] => {
      const [name = '', keeps] = found.split(' ');
      const policy = policies.get(name);
      if (policy === undefined) return [];
      return keeps === undefined ? [policy] : [{ kind: 'erase' }, ...(keeps === 'some' ? [policy] : [])];
    };
    const isErased = (found: string) => effectsOf(found).some(({ kind }) => kind === 'erase');
    const nameIn = (found: string) => found.split(' ')[0] ?? '';
    const ended = alike.map((row) =>
      outcomeOf({
        rowsFoundIn: row.foundIn.flatMap(effectsOf),
        ambiguous: row.ambiguous,
        erasedBefore: row.erasedBefore,
        newData: row.newData,
        partial: partial.has(row.requestId),
        cleared: row.foundIn.some(
          (found) => isErased(found) && removed.get(row.requestId)?.has(nameIn(found)) !== true,
        ),
      }),
    );
    await transaction.$executeRaw`
      UPDATE request_subjects SET outcome = ended.outcome, outcome_detail = ended.detail
      FROM (
        SELECT request_id, unnest(string_to_array(ordinals, ' ')::int[]) AS ordinal, outcome, detail
        FROM unnest(
          ${alike.map(({ requestId }) => requestId)}::uuid[],
          ${alike.map(({ ordinals }) => ordinals)}::text[],
          ${ended.map(({ outcome }) => outcome)}::text[],
          ${ended.map(({ detail }) => detail)}::text[]
        ) AS alike (request_id, ordinals, outcome, detail)
      ) AS ended
      WHERE request_subjects.request_id = ended.request_id AND request_subjects.ordinal = ended.ordinal
        AND request_subjects.outcome IS DISTINCT FROM 'held'`;
  }

  /** The collections from which each of these deletions took the rows themselves. */
  private async removedFrom(transaction: Transaction, ids: string[]): Promise<Map<string, Set<string>>> {
    const removed = new Map<string, Set<string>>();
    if (ids.length === 0) return removed;
    const where = { requestId: { in: ids }, rowsErased: true };
    for (const { requestId, collection } of await transaction.requestCollection.findMany({ where })) {
      removed.set(requestId, (removed.get(requestId) ?? new Set()).add(collection));
    }
    return removed;
  }

  /**
   * Whether somebody was erased before matters where nothing was held about them, and is looked up for those alone. Of the
   * deletions that end together, one is earlier than another where it was started earlier. Each subject's rows are looked up by
   * the index: the statistics know nothing of requests as new as these, so that no join of many with many is safe. Whether any id is
   * ambiguous is asked once, since mostly none is.
   */
  private async alike(
    transaction: Transaction,
    ids: readonly string[],
    collections: readonly string[],
  ): Promise<AlikeRow[]> {
    return transaction.$queryRaw<AlikeRow[]>`
      WITH subject AS MATERIALIZED (
        SELECT request_id, ordinal, project_id, id_hmac,
          ARRAY(
            SELECT tally.collection || CASE WHEN tally.kept_rows < tally.rows
              THEN CASE WHEN tally.kept_rows = 0 THEN ' none' ELSE ' some' END ELSE '' END
            FROM request_tallies tally
            WHERE tally.request_id = subject.request_id AND tally.ordinal = subject.ordinal
              AND tally.rows > 0 AND tally.collection = ANY (${collections}::text[])
            ORDER BY tally.collection
          ) AS found_in,
          EXISTS (
            SELECT FROM request_tallies tally
            WHERE tally.request_id = subject.request_id AND tally.ordinal = subject.ordinal
              AND tally.new_rows > 0 AND tally.collection = ANY (${collections}::text[])
          ) AS new_data,
          (SELECT EXISTS (SELECT FROM request_identities WHERE request_id = ANY (${ids}::uuid[]) AND ambiguous)) AND EXISTS (
            SELECT FROM request_identities mine
            WHERE mine.request_id = subject.request_id AND mine.ordinal = subject.ordinal AND mine.ambiguous
              AND (NOT mine.contested OR mine.id_hmac = subject.id_hmac)
          ) AS ambiguous
        FROM request_subjects subject
        WHERE request_id = ANY (${ids}::uuid[]) AND (outcome IS NULL OR outcome NOT IN ('held', 'failed'))
      ), ended AS (
        SELECT request_id, ordinal, found_in, ambiguous, new_data, CASE WHEN found_in = '{}' AND NOT ambiguous THEN EXISTS (
          SELECT FROM request_identities theirs
          JOIN requests earlier ON earlier.id = theirs.request_id
          JOIN requests mine ON mine.id = subject.request_id
          WHERE theirs.project_id = subject.project_id AND theirs.id_hmac = subject.id_hmac AND NOT theirs.ambiguous
            AND earlier.id <> mine.id AND earlier.kind = 'deletion' AND earlier.disclosure = 'Data'
            AND earlier.verified_at IS NOT NULL
            AND (earlier.id <> ALL (${ids}::uuid[]) OR earlier.started_at < mine.started_at)
        ) ELSE false END AS erased_before
        FROM subject
      )
      SELECT request_id AS "requestId", found_in AS "foundIn", ambiguous, erased_before AS "erasedBefore", new_data AS "newData",
        string_agg(ordinal::text, ' ') AS ordinals
      FROM ended GROUP BY request_id, found_in, ambiguous, erased_before, new_data`;
  }

  /** Of all subjects, those included that were held when the sweep took the deletion; by request and outcome. */
  async count(transaction: Transaction, ids: readonly string[]): Promise<Map<string, Record<string, number>>> {
    const rows = await transaction.$queryRaw<{ requestId: string; outcome: string; subjects: number }[]>`
      SELECT request_id AS "requestId", coalesce(outcome, 'none') AS outcome, count(*)::int AS subjects FROM request_subjects
      WHERE request_id = ANY (${ids}::uuid[]) GROUP BY request_id, outcome ORDER BY request_id, outcome`;
    const counts = new Map<string, Record<string, number>>();
    for (const { requestId, outcome, subjects } of rows) {
      counts.set(requestId, { ...counts.get(requestId), [outcome]: subjects });
    }
    return counts;
  }
}
