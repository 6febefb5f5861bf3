import { EVERYTHING, type Window } from '../../compliance/index.js';
import { earliestOf, latestOf, type Moment } from '../../platform/index.js';
import { bindTable, columnOf, readColumns, type BoundTable, type Column } from './catalog.js';
import { holds } from './clearing.js';
import { headerOf, type Collection, type Header } from '../data-map/collection.js';
import { quoted, type ClickHouseEngine } from './engine.js';
import { jsonMembers } from '../store/json-members.js';
import { withKeys, workName, workTable } from './key-tables.js';
import { isText, k, KEY, selection, span, t, timeIn, within } from './predicate.js';
import { momentOf } from '../store/moments.js';
import { rowReader } from './stored-row.js';
import { CELL_LIMITS, type CellLimits } from '../store/cell-limits.js';
import { SHORT_NAME, SHORT_VALUE, shortText } from '../store/shortened.js';
import {
  WITHHELD,
  type HeaderTally,
  type HeaderValueTally,
  type StoredRow,
  type StoreView,
  type SubjectKey,
  type Tally,
} from '../store/subject-store.port.js';

interface Snapshot {
  readonly target: BoundTable;
  readonly name: string;
}
interface SpannedRow extends Record<string, unknown> {
  ordinal: number;
  rows: string;
  earliest: string | null;
  latest: string | null;
  wholes?: string;
}

const ORDINAL = quoted(KEY.ordinal);

/**
 * The server has no state that lasts longer than a statement. The first question about a collection therefore copies the rows
 * of the keys into a table of the view's own, in the order they are read in, and every question is answered from that.
 */
export class ClickHouseView implements StoreView {
  private readonly snapshots = new Map<string, Promise<Snapshot>>();

  constructor(
    private readonly engine: ClickHouseEngine,
    private readonly keys: readonly SubjectKey[],
  ) {}

  async count(collection: Collection, window: Window): Promise<Tally[]> {
    const { target, name } = await this.snapshotOf(collection);
    const rows = await this.engine.query<SpannedRow>(
      `SELECT ${ORDINAL} AS ordinal, count() AS rows, ${span(target)}${wholes(collection)} FROM ${name} AS t
       WHERE ${within(target, window)} GROUP BY ordinal ORDER BY ordinal`,
    );
    return rows.map(tallyOf);
  }

  async *rows(collection: Collection, window: Window, limits: CellLimits = CELL_LIMITS): AsyncGenerator<StoredRow> {
    const { target, name } = await this.snapshotOf(collection);
    const reader = rowReader(target, limits);
    const time = collection.timeColumn === null ? [] : [`t.${quoted(collection.timeColumn)} NULLS FIRST`];
    const parts = partsOf(collection).map((column) => `t.${column}`);
    const sql = `${reader.with} SELECT ${ORDINAL}, ${reader.select} FROM ${name} AS t
      WHERE ${within(target, window)} ORDER BY ${[ORDINAL, ...parts, ...time].join(', ')}`;
    for await (const cells of this.engine.stream(sql)) yield reader.read(cells);
  }

  async headers(collection: Collection, window: Window): Promise<HeaderTally[]> {
    const { target, name } = await this.snapshotOf(collection);
    const columns = readColumns(target.table).filter((column) => isHeader(collection, column));
    const counts = columns.map((column, at) => `countIf(${holds(column)}) AS n${String(at)}`);
    const rows = await this.engine.query<Record<string, unknown>>(
      `SELECT ${[`${ORDINAL} AS ordinal`, ...counts].join(', ')} FROM ${name} AS t
       WHERE ${within(target, window)} GROUP BY ordinal ORDER BY ordinal`,
    );
    const ofColumns = rows.flatMap((row) =>
      columns.flatMap((column, at) => {
        const number = Number(row[`n${String(at)}`]);
        return number > 0 ? [{ ordinal: Number(row['ordinal']), header: column.name, rows: number }] : [];
      }),
    );
    return [...ofColumns, ...(await this.propertyHeaders(collection, window))];
  }

