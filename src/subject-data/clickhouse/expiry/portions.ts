import type { ClickHouseEngine } from '../engine.js';
import { columnOf, type BoundTable } from '../catalog.js';
import { quoted } from '../engine.js';

/** Rows of a project. */
export interface ProjectCount {
  readonly project: number;
  readonly rows: number;
}

/** Some of the rows that go, which go by one statement. */
export interface Portion {
  readonly projects: readonly number[];
  readonly rows: number;
  /** The condition under which a row belongs to it. */
  readonly condition: (prefix?: string) => string;
}

/** More projects in the text of one statement are not needed. */
const MOST_PROJECTS = 1_000;

/** How many rows of each project meet the condition. */
export async function countByProject(
  engine: ClickHouseEngine,
  { project, from }: { readonly project: string; readonly from: string },
): Promise<ProjectCount[]> {
  const rows = await engine.query<{ project: number; rows: string }>(
    `SELECT ${project} AS project, count() AS rows ${from} GROUP BY project ORDER BY project`,
  );
  return rows.map((row) => ({ project: Number(row.project), rows: Number(row.rows) }));
}

/** Divides them into portions of about as many rows: some projects together, or people of one. */
export function portionsOf(target: BoundTable, counts: readonly ProjectCount[], most: number): Portion[] {
  return grouped(counts, most).flatMap((group) => {
    const rows = group.reduce((sum, count) => sum + count.rows, 0);
    const projects = group.map(({ project }) => project);
    const slices = Math.max(1, Math.ceil(rows / most));
    return Array.from({ length: slices }, (_, slice): Portion => {
      const condition = (prefix = '') =>
        [ofProjects(target, projects, prefix), ofSlice(target, [slices, slice], prefix)].join(' AND ');
      return { projects, rows: Math.ceil(rows / slices), condition };
    });
  });
}

/** The condition under which a hash falls into one of so many slices; always true of one slice. */
export function inSlice(hashed: string, [slices, slice]: readonly [number, number]): string {
  return slices === 1 ? '1' : `cityHash64(${hashed}) % ${String(slices)} = ${String(slice)}`;
}

/** Projects of about as many rows together, and not too many to be named. */
export function grouped(counts: readonly ProjectCount[], most: number): ProjectCount[][] {
  const groups: ProjectCount[][] = [];
  let [group, rows]: [ProjectCount[], number] = [[], 0];
  for (const count of counts) {
    if (group.length > 0 && (rows + count.rows > most || group.length === MOST_PROJECTS)) {
      groups.push(group);
      [group, rows] = [[], 0];
    }
    group.push(count);
    rows += count.rows;
  }
  return group.length === 0 ? groups : [...groups, group];
}

function ofProjects({ collection }: BoundTable, projects: readonly number[], prefix: string): string {
  if (collection.projectColumn === null) return '1';
  return `${prefix}${quoted(collection.projectColumn)} IN (${projects.map(String).join(', ')})`;
}

function ofSlice({ collection, table }: BoundTable, slice: readonly [number, number], prefix: string): string {
  const subject = `${prefix}${quoted(columnOf(table, collection.subjectColumn).name)}`;
  return inSlice(`ifNull(toString(${subject}), '')`, slice);
}
