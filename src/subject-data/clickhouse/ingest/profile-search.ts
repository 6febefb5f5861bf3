import { HabeasError } from '../../../platform/index.js';
import { searchTooSlow, type ProfileSearch, type Wanted } from '../../store/reading/profile-search.js';
import { literal, type Cells, type ClickHouseEngine } from '../engine.js';
import { SUBJECT_DATABASE } from '../layout.js';
import { globally, READ_ANY_NUMBER } from './identity-links.js';
import { withRows } from './staging.js';

export const TIMED_OUT = '159';

/** Of the table by which what is looked for comes. */
export const WANTED_COLUMNS = [['kind', 'String'] as const, ['text', 'String'] as const];

/** SQL of a condition on a text that stands under that kind in the table. */
export type Among = (kind: string, text?: string) => string;

/**
 * Ids of the profiles that are looked for: the profiles of one project are read in the order of their ids, which is that of the table,
 * for as long as it may take. What is looked for comes by a table, not in the text of a statement.
 */
export async function searchProfiles(
  engine: ClickHouseEngine,
  projectId: number,
  { wanted, after, most, milliseconds }: ProfileSearch,
): Promise<string[]> {
  const rows: Cells[] = [...cellsOf(wanted), ...(after === null ? [] : [['after', after]])];
  try {
    return await withRows(engine, WANTED_COLUMNS, rows, async (name) => {
      const among = (kind: string, text = 'text') =>
        `${globally(engine)}IN (SELECT ${text} FROM ${name} WHERE kind = '${kind}')`;
      const found = await engine.query<{ id: string }>(
        `SELECT distinct_id AS id FROM ${SUBJECT_DATABASE}.profiles FINAL
         WHERE project_id = ${String(projectId)} AND distinct_id > (SELECT max(text) FROM ${name} WHERE kind = 'after')
           AND (${conditionOf(wanted, among)})
         ORDER BY distinct_id LIMIT ${String(most)}`,
        {},
        { ...READ_ANY_NUMBER, max_execution_time: Math.ceil(milliseconds / 1000), timeout_overflow_mode: 'throw' },
      );
      return found.map(({ id }) => id);
    });
  } catch (error) {
    const code = error instanceof HabeasError ? error.details.extra?.['serverCode'] : undefined;
    throw code === TIMED_OUT ? searchTooSlow(milliseconds) : error;
  }
}

export function cellsOf(wanted: Wanted): Cells[] {
  if (wanted.kind === 'ids') return wanted.ids.map((id) => ['id', id]);
  if (wanted.kind === 'e-mail') return [['text', wanted.address]];
  return wanted.scalars.map((scalar) => {
    if (scalar.kind === 'text') return ['text', scalar.text];
    return scalar.kind === 'number' ? ['number', scalar.digits] : ['flag', String(scalar.is)];
  });
}

export function conditionOf(wanted: Wanted, among: Among): string {
  if (wanted.kind === 'ids') return `distinct_id ${among('id')}`;
  const parts = (property: string) => {
    const name = literal(property);
    return {
      type: `JSONType(properties, ${name})`,
      text: `JSONExtractString(properties, ${name})`,
      raw: `JSONExtractRaw(properties, ${name})`,
      double: `JSONExtractFloat(properties, ${name})`,
    };
  };
  if (wanted.kind === 'e-mail') {
    return wanted.properties
      .map((property) => parts(property))
      .map(({ type, text }) => `(${type} = 'String' AND lower(${text}) ${among('text')})`)
      .join(' OR ');
  }
  const { type, text, raw, double } = parts(wanted.property);
  const conditions = {
    text: `(${type} = 'String' AND ${text} ${among('text')})`,
    // As it is written, where it is a whole number: a double would take its neighbours for it.
    number: `(${type} IN ('Int64', 'UInt64') AND ${raw} ${among('number')} OR ${type} = 'Double' AND ${double} ${among('number', 'toFloat64(text)')})`,
    flag: `(${type} = 'Bool' AND ${raw} ${among('flag')})`,
  };
  return wanted.scalars.map(({ kind }) => conditions[kind]).join(' OR ');
}
