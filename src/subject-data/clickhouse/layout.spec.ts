import { insertsInto } from './backpressure.js';
import { ClickHouseEngine } from './engine.js';
import { layoutStatements } from './layout.js';
import { removal } from './mutations.js';
import { copied } from './key-tables.js';

describe('statements for ClickHouse', () => {
  it('lays each collection out by project, subject and time on one server', () => {
    const statements = layoutStatements(null).join('\n');
    expect(statements).toContain('ORDER BY (project_id, distinct_id, time, event, insert_id)');
    expect(statements).toContain('enable_block_number_column = 1, enable_block_offset_column = 1');
    expect(statements).not.toMatch(/ON CLUSTER|Replicated|Distributed/);
    expect(statements).toContain('PARTITION BY least(greatest(toYYYYMM(time), 200912), 210001) ORDER BY');
    expect(statements).toContain(
      'PARTITION BY toYYYYMM(expires_on) ORDER BY (project_id, distinct_id, replay_id, seq)',
    );
  });
});

describe('statements for a ClickHouse cluster, as text alone: several replicas are not run in any test', () => {
  const cluster = new ClickHouseEngine('habeas', 'http://localhost:1', "o'clock");

  afterAll(() => cluster.close());

  it('makes every table on every server, replicated, with one Distributed table to ask', () => {
    const statements = layoutStatements("o'clock");
    for (const statement of statements) expect(statement).toContain("ON CLUSTER 'o\\'clock'");
    const [, events, spread] = statements;
    expect(events).toContain('CREATE TABLE IF NOT EXISTS subject_data.events_parts');
    expect(events).toContain(
      "ReplicatedReplacingMergeTree('/clickhouse/habeas/subject_data/{shard}/events_by_month', '{replica}', precedence)",
    );
    expect(spread).toContain(
      "subject_data.events ON CLUSTER 'o\\'clock' AS subject_data.events_parts ENGINE = Distributed('o\\'clock', 'subject_data', 'events_parts', cityHash64(project_id, distinct_id))",
    );
  });

  it('mutates on every server, and asks every server how it stands', () => {
    expect(removal(cluster, { parts: 'db.t' }, ['a', 'b'], true)).toBe(
      "ALTER TABLE db.t ON CLUSTER 'o\\'clock' DELETE WHERE a OR b, APPLY DELETED MASK",
    );
    expect(cluster.everywhere('system.mutations')).toBe("clusterAllReplicas('o\\'clock', system.mutations)");
  });

  it('looks for inserts on every server, by the name of the Distributed table and by that of its parts', () => {
    const running = insertsInto(cluster, {
      collection: { schema: 'a', table: 'b' },
      table: { database: 'a', local: 'b_parts' },
    });
    expect(running).toContain("clusterAllReplicas('o\\'clock', system.processes)");
    const pattern = /match\(query, '\(\?i\)(.*)'\)$/.exec(running)?.[1]?.replaceAll('\\\\', '\\') ?? '';
    const matches = (text: string) => new RegExp(pattern, 'i').test(text);
    expect(['INSERT INTO a.b (`c`) FORMAT', 'insert into `a`.`b_parts` VALUES'].filter(matches)).toHaveLength(2);
    expect(['INSERT INTO a.bc FORMAT', 'INSERT INTO c SELECT * FROM a.b', 'SELECT 1'].filter(matches)).toEqual([]);
  });

  it('keeps the ids of an erasure as one table with a copy on every server of every shard', () => {
    expect(copied(cluster, 'ids_1')).toBe("ReplicatedMergeTree('/clickhouse/habeas/ids_1', '{shard}-{replica}')");
  });
});
