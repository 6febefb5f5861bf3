import { HabeasError } from '../../../platform/index.js';
import type { EventRecord } from '../../store/ingest-store.port.js';
import { inBatches, readingTooSlow } from '../../store/reading/batches.js';
import {
  EventReader,
  READING_BOUNDS,
  type EventSelection,
  type ReadingBounds,
} from '../../store/reading/event-reader.port.js';
import { instant } from '../arrival.js';
import type { Cells, ClickHouseEngine } from '../engine.js';
import { globally } from '../ingest/identity-links.js';
import { placeRows, type PlacedRows } from '../ingest/staging.js';
import { SUBJECT_DATABASE } from '../layout.js';

const TIMED_OUT = '159';
/** Milliseconds after which a reader who was away finds its statement ended: the server itself waits for nobody for half a minute. */
const AWAY = 5_000;
/** The order of the table, so that nothing is put in order; rows with one key lie in one partition. */
const SETTINGS = { optimize_read_in_order: 1, do_not_merge_across_partitions_select_final: 1 };
const KEY = 'distinct_id, time, event, insert_id';

/**
 * Reads in the order of the table's key, one statement for a while, and then another behind the last key: a reader that is slow holds
 * no parts which merges and erasures have replaced. That a statement has told everything is believed when the next finds nothing.
 */
export class ClickHouseEventReader extends EventReader {
  constructor(
    private readonly engine: ClickHouseEngine,
    private readonly bounds: ReadingBounds = READING_BOUNDS,
  ) {
    super();
  }

  async *read(projectId: number, selection: EventSelection): AsyncGenerator<readonly EventRecord[]> {
    if (selection.names?.length === 0 || selection.distinctIds?.length === 0) return;
    let after: EventRecord | null = null;
    for (let found = true; found;) {
      found = false;
      const began = performance.now();
      for await (const batch of this.statement(projectId, selection, after)) {
        found = true;
        after = batch.at(-1) ?? after;
        const given = performance.now();
        yield batch;
        const now = performance.now();
        if (now - given > AWAY || now - began > this.bounds.statement) break;
      }
    }
  }

  /** The batches of one statement. */
  private async *statement(
    projectId: number,
    selection: EventSelection,
    after: EventRecord | null,
  ): AsyncGenerator<readonly EventRecord[]> {
    const rows = rowsOf(selection, after);
    const placed = rows.length === 0 ? null : await placeRows(this.engine, COLUMNS, rows);
    try {
      yield* inBatches(this.events(statementOf(this.engine, projectId, selection, after, placed)));
    } finally {
      await placed?.drop();
    }
  }

  private async *events(sql: string): AsyncGenerator<EventRecord> {
    // It ends what has run for a statement's time by itself, where anything came.
    const seconds = 2 * Math.ceil(this.bounds.statement / 1000);
    const settings = { ...SETTINGS, max_execution_time: seconds, timeout_overflow_mode: 'throw' };
    try {
      for await (const cells of this.engine.stream(sql, settings)) yield eventOf(cells);
    } catch (error) {
      const code = error instanceof HabeasError ? error.details.extra?.['serverCode'] : undefined;
      throw code === TIMED_OUT ? readingTooSlow(2 * this.bounds.statement) : error;
    }
  }
}

/** What a statement goes by comes in a table, and not in its text. */
const COLUMNS = [['kind', 'String'] as const, ['text', 'String'] as const];

function rowsOf({ names, distinctIds }: EventSelection, after: EventRecord | null): Cells[] {
  const passed = after === null ? [] : [after];
  return [
    ...(names ?? []).map((name) => ['name', name]),
    ...(distinctIds ?? []).map((id) => ['id', id]),
    ...passed.flatMap(({ distinctId, event, insertId }) => [
      ['after id', distinctId],
      ['after event', event],
      ['after insert', insertId],
    ]),
  ];
}

function statementOf(
  engine: ClickHouseEngine,
  projectId: number,
  { from, until, names, distinctIds }: EventSelection,
  after: EventRecord | null,
  placed: PlacedRows | null,
): string {
  const rows = placed?.name ?? '';
  const among = (kind: string) => `${globally(engine)}IN (SELECT text FROM ${rows} WHERE kind = '${kind}')`;
  const last = (kind: string) => `(SELECT max(text) FROM ${rows} WHERE kind = 'after ${kind}')`;
  const conditions = [
    `project_id = ${String(projectId)}`,
    ...(from === null ? [] : [`time >= ${instant(from)}`]),
    ...(until === null ? [] : [`time < ${instant(until)}`]),
    ...(names === null ? [] : [`event ${among('name')}`]),
    ...(distinctIds === null ? [] : [`distinct_id ${among('id')}`]),
    ...(after === null
      ? []
      : [
          `distinct_id >= ${last('id')}`,
          `(distinct_id > ${last('id')}
             OR (time, event, insert_id) > (${instant(after.time)}, ${last('event')}, ${last('insert')}))`,
        ]),
  ];
  return `SELECT distinct_id, toUnixTimestamp64Milli(time), event, insert_id, properties
    FROM ${SUBJECT_DATABASE}.events FINAL WHERE ${conditions.join(' AND ')} ORDER BY ${KEY}`;
}

function eventOf([distinctId, milliseconds, event, insertId, properties]: Cells): EventRecord {
  return {
    distinctId: distinctId as string,
    time: new Date(Number(milliseconds)),
    event: event as string,
    insertId: insertId as string,
    properties: properties as string,
  };
}
