import type { ClickHouseEngine } from '../engine.js';
import { moveTables } from './move-tables.js';

/** A cluster whose events are of the earlier layout until they are exchanged, and hold rows of 2025 that are copied at once. */
class ScriptedCluster {
  readonly cluster = 'shop';
  readonly onCluster = " ON CLUSTER 'shop'";
  readonly store = 'habeas';
  readonly changes: string[] = [];
  private isExchanged = false;
  private isCopied = false;

  everywhere(table: string): string {
    return `clusterAllReplicas('shop', ${table})`;
  }

  async command(statement: string): Promise<void> {
    this.changes.push(statement.replaceAll(/\s+/g, ' '));
    if (statement.startsWith('EXCHANGE')) this.isExchanged = true;
    if (statement.startsWith('INSERT INTO habeas_work.moving_events ')) this.isCopied = true;
  }

  async query(sql: string): Promise<unknown[]> {
    if (sql.includes('FROM system.tables')) return this.tables(sql);
    if (!sql.includes('sum(digest)')) return [];
    const isFull = this.isCopied || sql.includes('FROM subject_data.events AS s');
    return isFull ? [{ partition: 202501, rows: '7', digests: '11' }] : [];
  }

  private tables(sql: string): unknown[] {
    const columns = [
      'project_id',
      'distinct_id',
      'time',
      'event',
      'insert_id',
      'properties',
      'received_at',
      'precedence',
    ];
    const parts = { engine: 'ReplicatedReplacingMergeTree', full: '', sorting: 'project_id', ddl: '' };
    const earlier = { ...parts, partition: 'toYear(time)', columns };
    const later = { ...parts, partition: 'months', columns };
    if (sql.includes("'moving_events_parts'")) return this.isExchanged ? [earlier] : [];
    if (sql.includes("'events_parts'")) return [this.isExchanged ? later : earlier];
    const front = {
      engine: 'Distributed',
      full: "Distributed('shop', 'subject_data', 'events_parts')",
      sorting: '',
      ddl: '',
    };
    return sql.includes("name = 'events'") ? [front] : [];
  }
}

describe('moving a table of an earlier layout in a ClickHouse cluster, as text alone: several replicas are not run in any test', () => {
  it('copies through Distributed tables, and exchanges the parts on every server', async () => {
    const cluster = new ScriptedCluster();
    const course = { assertStillMine: async () => {}, say: () => {} };
    await moveTables(cluster as unknown as ClickHouseEngine, course);
    const at = (start: string) => cluster.changes.findIndex((statement) => statement.startsWith(start));
    const inOrder = [
      "CREATE TABLE IF NOT EXISTS habeas_work.moving_events_parts ON CLUSTER 'shop' (",
      "CREATE OR REPLACE TABLE habeas_work.moving_events ON CLUSTER 'shop' AS habeas_work.moving_events_parts ENGINE = Distributed('shop', 'habeas_work', 'moving_events_parts', cityHash64(project_id, distinct_id))",
      'INSERT INTO habeas_work.moving_events (project_id, distinct_id, time, event, insert_id, properties, received_at) SELECT',
      "EXCHANGE TABLES subject_data.events_parts AND habeas_work.moving_events_parts ON CLUSTER 'shop'",
      "CREATE OR REPLACE TABLE subject_data.events ON CLUSTER 'shop' AS subject_data.events_parts ENGINE = Distributed(",
      "DROP TABLE IF EXISTS habeas_work.moving_events ON CLUSTER 'shop' SYNC",
      "DROP TABLE IF EXISTS habeas_work.moving_events_parts ON CLUSTER 'shop' SYNC",
    ].map(at);
    expect(inOrder).not.toContain(-1);
    expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
    const created = cluster.changes[at('CREATE TABLE IF NOT EXISTS habeas_work.moving_events_parts')] ?? '';
    expect(created).toContain(
      "ReplicatedReplacingMergeTree('/clickhouse/habeas/subject_data/{shard}/events_by_month', '{replica}', precedence)",
    );
  });
});
