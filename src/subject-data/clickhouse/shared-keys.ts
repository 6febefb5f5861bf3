import { columnOf, tableOf, type BoundTable, type Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { literal, type ClickHouseEngine } from './engine.js';
import {
  assertEverywhere,
  copied,
  KEY_COLUMNS,
  rowsOf,
  TEXT_KEYS,
  unread,
  withKeys,
  WORK,
  workName,
  workTable,
} from './key-tables.js';
import { KEY } from './predicate.js';
import type { SubjectKey } from '../store/subject-store.port.js';

/** On a table of keys that nobody asks about any more, and that only a mutation may still read. */
const RELEASED = 'released';

interface Share {
  table: Promise<string> | null;
  /** How often it was asked for. */
  holders: number;
}

/**
 * Keys that much is asked about. They are written once, at the first question, into a table that every count, erasure and
 * read-back of the pass joins, whatever the collection, and that stands until the last mutation which reads it has ended. Only
 * collections whose ids are text in a column of their own project have it; the ids of others are written as what they are.
 */
export class SharedKeys {
  private readonly shares = new Map<readonly SubjectKey[], Share>();
  private readonly tables = new Map<string, Promise<Table>>();

  constructor(readonly engine: ClickHouseEngine) {}

  /** Shares the keys, this very array, until the answer is called. */
  share(keys: readonly SubjectKey[]): () => Promise<void> {
    const share: Share = this.shares.get(keys) ?? { table: null, holders: 0 };
    share.holders += 1;
    this.shares.set(keys, share);
    return async () => this.release(keys);
  }

  /** The collection with its table by the catalog, which is read once for as long as keys are shared. */
  async bind(collection: Collection): Promise<BoundTable> {
    return { collection, table: await this.tableOf(collection) };
  }

  /** What the shared keys can be selected from, of those that the collection admits; null where it needs a table of its own. */
  async sourceFor(target: BoundTable, keys: readonly SubjectKey[]): Promise<string | null> {
    const { collection } = target;
    const share = this.shares.get(keys);
    if (share === undefined || !takesText(target)) return null;
    const name = await this.written(share, keys);
    if (collection.projects === null) return name;
    const projects = collection.projects.map(String).join(', ');
    return `(SELECT * FROM ${name} WHERE \`${KEY.project}\` IN (${projects}))`;
  }

  /** Hands `work` what the keys can be selected from: the shared table, or one that is dropped when it ends. */
  async with<T>(target: BoundTable, keys: readonly SubjectKey[], work: (name: string) => Promise<T>): Promise<T> {
    const source = await this.sourceFor(target, keys);
    return source === null ? withKeys(this.engine, target, keys, work) : work(source);
  }

  /** Drops what was released while a mutation still read it; leaves it to the last `release` where keys are shared. */
  async dropReleased(): Promise<void> {
    if (this.shares.size > 0) return;
    const rows = await this.engine.query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = '${WORK}' AND comment = '${RELEASED}' AND ${unread('name')}`,
    );
    for (const { name } of rows) await this.drop(workTable(name));
  }

  private async tableOf(collection: Collection): Promise<Table> {
    if (this.shares.size === 0) return tableOf(this.engine, collection);
    const name = `${collection.schema}.${collection.table}`;
    const found = this.tables.get(name) ?? tableOf(this.engine, collection);
    this.tables.set(name, found);
    found.catch(() => this.tables.delete(name));
    return found;
  }

  private async written(share: Share, keys: readonly SubjectKey[]): Promise<string> {
    share.table ??= this.write(keys).catch((error: unknown) => {
      share.table = null;
      throw error;
    });
    return share.table;
  }

  private async write(keys: readonly SubjectKey[]): Promise<string> {
    const { engine } = this;
    const name = workName('shared');
    const order = `\`${KEY.project}\`, \`${KEY.subject}\``;
    await engine.command(
      `CREATE TABLE ${workTable(name)}${engine.onCluster} (${TEXT_KEYS}) ENGINE = ${copied(engine, name)} ORDER BY (${order})`,
    );
    const rows = rowsOf(keys);
    await engine.insert(workTable(name), KEY_COLUMNS, rows);
    await assertEverywhere(engine, workTable(name), rows.length);
    return workTable(name);
  }

  private async release(keys: readonly SubjectKey[]): Promise<void> {
    const share = this.shares.get(keys);
    if (share === undefined) return;
    share.holders -= 1;
    if (share.holders > 0) return;
    this.shares.delete(keys);
    if (this.shares.size === 0) this.tables.clear();
    const name = await share.table?.catch(() => null);
    if (typeof name === 'string') await this.dropOrMark(name);
    await this.dropReleased();
  }

  private async dropOrMark(name: string): Promise<void> {
    const [read] = await this.engine.query<{ free: number }>(`SELECT ${unread(literal(bare(name)))} AS free`);
    if (Number(read?.free) === 1) await this.drop(name);
    else await this.engine.command(`ALTER TABLE ${name}${this.engine.onCluster} MODIFY COMMENT '${RELEASED}'`);
  }

  private async drop(name: string): Promise<void> {
    await this.engine.command(`DROP TABLE IF EXISTS ${name}${this.engine.onCluster} SYNC`);
  }
}

/** Whether a table of keys whose ids are text serves the collection: one project, or one told by a column. */
function takesText({ collection, table }: BoundTable): boolean {
  const { projectColumn, projects, subjectColumn } = collection;
  if (columnOf(table, subjectColumn).bare !== 'String' || projects?.length === 0) return false;
  return projectColumn === null ? projects?.length === 1 : columnOf(table, projectColumn).bare === 'UInt32';
}

const bare = (name: string) => name.replaceAll('`', '').slice(WORK.length + 1);
