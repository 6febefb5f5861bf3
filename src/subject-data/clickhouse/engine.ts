import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { OnApplicationShutdown } from '@nestjs/common';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { errorOfAnswer, HabeasError } from '../../platform/index.js';
import { answerOfServerCode } from './error-codes.js';
import { killQuery, isAnswer } from './kill-query.js';
import type { WriteLimit } from '../store/ingest-store.port.js';

export type Settings = Readonly<Record<string, string | number>>;
type Row = Record<string, unknown>;
/** Cells of a row in the order of the select list; 64-bit integers and decimals as text. */
export type Cells = readonly unknown[];

const CODES = { refused: 'store-refused', unavailable: 'store-unavailable', slow: 'store-busy' };

/** Numbers no double can hold come as text, instants as ISO text in UTC, and the ids of a set stay on the server they stand on. */
const READING: Settings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 1,
  date_time_output_format: 'iso',
  join_use_nulls: 0,
};
const REQUEST_TIMEOUT = 600_000;

/** One ClickHouse server, the one its URL names. Errors are HabeasErrors that carry the server's code and never its text. */
export class ClickHouseEngine {
  private readonly client: ClickHouseClient;
  private patching: Promise<boolean> | null = null;
  private readonly limit: WriteLimit | null = null;

  /** `cluster`: name of the cluster the server belongs to; null = it stands alone. */
  constructor(
    readonly store: string,
    url: string,
    readonly cluster: string | null = null,
  ) {
    this.client = createClient({
      url,
      application: 'habeas',
      request_timeout: REQUEST_TIMEOUT,
      max_open_connections: 10,
      keep_alive: { enabled: true },
      log: { level: 127 },
    });
  }

  /**
   * The same server, for a write that must land by its limit or never. At the limit its queries and inserts end here and, by
   * `max_execution_time` and KILL, inserts on the server too; they settle when it says that they have.
   */
  within(limit: WriteLimit | undefined): ClickHouseEngine {
    return limit === undefined ? this : Object.assign(Object.create(this) as ClickHouseEngine, { limit });
  }

  /** ` ON CLUSTER …` where there is one, for statements every server must execute. */
  get onCluster(): string {
    return this.cluster === null ? '' : ` ON CLUSTER ${literal(this.cluster)}`;
  }

  /** A system table as all servers see it, or this one where it stands alone. */
  everywhere(table: string): string {
    return this.cluster === null ? table : `clusterAllReplicas(${literal(this.cluster)}, ${table})`;
  }

  /** Whether the server knows lightweight updates (25.7 and later); it is asked once. */
  async makesPatches(): Promise<boolean> {
    this.patching ??= this.knowsPatches().catch((error: unknown) => {
      this.patching = null;
      throw error;
    });
    return this.patching;
  }

  async query<T extends Row = Row>(sql: string, params: Row = {}, settings: Settings = {}): Promise<T[]> {
    return this.guarded(async () => {
      const result = await this.client.query({
        query: sql,
        format: 'JSONEachRow',
        query_params: params,
        clickhouse_settings: { ...READING, ...settings },
        ...(this.limit === null ? {} : { abort_signal: this.limit.signal }),
      });
      return result.json<T>();
    });
  }

  /** Streams rows; nothing is held but the block under way. Leaving early ends the statement. */
  async *stream(sql: string, settings: Settings = {}): AsyncGenerator<Cells> {
    const result = await this.guarded(() =>
      this.client.query({
        query: sql,
        format: 'JSONCompactEachRow',
        clickhouse_settings: { ...READING, ...settings },
      }),
    );
    try {
      for await (const rows of result.stream()) {
        for (const row of rows as { json(): unknown }[]) yield row.json() as Cells;
      }
    } catch (error) {
      throw this.errorOf(error);
    } finally {
      result.close();
    }
  }

  async command(sql: string, settings: Settings = {}): Promise<void> {
    const all = this.cluster === null ? settings : { distributed_ddl_output_mode: 'throw', ...settings };
    await this.guarded(() => this.client.command({ query: sql, clickhouse_settings: all }));
  }

