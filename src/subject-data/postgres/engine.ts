import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  answerOfSqlState,
  commitFor,
  errorOfAnswer,
  HabeasError,
  isOfAnyRow,
  MARK,
  sessionShared,
  type TransactionMark,
} from '../../platform/index.js';
import { sentTogether, type Statement } from './together.js';

type Row = Record<string, unknown>;
type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/** Foreign key violation, and the one of RESTRICT (18 and later). */
const BROKEN_KEY = ['23503', '23001'];
const CODES = { refused: 'store-refused', unavailable: 'store-unavailable', slow: 'store-busy' };
/** Whoever raised an error, by the name of the function alone: what stands around it may quote a value. */
const RAISED_IN = /^PL\/pgSQL function ([\w."$]{1,200})\(/;
/**
 * Milliseconds for which a transaction may be silent, as the server keeps to it: one that reads, whose snapshot keeps what others
 * erased, since the other end of an export may be slow; and one that writes, whose locks others wait for, the time included in
 * which another store settles what was written under them.
 */
export const IDLE_READER = 600_000;
const IDLE_WRITER = 90_000;
const DEADLOCK_OR_SERIALIZATION = /^40(001|P01)$/;
/**
 * Dates and bytes come in one form, and a row policy that hides rows is an error instead of a false zero. Cursors are read
 * to their end. Rows of a subject lie side by side, so that an index costs less than the planner's default has it: 500
 * subjects of a million events are found in 0.06 s with it, and in 0.7 s by reading the table.
 */
const SETTINGS = `SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off;
  SET LOCAL cursor_tuple_fraction = 1; SET LOCAL random_page_cost = 1.1`;
const AS_TEXT = { getTypeParser: () => (text: string) => text };

/** What a COMMIT that was a ROLLBACK would have been told of before: some statement failed, and the transaction went on. */
const FAILED = { code: '25P02', severity: 'ERROR' };

const ignore = () => undefined;

/** Values of a statement, numbered as they are added. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    return `$${String(this.values.push(value))}::${type}`;
  }
}

/** A connection in use. Its errors are HabeasErrors that carry a SQLSTATE and never a value. */
export class Session {
  private streams = 0;
  private mark: string | null = null;

  constructor(
    private readonly store: string,
    private readonly client: pg.PoolClient,
    private readonly server: pg.ClientConfig,
  ) {}

  async query<T extends Row = Row>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.send<T>(sql, values)).rows;
  }

  /** How many rows the statement says it changed; good for progress, never for proof. */
  async change(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send(sql, values)).rowCount ?? 0;
  }

  /** From now on `assertOwn` knows whether this is still the same session of the server. */
  async claim(): Promise<void> {
    this.mark = randomUUID();
    await this.query(`SELECT set_config('habeas.session', $1, false)`, [this.mark]);
  }

  /** @throws HabeasError `session-shared` where a pooler has given the connection of the server to others since `claim` */
  async assertOwn(): Promise<void> {
    const [row] = await this.query<{ mark: string | null }>(`SELECT current_setting('habeas.session', true) AS mark`);
    if (row?.mark !== this.mark) throw sessionShared(`The URL of the store "${this.store}"`);
  }

  /**
   * Streams batches of rows as arrays of texts, batches of about 4 MiB and 1000 rows at the most, inside a transaction. The cursor
   * is one of SQL, so that several streams of a transaction may be read by turns.
   */
  async *stream(sql: string, values: readonly unknown[]): AsyncGenerator<(string | null)[][]> {
    const cursor = `stream_${String((this.streams += 1))}`;
    await this.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values);
    try {
      for (let size = 16; ;) {
        const batch = await this.fetch(`FETCH FORWARD ${String(size)} FROM ${cursor}`);
        if (batch.length === 0) return;
        size = nextSize(batch);
        yield batch;
      }
    } finally {
      await this.query(`CLOSE ${cursor}`).catch(() => undefined);
    }
  }

  /** Sends statements without values as one message. Returns the rows of the last. */
  async script<T extends Row = Row>(sql: string): Promise<T[]> {
    const results = (await this.send(sql, [])) as unknown as pg.QueryResult<T> | pg.QueryResult<T>[];
    return (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [];
  }

  /** Sends statements as one message, as `sentTogether` does. Returns the result of each. */
  async together(...statements: [Statement, Statement, ...Statement[]]): Promise<pg.QueryResult<Row>[]> {
    try {
      return await sentTogether(this.client, statements);
    } catch (error) {
      throw storeError(this.store, error);
    }
  }

  /**
   * Ends the transaction under way as `commitFor` does: what throws has left nothing behind.
   * @param mark what it is recognized by, where that is known already
   * @throws HabeasError `outcome-unknown` where that could not be told
   */
  async commit(mark: TransactionMark | null = null): Promise<void> {
    await commitFor(
      {
        mark: async () => {
          if (mark !== null) return mark;
          const [{ xid, pid } = { xid: null, pid: 0 }] = await this.query<{ xid: string | null; pid: number }>(MARK);
          return xid === null ? null : { xid, pid };
        },
        commit: async () => {
          const { command } = await this.send('COMMIT', []);
          if (command !== 'COMMIT') throw storeError(this.store, FAILED);
        },
        rollback: async () => this.query('ROLLBACK'),
      },
      this.server,
    );
  }

  /** Rows as arrays of texts. */
  async texts(text: string, values: readonly unknown[]): Promise<(string | null)[][]> {
    return this.fetch(text, values);
  }

  private async fetch(text: string, values: readonly unknown[] = []): Promise<(string | null)[][]> {
    try {
      const given = values.length === 0 ? {} : { values: [...values] };
      return (await this.client.query<(string | null)[]>({ text, ...given, rowMode: 'array', types: AS_TEXT })).rows;
    } catch (error) {
      throw storeError(this.store, error);
    }
  }

  private async send<T extends Row>(sql: string, values: readonly unknown[]): Promise<pg.QueryResult<T>> {
    try {
      return await this.client.query<T>(sql, values.length === 0 ? undefined : [...values]);
    } catch (error) {
      throw storeError(this.store, error);
    }
  }
}

