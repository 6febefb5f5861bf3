import { HabeasError, type Leases } from '../platform/index.js';
import { PostgresArrivals } from './postgres/ingest/arrivals.js';
import { builtInCollections, HABEAS_STORE } from './data-map/built-in-collections.js';
import { NO_DATA_MAP, readDataMapFile, type DeclaredDataMap, type Environment } from './data-map/data-map-file.js';
import type { StoreDeclaration } from './data-map/data-map.js';
import { ClickHouseProjectRows } from './clickhouse/project-rows/project-rows.js';
import { ClickHouseIngestStore } from './clickhouse/ingest/ingest-store.js';
import { PostgresIngestStore } from './postgres/ingest/ingest-store.js';
import { PostgresProjectRows } from './postgres/project-rows/project-rows.js';
import type { IngestStore } from './store/ingest-store.port.js';
import type { ProjectRows } from './store/project-rows/project-rows.port.js';
import type { EventReader } from './store/reading/event-reader.port.js';
import { createTables } from './clickhouse/layout.js';
import { ClickHouseEventReader } from './clickhouse/reading/event-reader.js';
import { PostgresEventReader } from './postgres/reading/event-reader.js';
import type { ProfileReader } from './store/reading/profile-reader.port.js';
import { ClickHouseProfileReader } from './clickhouse/reading/profile-reader.js';
import { PostgresProfileReader } from './postgres/reading/profile-reader.js';
import { moveOwnTables } from './move-own-tables.js';
import type { LogLimits } from './postgres/expiry/pressure.js';
import type { SubjectPools } from './postgres/pools.js';
import type { ClickHouseEngine, ClickHouseServers } from './clickhouse/engine.js';
import { SubjectData } from './store/subject-data.service.js';
import { ClickHouseSubjectStore } from './clickhouse/subject-store.js';
import { PostgresSubjectStore } from './postgres/subject-store.js';
import type { SubjectStore } from './store/subject-store.port.js';

export interface SubjectDataOptions {
  /** postgres:// URL of the database with the built-in collections, and with what a ClickHouse store needs of a database. */
  readonly url: string;
  /** Keeps the built-in collections instead, where it is given; its cluster is that of declared ClickHouse stores too. */
  readonly clickHouse?: { readonly url: string | null; readonly cluster: string | null };
  /** The company's own collections, in YAML; null where there are none. */
  readonly mapFile: string | null;
  /** Where `${NAME}` in the data map is looked up. */
  readonly environment?: Environment;
  /** Connections to each database at the most. */
  readonly connections?: number;
  /** How far others of a PostgreSQL server may be behind while what has outlived its time goes. */
  readonly logLimits?: LogLimits;
}

/** What the company's YAML file says, or nothing where there is none. */
export function declaredIn({ mapFile, environment = {} }: SubjectDataOptions): DeclaredDataMap {
  return mapFile === null ? NO_DATA_MAP : readDataMapFile(mapFile, environment);
}

/** `leases`: given by who may move tables of an earlier version, which takes its time and leads alone. */
export async function openSubjectData(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
  { declared = declaredIn(options), leases }: { readonly declared?: DeclaredDataMap; readonly leases?: Leases } = {},
): Promise<SubjectData> {
  const own = ownStore(options);
  if (own.kind === 'clickhouse') {
    const engine = servers.of(own.name, own.url, clusterOf(own, options));
    await layOut(engine, leases).catch((error: unknown) => {
      throw namingSetting(error, own.url);
    });
  }
  const stores = new Map<string, SubjectStore>();
  for (const store of [own, ...declared.stores]) {
    const opened =
      store.kind === 'clickhouse'
        ? new ClickHouseSubjectStore(servers.of(store.name, store.url, clusterOf(store, options)))
        : new PostgresSubjectStore(store.name, pools.of(store.url), undefined, options.logLimits);
    stores.set(store.name, opened);
  }
  const builtIn = builtInCollections(declared.builtInHeaders, declared.builtInWords, declared.builtInClasses);
  return new SubjectData([...builtIn, ...declared.collections], stores, declared.company, declared.exemptions);
}

export function openIngestStore(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): IngestStore {
  const own = ownStore(options);
  if (own.kind === 'postgres') return new PostgresIngestStore(pools.of(own.url));
  const engine = servers.of(own.name, own.url, clusterOf(own, options));
  return new ClickHouseIngestStore(engine, new PostgresArrivals(pools.of(options.url)));
}

export function openProjectRows(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): ProjectRows {
  const own = ownStore(options);
  if (own.kind === 'postgres') return new PostgresProjectRows(pools.of(own.url));
  return new ClickHouseProjectRows(servers.of(own.name, own.url, clusterOf(own, options)));
}

export function openEventReader(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): EventReader {
  const own = ownStore(options);
  if (own.kind === 'postgres') return new PostgresEventReader(pools.of(own.url));
  return new ClickHouseEventReader(servers.of(own.name, own.url, clusterOf(own, options)));
}

export function openProfileReader(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): ProfileReader {
  const own = ownStore(options);
  if (own.kind === 'postgres') return new PostgresProfileReader(pools.of(own.url));
  return new ClickHouseProfileReader(servers.of(own.name, own.url, clusterOf(own, options)));
}

async function layOut(engine: ClickHouseEngine, leases: Leases | undefined): Promise<void> {
  await createTables(engine);
  if (leases !== undefined) await moveOwnTables(engine, leases);
}

/** So that whoever starts it knows which setting is meant. */
function namingSetting(error: unknown, url: string): unknown {
  if (!(error instanceof HabeasError)) return error;
  const remedy = 'start that server and let its user make databases and tables, or correct CLICKHOUSE_URL';
  const message = `CLICKHOUSE_URL: ${error.message.replace(/[.;]?$/, '')} (${new URL(url).host}): ${remedy}.`;
  return new HabeasError(error.kind, error.code, message, error.details);
}

/** Where the built-in collections are kept. */
export function ownStore({ url, clickHouse }: SubjectDataOptions): StoreDeclaration {
  const own = clickHouse?.url ?? null;
  return own === null
    ? { name: HABEAS_STORE, kind: 'postgres', url }
    : { name: HABEAS_STORE, kind: 'clickhouse', url: own };
}

export function clusterOf(store: StoreDeclaration, options: SubjectDataOptions): string | null {
  return store.cluster === undefined ? (options.clickHouse?.cluster ?? null) : store.cluster;
}
