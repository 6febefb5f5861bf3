import { setTimeout as pause } from 'node:timers/promises';
import { literal, type ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import {
  AFTER_LAST_INSTANT,
  FIRST_INSTANT,
  NAMES,
  numbers,
  propertiesOf,
  STRIDE,
  TABLES,
  VARIANTS,
  type Population,
} from '../population.js';

const PIECE = 2_000_000;

const userId = `concat('u-', substring(lower(hex(MD5(toString(s)))), 1, 20))`;
const deviceId = `concat('$device:', substring(lower(hex(MD5(concat('d', toString(s))))), 1, 16))`;
const arrived = `toDateTime64('2025-01-01 00:00:00', 6, 'UTC')`;

/** Fills the built-in collections with the people `from` to `until`, and merges what that made into one part each. */
export async function loadClickHouse(
  engine: ClickHouseEngine,
  projectId: number,
  population: Population,
  from = 0,
  until = population.subjects,
): Promise<void> {
  const { subjects, perSubject } = population;
  const people = (t: string) => `toUInt64(${t} * ${String(STRIDE)} % ${String(subjects)})`;
  const among = `s >= ${String(from)} AND s < ${String(until)}`;
  await engine.command('CREATE DATABASE IF NOT EXISTS bench');
  await engine.command('CREATE TABLE IF NOT EXISTS bench.variants (n UInt64, body String) ENGINE = Memory');
  const [stored] = await engine.query<{ n: string }>('SELECT count() AS n FROM bench.variants');
  if (stored?.n === '0') {
    await engine.insert(
      'bench.variants',
      ['n', 'body'],
      numbers(0, VARIANTS).map((n) => [n, propertiesOf(n)]),
    );
  }
  const rows = subjects * perSubject;
  const step = (AFTER_LAST_INSTANT - FIRST_INSTANT) / rows;
  const names = `[${NAMES.map(literal).join(', ')}]`;
  for (let first = 0; first < rows; first += PIECE) {
    const count = Math.min(PIECE, rows - first);
    await engine.command(
      `INSERT INTO subject_data.events (project_id, distinct_id, time, event, insert_id, properties, received_at)
       SELECT ${String(projectId)}, if(i % 10 = 0, ${deviceId}, ${userId}), at, ${names}[1 + (s + i) % ${String(NAMES.length)}],
         lower(hex(MD5(concat(toString(s), '-', toString(i))))), v.body, at + INTERVAL 2 SECOND
       FROM (SELECT number AS t, ${people('t')} AS s, intDiv(t, ${String(subjects)}) AS i, (s * 31 + i) % ${String(VARIANTS)} AS n,
               fromUnixTimestamp64Milli(toInt64(${String(FIRST_INSTANT)} + floor(t * ${String(step)})), 'UTC') AS at
             FROM numbers(${String(first)}, ${String(count)}) WHERE ${among}) AS e
       JOIN bench.variants AS v ON v.n = e.n`,
    );
  }
  const source = `FROM (SELECT ${people('number')} AS s FROM numbers(${String(subjects)})) WHERE ${among}`;
  await engine.command(
    `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at, version)
     SELECT ${String(projectId)}, ${userId}, concat('{"$name":"Person ', toString(s), '","$email":"person', toString(s), '@example.com","$city":"Ghent","plan":"Pro"}'),
       ${arrived}, 1 ${source}`,
  );
  await engine.command(
    `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, received_at)
     SELECT ${String(projectId)}, ${userId}, ${deviceId}, 'device', ${arrived} ${source}`,
  );
  await engine.command(
    `INSERT INTO subject_data.session_replays (project_id, distinct_id, replay_id, seq, sent_distinct_id, started_at, replay_started_at,
       duration_ms, properties, events, encoding, recording, expires_on, received_at, version)
     SELECT ${String(projectId)}, ${userId} AS id, lower(hex(MD5(concat('r', toString(s))))), 0, id, at, at, 60000, '{"$os":"iOS"}', 30, 'json',
       concat('[', repeat('{"type":3,"timestamp":1},', 30), '{"type":3,"timestamp":2}]'), toDate('2025-01-31'), ${arrived}, 1
     FROM (SELECT s, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') AS at ${source} AND s % 4 = 0)`,
  );
  for (const table of TABLES) await engine.command(`OPTIMIZE TABLE subject_data.${table} FINAL`);
  await settle(engine);
}

/** Waits until the engine works on nothing in the background. */
export async function settle(engine: ClickHouseEngine): Promise<void> {
  for (;;) {
    const [row] = await engine.query<{ n: string }>(
      'SELECT (SELECT count() FROM system.merges) + (SELECT count() FROM system.mutations WHERE NOT is_done) AS n',
    );
    if (Number(row?.n) === 0) return;
    await pause(100);
  }
}

/** Rows of every collection that a reader sees, or of the people `from` to `until` alone. */
export async function countClickHouse(
  engine: ClickHouseEngine,
  people?: readonly [from: number, until: number],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const [from, until] = people ?? [0, 0];
  const source = `FROM (SELECT number AS s FROM numbers(${String(from)}, ${String(until - from)}))`;
  const ids = `(SELECT ${userId} ${source} UNION ALL SELECT ${deviceId} ${source})`;
  for (const table of TABLES) {
    // The condition makes the engine read with masks and patches applied, which a bare count() need not do.
    const condition = people === undefined ? 'NOT ignore(distinct_id)' : `distinct_id IN ${ids}`;
    const [row] = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM subject_data.${table} WHERE ${condition}`,
    );
    counts[table] = Number(row?.n);
  }
  return counts;
}
