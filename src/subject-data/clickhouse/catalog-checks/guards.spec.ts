import type { BoundTable } from '../catalog.js';
import type { ClickHouseEngine } from '../engine.js';
import { checkGuards, expiresRows } from './guards.js';
import { BUILT_IN_COLLECTIONS } from '../../data-map/built-in-collections.js';

const [collection] = BUILT_IN_COLLECTIONS;
if (collection === undefined) throw new Error('no collection');
const target: BoundTable = {
  collection,
  table: {
    database: 'shop',
    local: 'contacts',
    name: '`shop`.`contacts`',
    parts: '`shop`.`contacts`',
    distributed: false,
    engine: 'MergeTree',
    sortingKey: [],
    ddl: '',
    columns: new Map(),
  },
};

/** A server that answers as a real one does to a plan, to its settings and to what it keeps. */
function server(answers: { plan?: string; readonly?: string; ddl?: string; frozen?: string }): ClickHouseEngine {
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    if (sql.startsWith('EXPLAIN'))
      return (answers.plan ?? 'ReadFromMergeTree').split('\n').map((explain) => ({ explain }));
    if (sql.includes('system.settings')) {
      const [readonly, ddl] = [answers.readonly ?? '0', answers.ddl ?? '1'];
      return Object.entries({ readonly, allow_ddl: ddl }).map(([name, value]) => ({ name, value }));
    }
    return sql.includes('system.replicas') ? [{ n: answers.frozen ?? '0' }] : [];
  };
  return { query } as unknown as ClickHouseEngine;
}

describe('what stands between an erasure and the rows of a ClickHouse table', () => {
  it('is nothing, as a rule', async () => {
    expect(await checkGuards(server({}), target)).toEqual({ errors: [], warnings: [] });
  });

  it.each([
    [
      'a row policy, in the words of several versions',
      { plan: 'ReadFromMergeTree\n  Row level filter column: equals(user, 1)' },
      /row policy/,
    ],
    [
      'a row policy over what is merged',
      { plan: 'Filter (Row-level security filter)\n  ReadFromMergeTree' },
      /row policy/,
    ],
    ['a user who may write nothing', { readonly: '2' }, /read-only \(readonly = 2\)/],
    ['a user who may make no tables', { ddl: '0' }, /allow_ddl = 0/],
  ])('%s', async (_what, answers, expected) => {
    expect((await checkGuards(server(answers), target)).errors).toEqual([expect.stringMatching(expected)]);
  });

  it('a replica that takes nothing at the moment is a warning, since that heals', async () => {
    expect(await checkGuards(server({ frozen: '1' }), target)).toEqual({
      errors: [],
      warnings: [expect.stringMatching(/a replica that is read-only at the moment/)],
    });
  });

  it.each([
    ['', false],
    [' TTL at + toIntervalDay(30) SETTINGS index_granularity = 8192', true],
    [' TTL at + toIntervalDay(30) DELETE WHERE plan = 1', true],
    [` TTL at + toIntervalDay(30) TO VOLUME 'cold', at + toIntervalYear(1) SETTINGS index_granularity = 8192`, true],
    [` TTL at + toIntervalDay(30) TO DISK 'cold' SETTINGS index_granularity = 8192`, false],
    [' TTL at + toIntervalDay(30) GROUP BY user SET n = sum(n), m = max(m) SETTINGS index_granularity = 8192', false],
  ])('tells of a TTL that takes rows, whoever is held: %p', (ttl, expires) => {
    const columns = '(`user` String, `ip` String TTL at + toIntervalDay(1), `at` DateTime)';
    expect(expiresRows(`CREATE TABLE shop.contacts ${columns} ENGINE = MergeTree ORDER BY user${ttl}`)).toBe(expires);
  });
});