  async sources(collection: Collection, window: Window): Promise<HeaderValueTally[]> {
    const { target, name } = await this.snapshotOf(collection);
    const tallies: HeaderValueTally[] = [];
    for (const header of collection.headers.filter((each) => each.source)) {
      const column = target.table.columns.get(header.name);
      if (column === undefined || column.name === collection.propertiesColumn) continue;
      const value = header.withhold ? `'${WITHHELD}'` : shortened(`toString(${t(column)})`);
      const rows = await this.engine.query<SpannedRow & { value: string }>(
        `SELECT ${ORDINAL} AS ordinal, ${value} AS value, count() AS rows, ${span(target)} FROM ${name} AS t
         WHERE ${within(target, window)} AND ${holds(column)} GROUP BY ordinal, value ORDER BY ordinal, value`,
      );
      tallies.push(...rows.map((row) => ({ ...tallyOf(row), header: header.name, value: row.value })));
    }
    return [...tallies, ...(await this.propertyValues(collection, window))];
  }

  async close(): Promise<void> {
    for (const snapshot of this.snapshots.values()) {
      const name = await snapshot.then((taken) => taken.name).catch(() => null);
      if (name !== null) await this.engine.command(`DROP TABLE IF EXISTS ${name} SYNC`).catch(() => undefined);
    }
  }

  private snapshotOf(collection: Collection): Promise<Snapshot> {
    const known = this.snapshots.get(collection.name);
    if (known !== undefined) return known;
    const taken = this.take(collection);
    this.snapshots.set(collection.name, taken);
    return taken;
  }

  private async take(collection: Collection): Promise<Snapshot> {
    const { engine } = this;
    const target = await bindTable(engine, collection);
    const { table } = target;
    const name = workTable(workName('view'));
    const columns = readColumns(table).map((column) => `${t(column)} AS ${quoted(column.name)}`);
    const time = collection.timeColumn === null ? [] : [quoted(columnOf(table, collection.timeColumn).name)];
    await withKeys(engine, target, this.keys, (keys) => {
      const from = selection(target, keys, {
        ...{ window: EVERYTHING, final: true },
        bound: { now: true, ahead: null },
      });
      return engine.command(
        `CREATE TABLE ${name} ENGINE = MergeTree ORDER BY (${[ORDINAL, ...partsOf(collection), ...time].join(', ')})
         SETTINGS allow_nullable_key = 1 AS SELECT ${[`${k('ordinal')} AS ${ORDINAL}`, ...columns].join(', ')} ${from}`,
      );
    });
    return { target, name };
  }

  private async propertyHeaders(collection: Collection, window: Window): Promise<HeaderTally[]> {
    const counts = new Map<number, Map<string, number>>();
    for await (const { ordinal, members } of this.members(collection, window)) {
      const ofOrdinal = counts.get(ordinal) ?? new Map<string, number>();
      for (const name of members.keys()) ofOrdinal.set(name, (ofOrdinal.get(name) ?? 0) + 1);
      counts.set(ordinal, ofOrdinal);
    }
    return [...counts].flatMap(([ordinal, names]) =>
      [...names].sort(byName).map(([header, rows]) => ({ ordinal, header, rows })),
    );
  }

  private async propertyValues(collection: Collection, window: Window): Promise<HeaderValueTally[]> {
    const sources = new Map(collection.headers.filter((each) => each.source).map((each) => [each.name, each]));
    const tallies = new Map<string, HeaderValueTally>();
    for await (const { ordinal, time, members } of this.members(collection, window)) {
      for (const [name, value] of members) {
        const header = sources.get(name);
        if (header !== undefined) addValue(tallies, ordinal, time, header, value);
      }
    }
    return [...tallies.values()].sort(
      (one, other) =>
        one.ordinal - other.ordinal || compare(one.header, other.header) || compare(one.value, other.value),
    );
  }