/** A PostgreSQL database by its pool. */
export class Engine {
  constructor(
    readonly store: string,
    private readonly pool: pg.Pool,
  ) {}

  /** A connection outside any transaction, for VACUUM and the like. One that breaks in use must not end the program. */
  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.connect();
    client.on('error', ignore);
    let broken = true;
    try {
      const result = await work(new Session(this.store, client, this.pool.options));
      broken = false;
      return result;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  async transaction<T>(isolation: Isolation, work: (session: Session) => Promise<T>): Promise<T> {
    const bound = isolation === 'READ COMMITTED' ? IDLE_WRITER : IDLE_READER;
    return this.use((session) => transact(session, isolation, () => work(session), bound));
  }

  /**
   * A transaction that changes nothing. It is bounded in the message by which it begins, and is over with another: nobody need know
   * how it ended.
   * @param milliseconds for how long a statement of it may take
   * @param settings further statements that begin it
   */
  async reading<T>(milliseconds: number, work: (session: Session) => Promise<T>, settings = ''): Promise<T> {
    const bounds = `SET LOCAL statement_timeout = ${String(Math.ceil(milliseconds))};
      SET LOCAL idle_in_transaction_session_timeout = ${String(IDLE_WRITER)}`;
    return this.use(async (session) => {
      await session.script(`${beginning('READ COMMITTED')}; SET TRANSACTION READ ONLY; ${bounds}; ${settings}`);
      const result = await rolledBack(session, () => work(session));
      await session.query('COMMIT');
      return result;
    });
  }

  /** As `transaction`, tried again where another writer was in the way. */
  async retried<T>(work: (session: Session) => Promise<T>, attempts = 3): Promise<T> {
    return persistently(() => this.transaction('READ COMMITTED', work), attempts);
  }

  /**
   * As `retried`, for a transaction that is sure to write: it begins, is bounded and tells what it is recognized by in one message.
   * @param milliseconds SQL for how long a statement of it may take, zero or less where it is too late
   * @param silence for how long it may be silent, in PostgreSQL's words
   */
  async retriedWithin<T>(
    { milliseconds, silence }: { readonly milliseconds: string; readonly silence: string },
    work: (session: Session) => Promise<T>,
    attempts = 3,
  ): Promise<T> {
    const opening = `${beginning('READ COMMITTED')};
      SELECT ms, set_config('statement_timeout', greatest(ms, 1)::text, true),
        set_config('idle_in_transaction_session_timeout', '${silence}', true),
        txid_current()::text AS xid, pg_backend_pid() AS pid
      FROM (SELECT ${milliseconds} AS ms) AS left_over`;
    const attempt = async (session: Session): Promise<T> => {
      const [opened] = await session.script<{ ms: number; xid: string; pid: number }>(opening);
      const result = await rolledBack(session, async () => {
        if (opened === undefined || opened.ms <= 0) throw new Error('The write did not begin in time.');
        return work(session);
      });
      await session.commit(opened);
      return result;
    };
    return persistently(() => this.use(attempt), attempts);
  }

  private async connect(): Promise<pg.PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw storeError(this.store, error);
    }
  }
}

