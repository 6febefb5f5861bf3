import { iso, type Prisma } from '../../platform/index.js';

/** How far a deletion has come in one collection, as answers and records tell it. Times are ISO 8601. */
export interface CollectionSteps {
  readonly policy: string | null;
  readonly countedAt: string | null;
  readonly hiddenAt: string | null;
  readonly erasedAt: string | null;
  readonly verifiedAt: string | null;
  readonly survivors: number | null;
  readonly newRows: number | null;
  /** Whether the rows themselves went; false where they stay without what they held. */
  readonly rowsErased: boolean | null;
}

const NO_STEP: CollectionSteps = {
  policy: null,
  countedAt: null,
  hiddenAt: null,
  erasedAt: null,
  verifiedAt: null,
  survivors: null,
  newRows: null,
  rowsErased: null,
};

/** Steps taken in a collection; all null where none is on record, as in every collection of an export. */
export function stepsIn(row: Prisma.RequestCollectionGetPayload<object> | undefined): CollectionSteps {
  if (row === undefined) return NO_STEP;
  return {
    policy: row.policy,
    countedAt: iso(row.countedAt),
    hiddenAt: iso(row.hiddenAt),
    erasedAt: iso(row.erasedAt),
    verifiedAt: iso(row.verifiedAt),
    survivors: row.survivors === null ? null : Number(row.survivors),
    newRows: row.newRows === null ? null : Number(row.newRows),
    rowsErased: row.rowsErased,
  };
}
