import type { Neighbours } from '../../store/neighbours.js';
import { reachOf, type ForeignKey, type KeyedTable, type KeyGraph } from './reach.js';

const table = (oid: string, more: Partial<KeyedTable> = {}): KeyedTable => ({
  oid,
  schema: 'public',
  name: oid,
  isPartitioned: false,
  isPartition: false,
  parents: [],
  ...more,
});
const key = (child: string, parent: string, more: Partial<ForeignKey> = {}): ForeignKey => ({
  name: `${child}_${parent}`,
  child,
  parent,
  childColumns: ['ref'],
  parentColumns: ['id'],
  collations: [null],
  onDelete: 'c',
  onDeleteColumns: [],
  onUpdate: 'a',
  ...more,
});
const graph = (keys: ForeignKey[], ...tables: KeyedTable[]): KeyGraph => ({
  keys,
  tables: new Map(tables.map((each) => [each.oid, each])),
});
const EXEMPT: Neighbours = {
  stores: ['habeas'],
  collections: [],
  exemptions: [{ store: 'habeas', table: 'public.*', columns: null, reason: 'r' }],
};
const reached = (given: KeyGraph, target = 'a', columns: string[] | null = null, neighbours = EXEMPT) =>
  reachOf(given, target, columns === null ? { kind: 'delete' } : { kind: 'change', columns }, neighbours).reached.map(
    ({ table: { oid }, effect }) => `${oid} ${effect.kind === 'delete' ? 'goes' : effect.columns.join('+')}`,
  );

describe('what an erasure reaches by foreign keys', () => {
  it('goes on by CASCADE, and ends where columns are changed that nobody refers to', () => {
    const keys = [key('b', 'a'), key('c', 'b', { onDelete: 'n' }), key('d', 'c')];
    expect(reached(graph(keys, table('a'), table('b'), table('c'), table('d')))).toEqual(['a goes', 'b goes', 'c ref']);
  });

  it('goes on from changed columns by ON UPDATE', () => {
    const pair = { childColumns: ['x', 'y'], parentColumns: ['id', 'email'], collations: [null, null] };
    const keys = [key('b', 'a', { ...pair, onUpdate: 'c' }), key('c', 'a', { ...pair, onUpdate: 'n' })];
    const tables = [table('a'), table('b'), table('c')];
    expect(reached(graph(keys, ...tables), 'a', ['email'])).toEqual(['a email', 'b y', 'c x+y']);
    expect(reached(graph(keys, ...tables), 'a', ['name'])).toEqual(['a name']);
  });

  it('tells rows that go along from those of the same table that are meant, and ends in a circle', () => {
    expect(reached(graph([key('a', 'a')], table('a')))).toEqual(['a goes', 'a goes']);
    expect(reached(graph([key('b', 'a'), key('a', 'b')], table('a'), table('b')))).toEqual([
      'a goes',
      'b goes',
      'a goes',
    ]);
  });

  it('is stopped by neither NO ACTION nor RESTRICT, and not followed beyond a table nobody speaks of', () => {
    const keys = [key('b', 'a', { onDelete: 'a' }), key('c', 'a', { onDelete: 'r' }), key('d', 'a'), key('e', 'd')];
    const given = graph(keys, ...['a', 'b', 'c', 'd', 'e'].map((oid) => table(oid)));
    expect(reached(given, 'a', null, { ...EXEMPT, exemptions: [] })).toEqual(['a goes', 'd goes']);
  });

  it('follows keys to partitions and to what they are part of, and from a table alone not to what inherits from it', () => {
    const tables = [
      table('a', { isPartitioned: true }),
      table('a1', { isPartition: true, parents: ['a'] }),
      table('b'),
      table('heir', { parents: ['b'] }),
      table('c'),
    ];
    const keys = [key('b', 'a1'), key('c', 'heir')];
    expect(reached(graph(keys, ...tables))).toEqual(['a goes', 'b goes']);
    expect(reached(graph([key('b', 'a')], ...tables), 'a1')).toEqual(['a1 goes', 'b goes']);
    expect(reached(graph(keys, ...tables), 'b')).toEqual(['b goes', 'c goes']);
  });
});
