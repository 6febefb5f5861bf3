import { HabeasError } from '../../../platform/index.js';
import { searchTooSlow } from '../../store/reading/profile-search.js';
import {
  ProfileReader,
  type ProfileSelection,
  type ProfileVisitor,
  type StoredProfile,
} from '../../store/reading/profile-reader.port.js';
import type { Cells, ClickHouseEngine } from '../engine.js';
import { globally, READ_ANY_NUMBER } from '../ingest/identity-links.js';
import { cellsOf, conditionOf, TIMED_OUT, WANTED_COLUMNS, type Among } from '../ingest/profile-search.js';
import { withRows } from '../ingest/staging.js';
import { SUBJECT_DATABASE } from '../layout.js';

/** Profiles of a batch at the most, and about how many characters it holds. */
const BATCH = { profiles: 1_000, characters: 4_194_304 } as const;

/** The order of the table; where it is not that of the read, the server keeps no more than this in memory of what it puts in order. */
const SETTINGS = { ...READ_ANY_NUMBER, optimize_read_in_order: 1, max_bytes_before_external_sort: 268_435_456 };

/** Reads by one statement in the order of the table. */
export class ClickHouseProfileReader extends ProfileReader {
  constructor(private readonly engine: ClickHouseEngine) {
    super();
  }

  async read(
    projectId: number,
    selection: ProfileSelection,
    milliseconds: number,
    visit: ProfileVisitor,
  ): Promise<void> {
    if (selection.among?.length === 0) return;
    const settings = {
      ...SETTINGS,
      max_execution_time: Math.ceil(milliseconds / 1000),
      timeout_overflow_mode: 'throw',
    };
    try {
      // What is looked for comes by a table, not in the text of a statement.
      await withRows(this.engine, WANTED_COLUMNS, rowsOf(selection), async (name) => {
        const sql = statementOf(this.engine, projectId, selection, name);
        await show(this.engine.stream(sql, settings), visit);
      });
    } catch (error) {
      const code = error instanceof HabeasError ? error.details.extra?.['serverCode'] : undefined;
      throw code === TIMED_OUT ? searchTooSlow(milliseconds) : error;
    }
  }
}

async function show(rows: AsyncIterable<Cells>, visit: ProfileVisitor): Promise<void> {
  let batch: StoredProfile[] = [];
  let characters = 0;
  for await (const cells of rows) {
    const profile = profileOf(cells);
    batch.push(profile);
    characters += profile.properties.length;
    if (batch.length < BATCH.profiles && characters < BATCH.characters) continue;
    if (!(await visit(batch))) return;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) await visit(batch);
}

/** Each alternative under kinds of its own. */
function rowsOf({ among, after, until }: ProfileSelection): Cells[] {
  const wanted = (among ?? []).flatMap((each, at) =>
    cellsOf(each).map(([kind, text]): Cells => [`${String(at)} ${String(kind)}`, text]),
  );
  return [...wanted, ...(after === null ? [] : [['after', after]]), ...(until === null ? [] : [['until', until]])];
}

function statementOf(
  engine: ClickHouseEngine,
  projectId: number,
  { among, after, until, arrivedBy }: ProfileSelection,
  name: string,
): string {
  const amongOf =
    (at: number): Among =>
    (kind, text = 'text') =>
      `${globally(engine)}IN (SELECT ${text} FROM ${name} WHERE kind = '${String(at)} ${kind}')`;
  const bound = (kind: string) => `(SELECT max(text) FROM ${name} WHERE kind = '${kind}')`;
  const conditions = [
    `project_id = ${String(projectId)}`,
    ...(after === null ? [] : [`distinct_id > ${bound('after')}`]),
    ...(until === null ? [] : [`distinct_id <= ${bound('until')}`]),
    ...(arrivedBy === null ? [] : [`toUnixTimestamp64Micro(received_at) <= ${String(arrivedBy)}`]),
    ...(among === null ? [] : [`(${among.map((wanted, at) => conditionOf(wanted, amongOf(at))).join(' OR ')})`]),
  ];
  return `SELECT distinct_id, toString(toUnixTimestamp64Micro(received_at)), properties
    FROM ${SUBJECT_DATABASE}.profiles FINAL WHERE ${conditions.join(' AND ')} ORDER BY distinct_id`;
}

function profileOf([distinctId, arrived, properties]: Cells): StoredProfile {
  return { distinctId: distinctId as string, arrived: BigInt(arrived as string), properties: properties as string };
}