/** One transaction on a session that outlives it. `idle`: milliseconds for which it may be silent; else as the session has it. */
export async function transact<T>(
  session: Session,
  isolation: Isolation,
  work: () => Promise<T>,
  idle?: number,
): Promise<T> {
  const bound = idle === undefined ? '' : `; SET LOCAL idle_in_transaction_session_timeout = ${String(idle)}`;
  await session.query(beginning(isolation) + bound);
  const result = await rolledBack(session, work);
  await session.commit();
  return result;
}

function beginning(isolation: Isolation): string {
  return `BEGIN ISOLATION LEVEL ${isolation}; ${SETTINGS}`;
}

/** The work of a transaction that has begun; what throws leaves none under way. */
async function rolledBack<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await session.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Tries a transaction again where another writer was in the way. */
export async function persistently<T>(attempt: () => Promise<T>, attempts = 3): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (attempts <= 1 || !DEADLOCK_OR_SERIALIZATION.test(sqlStateOf(error) ?? '')) throw error;
    return persistently(attempt, attempts - 1);
  }
}

/** The SQLSTATE of an error of a Session, null of any other. */
export function sqlStateOf(error: unknown): string | null {
  const state = error instanceof HabeasError ? error.details.extra?.['sqlState'] : undefined;
  return typeof state === 'string' ? state : null;
}

/** The foreign key that a statement would have broken, and the table that refers by it; null of any other error. */
export function brokenKeyOf(error: unknown): BrokenKey | null {
  const cause = error instanceof HabeasError ? error.cause : null;
  return cause instanceof BrokenKey ? cause : null;
}

/** Names of the catalog, and no value. */
export class BrokenKey extends Error {
  constructor(
    readonly key: string,
    readonly schema: string,
    readonly table: string,
  ) {
    super(`The foreign key "${key}" of ${schema}.${table}.`);
  }
}

function nextSize(batch: readonly (string | null)[][]): number {
  const bytes = batch.reduce((sum, row) => row.reduce((total, cell) => total + (cell?.length ?? 0), sum), 0);
  return Math.max(1, Math.min(1000, Math.floor((4_194_304 * batch.length) / Math.max(1, bytes))));
}

/** The engine's own message may quote a value, so that only its SQLSTATE is passed on, and what a function is called. */
function storeError(store: string, error: unknown): unknown {
  if (error instanceof HabeasError) return error;
  const { code, severity, where } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const server = `Store "${store}"`;
  if (typeof code !== 'string' || typeof severity !== 'string') {
    const reached = typeof code === 'string' ? code : 'no answer';
    const details = { extra: { sqlState: reached } };
    return new HabeasError('unavailable', CODES.unavailable, `${server} does not answer (${reached}).`, details);
  }
  const answer = answerOfSqlState(code);
  const raisedIn = answer.trouble === 'refused' && typeof where === 'string' ? RAISED_IN.exec(where)?.[1] : undefined;
  const reason = raisedIn === undefined ? answer.reason : `${answer.reason}, the function ${raisedIn}`;
  const extra = { sqlState: code, anyRow: answer.trouble === 'refused' && isOfAnyRow(code) };
  const key = brokenKeyIn(code, error);
  return errorOfAnswer({ ...answer, reason }, { server, code }, CODES, {
    extra,
    ...(key === null ? {} : { cause: key }),
  });
}

function brokenKeyIn(code: string, error: unknown): BrokenKey | null {
  if (!BROKEN_KEY.includes(code)) return null;
  const { constraint, schema, table } = error as Partial<Record<'constraint' | 'schema' | 'table', string>>;
  return new BrokenKey(constraint ?? '', schema ?? '', table ?? '');
}