  /** The rows are the body of the request, and no part of the statement's text. */
  async insert(
    table: string,
    columns: readonly string[],
    rows: readonly Cells[] | AsyncIterable<Cells>,
  ): Promise<void> {
    if (Array.isArray(rows) && rows.length === 0) return;
    const values = Array.isArray(rows) ? rows : Readable.from(rows as AsyncIterable<Cells>, { objectMode: true });
    const columnNames = columns.map(quoted) as [string, ...string[]];
    const settings = { async_insert: 0, max_partitions_per_insert_block: 0, distributed_foreground_insert: 1 };
    await this.limited((limits) =>
      this.client.insert({
        table,
        columns: columnNames,
        values,
        format: 'JSONCompactEachRow',
        ...limits,
        clickhouse_settings: { ...settings, ...limits.clickhouse_settings } as never,
      }),
    );
  }

  /** Inserts what the server selects, by the same limit. */
  async insertSelected(table: string, columns: readonly string[], select: string, more: Settings = {}): Promise<void> {
    const query = `INSERT INTO ${table} (${columns.map(quoted).join(', ')}) ${select}`;
    const settings = { max_partitions_per_insert_block: 0, distributed_foreground_insert: 1, ...more };
    await this.limited((limits) =>
      this.client.command({
        query,
        ...limits,
        clickhouse_settings: { ...settings, ...limits.clickhouse_settings } as never,
      }),
    );
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async limited<T>(work: (limits: StatementLimits) => Promise<T>): Promise<T> {
    const { limit } = this;
    if (limit === null) return this.guarded(() => work({ clickhouse_settings: {} }));
    const id = randomUUID();
    return this.guarded(async () => {
      limit.signal.throwIfAborted();
      const seconds = Math.max(1, Math.ceil(limit.milliseconds / 1000));
      try {
        return await work({
          query_id: id,
          abort_signal: limit.signal,
          clickhouse_settings: { max_execution_time: seconds },
        });
      } catch (error) {
        const servers = { onCluster: this.onCluster, processes: this.everywhere('system.processes') };
        if (!isAnswer(error)) await killQuery(this.client, id, servers);
        throw error;
      }
    });
  }

  private async knowsPatches(): Promise<boolean> {
    const [row] = await this.query<{ version: string }>('SELECT version() AS version');
    const [major = 0, minor = 0] = (row?.version ?? '').split('.').map(Number);
    return major > 25 || (major === 25 && minor >= 7);
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.errorOf(error);
    }
  }

  // The server's message quotes values and statements, so that only its code is passed on.
  private errorOf(error: unknown): unknown {
    if (error instanceof HabeasError) return error;
    const server = `Store "${this.store}"`;
    const given = (error as { code?: unknown } | null)?.code;
    const code = typeof given === 'string' ? given : 'no answer';
    if (isAnswer(error)) {
      return errorOfAnswer(answerOfServerCode(Number(code)), { server, code }, CODES, {
        extra: { serverCode: code },
      });
    }
    const details = { extra: { serverCode: code } };
    return new HabeasError('unavailable', CODES.unavailable, `${server} does not answer (${code}).`, details);
  }
}

/** The ClickHouse servers with subject data: connections to each by the name of its store, ended with the application. */
export class ClickHouseServers implements OnApplicationShutdown {
  private readonly engines = new Map<string, ClickHouseEngine>();

  of(store: string, url: string, cluster: string | null): ClickHouseEngine {
    const known = this.engines.get(store);
    if (known !== undefined) return known;
    const engine = new ClickHouseEngine(store, url, cluster);
    this.engines.set(store, engine);
    return engine;
  }

  async onApplicationShutdown(): Promise<void> {
    const engines = [...this.engines.values()];
    this.engines.clear();
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

interface StatementLimits {
  readonly query_id?: string;
  readonly abort_signal?: AbortSignal;
  readonly clickhouse_settings: Settings;
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A text as an SQL literal; for names of tables and clusters, never for an id. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
