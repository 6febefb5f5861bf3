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
}

export interface StandingTable {
  /** As the server writes it. */
  readonly partitionKey: string;
  readonly columns: ReadonlySet<string>;
}

const FIRST_YEAR = 2010;
const LAST_YEAR = 2099;
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
];

function startOf(year: number): string {
  return `toDateTime64('${String(year)}-01-01 00:00:00', 3, 'UTC')`;
}
