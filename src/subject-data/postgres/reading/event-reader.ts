import type { Pool } from 'pg';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import type { EventRecord } from '../../store/ingest-store.port.js';
import { BATCH, inBatches, readingTooSlow } from '../../store/reading/batches.js';
import {
  EventReader,
  READING_BOUNDS,
  type EventSelection,
  type ReadingBounds,
} from '../../store/reading/event-reader.port.js';
import { Engine, Parameters, sqlStateOf, type Session } from '../engine.js';
import { partitionsBetween, type MonthPartition } from '../ingest/month-partitions.js';

const CANCELLED = '57014';
/** Within them lies every month that has a partition of its own, and the two for what is before and after. */
const [EARLIEST, LATEST] = [new Date(0), new Date(Date.UTC(2101, 0, 1))];
/** Bytes of properties that come with a page; what is larger is fetched when its turn comes. */
const INLINE_BYTES = 16_384;
const FIRST_PAGE = 64;
const PAGE_BYTES = 1_048_576;

type Key = Omit<EventRecord, 'properties'>;

/** A row of a page; `properties` null: too large to come with it. */
interface PageRow extends Key {
  readonly bytes: number;
  readonly properties: string | null;
}

/**
 * Reads the primary key of one month after the other in pages, each a transaction of its own behind the last key of the page before:
 * a reader that is slow keeps no snapshot, which would keep what is erased meanwhile on the disk.
 */
export class PostgresEventReader extends EventReader {
  private readonly engine: Engine;

  constructor(
    pool: Pool,
    private readonly bounds: ReadingBounds = READING_BOUNDS,
  ) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async *read(projectId: number, selection: EventSelection): AsyncGenerator<readonly EventRecord[]> {
    for (const month of await this.monthsOf(selection)) {
      yield* this.monthOf(projectId, { ...selection, ...overlap(selection, month) });
    }
  }

  private async *monthOf(projectId: number, selection: EventSelection): AsyncGenerator<readonly EventRecord[]> {
    let after: Key | null = null;
    for (let size = FIRST_PAGE; ;) {
      const { sql, values } = pageStatement(projectId, selection, after, size);
      const page = await this.bounded(async (session) => (await session.texts(sql, values)).map(rowOf));
      if (!page.every(isWhole)) yield* inBatches(this.filled(projectId, page));
      else if (page.length > 0) yield page;
      if (page.length < size) return;
      after = page.at(-1) ?? after;
      size = nextSize(page);
    }
  }

  /** What was erased in the meantime is not in it. */
  private async *filled(projectId: number, page: readonly PageRow[]): AsyncGenerator<EventRecord> {
    for (const row of page) {
      const properties = row.properties ?? (await this.propertiesOf(projectId, row));
      if (properties !== null) yield { ...row, properties };
    }
  }

  private async propertiesOf(projectId: number, { distinctId, time, event, insertId }: Key): Promise<string | null> {
    const rows = await this.bounded((session) =>
      session.query<{ properties: string }>(
        `SELECT properties::text AS properties FROM subject_data.events
         WHERE project_id = $1 AND distinct_id = $2 AND time = $3 AND event = $4 AND insert_id = $5`,
        [projectId, distinctId, time.toISOString(), event, insertId],
      ),
    );
    return rows[0]?.properties ?? null;
  }

  /** In their order, those that hold anybody's events. */
  private async monthsOf({ from, until }: EventSelection): Promise<MonthPartition[]> {
    const rows = await this.bounded((session) =>
      session.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'subject_data.events'::regclass`,
      ),
    );
    const names = new Set(rows.map(({ name }) => name));
    const last = until === null ? LATEST : new Date(until.getTime() - 1);
    return partitionsBetween('events', from ?? EARLIEST, last).filter(({ table }) => names.has(table));
  }

  private async bounded<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { statement } = this.bounds;
    try {
      return await this.engine.transaction('READ COMMITTED', async (session) => {
        await session.query(`SELECT set_config('statement_timeout', $1, true), ${IN_ORDER_OF_THE_KEY}`, [
          String(statement),
        ]);
        return work(session);
      });
    } catch (error) {
      throw sqlStateOf(error) === CANCELLED ? readingTooSlow(statement) : error;
    }
  }
}

/** Whatever the planner takes a month for, a page never begins with putting all of it in order. */
const IN_ORDER_OF_THE_KEY = `set_config('enable_sort', 'off', true)`;

/** The next events behind a key, as texts in the order of `rowOf`. */
export function pageStatement(
  projectId: number,
  { from, until, names, distinctIds }: EventSelection,
  after: Key | null,
  size: number,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const text = (value: string) => parameters.add(value, 'text');
  const moment = (value: Date) => parameters.add(value.toISOString(), 'timestamptz');
  const conditions = [
    `project_id = ${parameters.add(projectId, 'int')}`,
    ...(from === null ? [] : [`time >= ${moment(from)}`]),
    ...(until === null ? [] : [`time < ${moment(until)}`]),
    ...(names === null ? [] : [`event = ANY (${parameters.add(names, 'text[]')})`]),
    ...(distinctIds === null ? [] : [`distinct_id = ANY (${parameters.add(distinctIds, 'text[]')})`]),
    ...(after === null
      ? []
      : [
          `(distinct_id, time, event, insert_id) >
             (${text(after.distinctId)}, ${moment(after.time)}, ${text(after.event)}, ${text(after.insertId)})`,
        ]),
  ];
  const sql = `
    SELECT distinct_id, milliseconds, event, insert_id, octet_length(properties),
      CASE WHEN octet_length(properties) <= ${String(INLINE_BYTES)} THEN properties END
    FROM (
      SELECT distinct_id, (extract(epoch FROM time) * 1000)::bigint AS milliseconds, event, insert_id,
        properties::text AS properties
      FROM subject_data.events WHERE ${conditions.join(' AND ')}
      ORDER BY distinct_id, time, event, insert_id LIMIT ${parameters.add(size, 'int')}
    ) AS page`;
  return { sql, values: parameters.values };
}

function rowOf([distinctId, milliseconds, event, insertId, bytes, properties]: (string | null)[]): PageRow {
  return {
    distinctId: distinctId ?? '',
    time: new Date(Number(milliseconds)),
    event: event ?? '',
    insertId: insertId ?? '',
    bytes: Number(bytes),
    properties: properties ?? null,
  };
}

function isWhole(row: PageRow): row is PageRow & EventRecord {
  return row.properties !== null;
}

function nextSize(page: readonly PageRow[]): number {
  const bytes = page.reduce((sum, row) => sum + row.bytes, 0);
  return Math.max(1, Math.min(BATCH.events, Math.floor((PAGE_BYTES * page.length) / Math.max(1, bytes))));
}

/** The part of the month that is asked for. */
function overlap({ from, until }: EventSelection, month: MonthPartition): Pick<EventSelection, 'from' | 'until'> {
  return {
    from: bound(from, month.from, (one, other) => one > other),
    until: bound(until, month.until, (one, other) => one < other),
  };
}

function bound(asked: Date | null, month: Date | null, isCloser: (one: Date, other: Date) => boolean): Date | null {
  if (asked === null || month === null) return asked ?? month;
  return isCloser(asked, month) ? asked : month;
}
