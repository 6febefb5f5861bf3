import { SUBJECT_DATABASE } from '../layout.js';
import { RECORDING_MARK } from '../../store/recordings.js';

/** How rows of a table as an earlier version laid it out become rows of this version's. */
export interface EarlierLayout {
  readonly table: string;
  /** Whether a table that stands is laid out so. */
  readonly isStanding: (standing: StandingTable) => boolean;
  /** Number of the piece, copied at once, that a partition here belongs to: what lies together there. */
  readonly pieceOf: (partition: number) => number;
  /** The condition under which row `s` is of the piece. */
  readonly within: (piece: number) => string;
  /** What a column is here, of row `s`, where that is not what a column of its name was. */
  readonly values: Readonly<Record<string, string>>;
  /** Columns that say nothing the others do not. */
  readonly dropped: readonly string[];
  /** A statement, which may be repeated, that keeps elsewhere what earlier rows in the table say; run before they are copied. */
  readonly beside?: (table: string) => string;
}

export interface StandingTable {
  /** As the server writes it. */
  readonly partitionKey: string;
  readonly columns: ReadonlySet<string>;
}

const FIRST_YEAR = 2010;
const LAST_YEAR = 2099;
const RECORDING = `concat('${RECORDING_MARK}', s.replay_id)`;
const IS_DEVICE = `startsWith(s.distinct_id, '$device:')`;
/** Two may have had the same replay_id. */
const OF_RECORDING =
  'OVER (PARTITION BY s.project_id, s.replay_id ORDER BY s.started_at, s.received_at, s.distinct_id)';
const IS_CLEARED = `s.recording = '{}'`;

export const EARLIER_LAYOUTS: readonly EarlierLayout[] = [
  {
    table: 'events',
    isStanding: ({ partitionKey }) => partitionKey === 'toYear(time)',
    // Years lie together there: months would each read the whole year.
    pieceOf: (month) => Math.floor(month / 100),
    within: (year) =>
      [
        ...(year < FIRST_YEAR ? [] : [`s.time >= ${startOf(year)}`]),
        ...(year > LAST_YEAR ? [] : [`s.time < ${startOf(year + 1)}`]),
      ].join(' AND '),
    values: {},
    dropped: [],
  },
  {
    // A recording was one row, its text of JSON, under the id it was sent under. What a deletion has cleared stays as empty as it is.
    table: 'session_replays',
    isStanding: ({ columns }) => !columns.has('seq'),
    pieceOf: () => 0,
    within: () => '1',
    values: {
      distinct_id: `if(${IS_DEVICE}, ${RECORDING}, s.distinct_id)`,
      seq: `toUInt32(row_number() ${OF_RECORDING} - 1)`,
      sent_distinct_id: `if(${IS_CLEARED} AND s.properties = '{}', '', s.distinct_id)`,
      device_id: 'NULL',
      replay_started_at: 'min(s.started_at) OVER (PARTITION BY s.project_id, s.replay_id)',
      events: `if(JSONType(s.recording) = 'Array', JSONLength(s.recording), 0)`,
      encoding: `'json'`,
      recording: `if(${IS_CLEARED}, '', s.recording)`,
      expires_on: 'toDate32(s.received_at) + 30',
      version: 'toUInt64(toUnixTimestamp64Micro(s.received_at))',
      is_deleted: '0',
    },
    dropped: ['precedence'],
    beside: (table) =>
      `INSERT INTO ${SUBJECT_DATABASE}.identity_links (project_id, distinct_id, linked_id, kind, origin, received_at)
       SELECT s.project_id, if(${IS_DEVICE}, replaceRegexpOne(s.distinct_id, '^([$]device:)+', '$device:'), s.distinct_id) AS person,
         ${RECORDING} AS recording_id, 'recording', 'token', min(s.received_at)
       FROM ${table} AS s FINAL GROUP BY s.project_id, person, recording_id`,
  },
];

function startOf(year: number): string {
  return `toDateTime64('${String(year)}-01-01 00:00:00', 3, 'UTC')`;
}