  /** The members of each row's properties that are not null, by name. The server's own JSON functions lose large numbers. */
  private async *members(collection: Collection, window: Window) {
    if (collection.propertiesColumn === null) return;
    const { target, name } = await this.snapshotOf(collection);
    const column = columnOf(target.table, collection.propertiesColumn);
    const text = isText(column) ? t(column) : `toJSONString(${t(column)})`;
    const time = timeIn(target) ?? 'NULL';
    const tooLarge = `length(${text}) > ${String(CELL_LIMITS.cell)}`;
    const sql = `SELECT ${ORDINAL}, if(${tooLarge}, '', ${text}), ${time}, ${tooLarge} FROM ${name} AS t
      WHERE ${within(target, window)} ORDER BY ${ORDINAL}`;
    for await (const [ordinal, json, at, isLarge] of this.engine.stream(sql)) {
      const members = new Map(membersOf(json).map((member) => [shortName(member.name), member.value]));
      // What is too large to be looked into is told by the name of its column.
      if (Number(isLarge) === 1) members.set(column.name, TOO_LARGE);
      for (const [member, value] of members) if (value === 'null') members.delete(member);
      yield { ordinal: Number(ordinal), time: momentOf(at as string | null), members };
    }
  }
}

const TOO_LARGE = '"too large to be looked into"';

/** A text, or the beginning of one that is too long to be told. */
function shortened(text: string): string {
  const most = String(SHORT_VALUE);
  return `if(length(${text}) > 4 * ${most}, concat(substringUTF8(${text}, 1, ${most}), '…'), ${text})`;
}

function shortName(name: string): string {
  return shortText(name, SHORT_NAME);
}

/** Members of a text that should be a JSON object; none where it is not. */
export function membersOf(json: unknown): { readonly name: string; readonly value: string }[] {
  if (typeof json !== 'string') return [];
  try {
    JSON.parse(json);
  } catch {
    return [];
  }
  return jsonMembers(json) ?? [];
}

export function tallyOf({ ordinal, rows, earliest, latest, wholes: things }: SpannedRow): Tally {
  const tally = {
    ordinal: Number(ordinal),
    rows: Number(rows),
    earliest: momentOf(earliest),
    latest: momentOf(latest),
  };
  return things === undefined ? tally : { ...tally, wholes: Number(things) };
}

/** The columns in whose order parts of something are read. */
function partsOf({ partsOf: parts }: Collection): string[] {
  return parts === undefined ? [] : [quoted(parts.whole), quoted(parts.number)];
}

/** Of how many things the rows are parts, to be selected. */
function wholes({ partsOf: parts }: Collection): string {
  return parts === undefined ? '' : `, uniqExact(t.${quoted(parts.whole)}) AS wholes`;
}

function addValue(
  tallies: Map<string, HeaderValueTally>,
  ordinal: number,
  time: Moment | null,
  header: Header,
  json: string,
): void {
  const plain = json.startsWith('"') ? (JSON.parse(json) as string) : json;
  const value = header.withhold ? WITHHELD : shortText(plain, SHORT_VALUE);
  const name = JSON.stringify([ordinal, header.name, value]);
  const { rows, earliest, latest } = tallies.get(name) ?? { rows: 0, earliest: time, latest: time };
  tallies.set(name, {
    ordinal,
    header: header.name,
    value,
    rows: rows + 1,
    earliest: earliestOf([earliest, time]),
    latest: latestOf([latest, time]),
  });
}

/** The project and the arrival say nothing about the person, unless the data map says that they do. */
function isHeader(collection: Collection, column: Column): boolean {
  if (column.name === collection.propertiesColumn) return false;
  const silent = column.name === collection.projectColumn || column.name === collection.arrivalColumn;
  return !silent || headerOf(collection, column.name) !== null;
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const byName = ([one]: readonly [string, number], [other]: readonly [string, number]) => compare(one, other);
