import pg from 'pg';
import { BUILT_IN_COLLECTIONS, recordWriter, type Collection } from '../../src/subject-data/index.js';
import { EVERYTHING } from '../../src/compliance/index.js';
import { PostgresIngestStore } from '../../src/subject-data/ingest-store.postgres.js';
import { PostgresSubjectStore } from '../../src/subject-data/subject-store.postgres.js';
import { createTestDatabase } from '../support/database.js';

it('perf', async () => {
  const db = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: db.url, max: 4 });
  const store = new PostgresSubjectStore('habeas', pool);
  const ingest = new PostgresIngestStore(pool);
  const events = BUILT_IN_COLLECTIONS[0] as Collection;
  const t = async (label: string, work: () => Promise<unknown>) => {
    const at = performance.now();
    const r = await work();
    console.log(label, Math.round(performance.now() - at), 'ms', r ?? '');
  };
  await t('partitions', () => ingest.ensurePartitions(new Date('2024-01-01'), new Date('2025-12-31')));
  const batch = (n: number) => Array.from({ length: 2000 }, (_, i) => ({
    event: 'x', distinctId: `w${String((i * 7) % 500)}`, time: new Date(Date.UTC(2024, 0, 1) + ((n * 2000 + i) * 611_000) % 63_000_000_000),
    insertId: `${String(n)}-${String(i)}`, properties: '{"$os": "Linux", "$browser": "Firefox", "plan": "Pro", "n": 12}' }));
  await t('batch1', () => ingest.writeEvents(2, batch(0)));
  await t('batch2', () => ingest.writeEvents(2, batch(1)));
  await t('batch3', () => ingest.writeEvents(2, batch(2)));
  await t('25 batches', async () => { for (let i = 3; i < 28; i += 1) await ingest.writeEvents(2, batch(i)); });
  await t('load 1M', () => pool.query(`INSERT INTO subject_data.events SELECT 1, 'user ' || (i % 20000), '2024-01-01Z'::timestamptz + (i % 63000000) * interval '1 s' * 63, 'page', 'i' || i, '{"$os":"Linux","$browser":"Firefox","utm_source":"x","a":1,"b":[1,2,3]}', now() FROM generate_series(1, 1000000) i`));
  await pool.query('ANALYZE subject_data.events');
  const keys = (n: number, from = 0) => Array.from({ length: n }, (_, i) => ({ ordinal: i, projectId: 1, distinctId: `user ${String(i + from)}`, watermark: new Date() }));
  await t('count 2000', () => store.read(keys(2000), async (v) => (await v.count(events, EVERYTHING)).length));
  const line = recordWriter(events);
  await t('export 100k', () => store.read(keys(2000), async (v) => { let n = 0, b = 0; for await (const r of v.rows(events, EVERYTHING)) { n += 1; b += line(r).length; } return [n, b, process.memoryUsage().rss]; }));
  await t('headers 2000', () => store.read(keys(2000), async (v) => (await v.headers(events, EVERYTHING)).length));
  await t('sources 2000', () => store.read(keys(2000), async (v) => (await v.sources(events, EVERYTHING)).length));
  await t('erase 500', () => store.erase(events, keys(500), 'policy'));
  await t('survivors 500', () => store.survivors(events, keys(500), 'policy'));
  await t('purge', () => store.purge(events));
  await t('headers-erase 500', () => store.erase(events, keys(500, 600), 'headers'));
  await t('purge', () => store.purge(events));
  await t('erase 20000', () => store.erase(events, keys(20000, 0), 'policy'));
  await t('erase 50000 keys', () => store.erase(events, keys(50000, 0), 'policy'));
  const c = await pool.connect();
  await c.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration=0`).catch(() => console.log('no auto_explain'));
  await c.query('BEGIN');
  await c.query(`CREATE TEMP TABLE subject_keys (ordinal integer NOT NULL, project_id integer NOT NULL, text_id text NOT NULL, integer_id bigint, uuid_id uuid, watermark timestamptz) ON COMMIT DROP; ALTER TABLE pg_temp.subject_keys ALTER text_id SET STATISTICS 0, ALTER integer_id SET STATISTICS 0, ALTER uuid_id SET STATISTICS 0`);
  await c.query(`INSERT INTO subject_keys SELECT i, 1, 'user ' || i, null, null, now() from generate_series(1,2000) i; ANALYZE subject_keys`);
  for (const sql of [
    `SELECT k.ordinal, t.* FROM pg_temp.subject_keys AS k JOIN subject_data.events AS t ON true WHERE t.distinct_id = k.text_id AND t.project_id = k.project_id AND (k.watermark IS NULL OR (t.received_at <= k.watermark)) ORDER BY k.ordinal, t.time`,
    `DELETE FROM subject_data.events_2024_05 AS t USING pg_temp.subject_keys AS k WHERE t.distinct_id = k.text_id AND t.project_id = k.project_id AND (k.watermark IS NULL OR (t.received_at <= k.watermark))`,
    `SELECT k.ordinal, t.* FROM pg_temp.subject_keys AS k JOIN subject_data.events AS t ON true WHERE t.distinct_id = k.text_id AND t.project_id = k.project_id AND t.time >= '2025-05-05Z' AND (k.watermark IS NULL OR (t.received_at <= k.watermark))`,
  ]) console.log((await c.query('EXPLAIN ' + sql)).rows.map((r) => r['QUERY PLAN']).slice(0, 18).join('\n'));
  console.log((await c.query(`select count(*) from pg_stats where tablename='subject_keys' and attname='text_id'`)).rows);
  await c.query('ROLLBACK'); c.release();
  await pool.end(); await db.drop();
}, 300000);
