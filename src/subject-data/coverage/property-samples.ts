import { HabeasError } from '../../platform/index.js';
import type { Collection } from '../data-map/collection.js';
import { MOST_STEPS, type NamePath } from '../data-map/property-class.js';
import type { SampledPart, StoreSurvey, SurveyedTable } from '../store/store-survey.port.js';
import { namesOf } from './coverage.js';

/** Rows of a collection that are looked at, and values of each name that are kept of them. */
const ROWS = 300;
const MOST_VALUES = 100;
const LETTERS_OF_ROW = 65_536;
const LETTERS_OF_VALUE = 256;
/** Names of a collection, and how deep they are looked for: where names are data, there is no end of them. */
const MOST_WAYS = 2_000;
const MOST_DEPTH = 32;
const MILLISECONDS = 5_000;

/** A property or a column, with some of its values: personal data, to be looked at and never shown, logged or kept. */
export interface SampledProperty {
  readonly collection: string;
  readonly path: NamePath;
  readonly values: readonly string[];
}

export interface SampledProperties {
  readonly properties: readonly SampledProperty[];
  /** Collections of which no row could be read. */
  readonly notLookedAt: readonly string[];
}

/** Looks at some rows of a project, and of no other, in every collection. */
export class PropertySamples {
  constructor(
    private readonly collectionsOf: (projectId: number) => readonly Collection[],
    private readonly surveyOf: (store: string) => StoreSurvey,
  ) {}

  async of(projectId: number): Promise<SampledProperties> {
    const properties: SampledProperty[] = [];
    const notLookedAt: string[] = [];
    const tables = new Map<string, readonly SurveyedTable[]>();
    for (const collection of this.collectionsOf(projectId)) {
      try {
        const survey = this.surveyOf(collection.store);
        const known = tables.get(collection.store) ?? (await survey.tables());
        tables.set(collection.store, known);
        properties.push(...(await sampled(survey, known, collection, projectId)));
      } catch (error) {
        if (!(error instanceof HabeasError)) throw error;
        notLookedAt.push(collection.name);
      }
    }
    return { properties, notLookedAt };
  }
}

async function sampled(
  survey: StoreSurvey,
  tables: readonly SurveyedTable[],
  collection: Collection,
  projectId: number,
): Promise<SampledProperty[]> {
  const table = tables.find((each) => namesOf(each).includes(`${collection.schema}.${collection.table}`));
  const column = table?.columns.find(({ name }) => name === collection.projectColumn);
  if (table === undefined || table.size === null || (collection.projectColumn !== null && column === undefined)) {
    throw new HabeasError('unprocessable', 'store-refused', 'The table cannot be read to look at some of its rows.');
  }
  const part: SampledPart = {
    project: column === undefined ? null : { column, id: projectId },
    letters: LETTERS_OF_ROW,
    milliseconds: MILLISECONDS,
  };
  const silent = [collection.subjectColumn, collection.projectColumn, ...(collection.alsoNamedIn ?? [])];
  const columns = table.columns.filter(({ name, holds }) => holds !== 'other' && !silent.includes(name));
  const names = columns.map(({ name }) => name);
  const { values } = await survey.sample(table, names, ROWS, part);
  const found = new Gathered();
  for (const name of names) {
    // What the properties hold has names of its own.
    const root = name === collection.propertiesColumn ? [] : [name];
    for (const text of values.get(name) ?? []) found.add(root, text);
  }
  return found.all.map(({ path, values: some }) => ({ collection: collection.name, path, values: some }));
}

/** Values by the way of names under which they stand. */
class Gathered {
  private readonly byWay = new Map<string, { readonly path: NamePath; readonly values: string[] }>();

  get all(): readonly { readonly path: NamePath; readonly values: readonly string[] }[] {
    return [...this.byWay.values()];
  }

  /** @param text of a column; where it is JSON, what stands in it */
  add(root: NamePath, text: string): void {
    const value = /^\s*[{[]/.test(text) ? parsed(text) : text;
    if (typeof value === 'object' && value !== null) this.walk(root, value);
    else if (root.length > 0) this.put(root, value);
  }

  private walk(path: NamePath, value: unknown, depth = 0): void {
    if (path.length > MOST_STEPS || depth > MOST_DEPTH) return;
    if (Array.isArray(value)) for (const each of value.slice(0, MOST_VALUES)) this.walk(path, each, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      if (path.length > 0) this.put(path, null);
      for (const [name, each] of Object.entries(value)) this.walk([...path, name], each, depth + 1);
    } else if (path.length > 0) this.put(path, value);
  }

  private put(path: NamePath, value: unknown): void {
    const way = JSON.stringify(path);
    const known = this.byWay.get(way) ?? { path, values: [] };
    if (this.byWay.size >= MOST_WAYS && !this.byWay.has(way)) return;
    this.byWay.set(way, known);
    if (known.values.length >= MOST_VALUES || (typeof value !== 'string' && typeof value !== 'number')) return;
    known.values.push(String(value).slice(0, LETTERS_OF_VALUE));
  }
}

/** What was cut off is no JSON, and tells nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
