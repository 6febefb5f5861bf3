import type { Pool } from 'pg';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import { searchTooSlow } from '../../store/reading/profile-search.js';
import {
  ProfileReader,
  type ProfileSelection,
  type ProfileVisitor,
  type StoredProfile,
} from '../../store/reading/profile-reader.port.js';
import { Engine, Parameters, sqlStateOf, type Session } from '../engine.js';
import { CANCELLED, conditionOf } from '../ingest/profile-search.js';

/** Bytes of properties that come with a batch; what is larger is fetched when its turn comes, and shown alone. */
const INLINE_BYTES = 32_768;

/** A row of a batch; `properties` null: too large to come with it. */
interface BatchRow extends Omit<StoredProfile, 'properties'> {
  readonly properties: string | null;
}

/** Reads by one cursor. */
export class PostgresProfileReader extends ProfileReader {
  private readonly engine: Engine;

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async read(
    projectId: number,
    selection: ProfileSelection,
    milliseconds: number,
    visit: ProfileVisitor,
  ): Promise<void> {
    if (selection.among?.length === 0) return;
    try {
      const { sql, values } = readStatement(projectId, selection);
      const reading = async (session: Session): Promise<void> => {
        for await (const cells of session.stream(sql, values)) {
          if (!(await show(session, projectId, cells.map(rowOf), visit))) return;
        }
      };
      await this.engine.reading(milliseconds, reading, selection.among === null ? KEY_ORDER : '');
    } catch (error) {
      throw sqlStateOf(error) === CANCELLED ? searchTooSlow(milliseconds) : error;
    }
  }
}

/** Of a whole project nothing is put in order: the primary key has its order. */
const KEY_ORDER = 'SET LOCAL enable_sort = off';

export function readStatement(
  projectId: number,
  { among, after, until, arrivedBy }: ProfileSelection,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const conditions = [
    `project_id = ${parameters.add(projectId, 'int')}`,
    ...(after === null ? [] : [`distinct_id > ${parameters.add(after, 'text')}`]),
    ...(until === null ? [] : [`distinct_id <= ${parameters.add(until, 'text')}`]),
    ...(arrivedBy === null
      ? []
      : [
          `received_at <= 'epoch'::timestamptz + ${parameters.add(String(arrivedBy), 'bigint')} * interval '1 microsecond'`,
        ]),
    ...(among === null ? [] : [`(${among.map((wanted) => conditionOf(wanted, parameters)).join(' OR ')})`]),
  ];
  // OFFSET 0 keeps what was written out to be measured from being written out again.
  const sql = `
    SELECT distinct_id, arrived, CASE WHEN octet_length(properties) <= ${String(INLINE_BYTES)} THEN properties END
    FROM (
      SELECT distinct_id, (extract(epoch FROM received_at) * 1000000)::bigint AS arrived, properties::text AS properties
      FROM subject_data.profiles WHERE ${conditions.join(' AND ')}
      ORDER BY distinct_id OFFSET 0
    ) AS profile`;
  return { sql, values: parameters.values };
}

function rowOf([distinctId, arrived, properties]: (string | null)[]): BatchRow {
  return { distinctId: distinctId ?? '', arrived: BigInt(arrived ?? '0'), properties: properties ?? null };
}

/** What was removed in the meantime is not shown. */
async function show(
  session: Session,
  projectId: number,
  rows: readonly BatchRow[],
  visit: ProfileVisitor,
): Promise<boolean> {
  let batch: StoredProfile[] = [];
  for (const row of rows) {
    if (isWhole(row)) batch.push(row);
    else {
      const large = await filled(session, projectId, row);
      if (batch.length > 0 && !(await visit(batch))) return false;
      batch = [];
      if (large !== null && !(await visit([large]))) return false;
    }
  }
  return batch.length === 0 || visit(batch);
}

function isWhole(row: BatchRow): row is StoredProfile {
  return row.properties !== null;
}

async function filled(session: Session, projectId: number, row: BatchRow): Promise<StoredProfile | null> {
  const sql = `SELECT properties::text AS properties FROM subject_data.profiles WHERE project_id = $1 AND distinct_id = $2`;
  const [found] = await session.query<{ properties: string }>(sql, [projectId, row.distinctId]);
  return found === undefined ? null : { ...row, properties: found.properties };
}
