import { searchTooSlow, type ProfileSearch, type Scalar, type Wanted } from '../../store/reading/profile-search.js';
import { Parameters, sqlStateOf, type Engine } from '../engine.js';

export const CANCELLED = '57014';

/** Ids of the profiles that are looked for, found by the indexes of the migration `find_profiles`. */
export async function searchProfiles(engine: Engine, projectId: number, search: ProfileSearch): Promise<string[]> {
  const { sql, values } = searchStatement(projectId, search);
  try {
    const rows = await engine.reading(search.milliseconds, (session) => session.query<{ id: string }>(sql, values));
    return rows.map(({ id }) => id);
  } catch (error) {
    throw sqlStateOf(error) === CANCELLED ? searchTooSlow(search.milliseconds) : error;
  }
}

/**
 * What is found is gathered before it is put in order: else the planner, which takes a value for more frequent than it is, would go
 * through the whole project by its ids until enough have come by.
 */
export function searchStatement(
  projectId: number,
  { wanted, after, most }: ProfileSearch,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const sql = `
    WITH found AS MATERIALIZED (
      SELECT distinct_id FROM subject_data.profiles
      WHERE project_id = ${parameters.add(projectId, 'int')} AND (${conditionOf(wanted, parameters)})
    )
    SELECT distinct_id AS id FROM found WHERE distinct_id COLLATE "C" > ${parameters.add(after ?? '', 'text')}
    ORDER BY distinct_id COLLATE "C" LIMIT ${parameters.add(most, 'int')}`;
  return { sql, values: parameters.values };
}

/** In the words of the indexes. */
export function conditionOf(wanted: Wanted, parameters: Parameters): string {
  if (wanted.kind === 'ids') return `distinct_id = ANY (${parameters.add(wanted.ids, 'text[]')})`;
  if (wanted.kind === 'e-mail') {
    const address = parameters.add(wanted.address, 'text');
    return wanted.properties
      .map(
        (name) =>
          `(lower((properties ->> '${name}') COLLATE "C") = ${address} AND jsonb_typeof(properties -> '${name}') = 'string')`,
      )
      .join(' OR ');
  }
  return wanted.scalars
    .map((scalar) => {
      const member = `{${JSON.stringify(wanted.property)}:${jsonOf(scalar)}}`;
      return `properties @> ${parameters.add(member, 'jsonb')}`;
    })
    .join(' OR ');
}

function jsonOf(scalar: Scalar): string {
  if (scalar.kind === 'number') return scalar.digits;
  return JSON.stringify(scalar.kind === 'text' ? scalar.text : scalar.is);
}
