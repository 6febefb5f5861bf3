import { HabeasError } from '../../platform/index.js';
import { BUILT_IN_COLLECTIONS, HABEAS_STORE, isBuiltIn } from '../data-map/built-in-collections.js';
import type { Collection, DataMap } from '../data-map/collection.js';
import {
  columnsToJudge,
  exemptColumns,
  exemptionsOf,
  findingsIn,
  isExempt,
  namesOf,
  suspiciousNames,
  suspiciousValues,
  type CoverageFinding,
} from './coverage.js';
import { shapeUnknownTo } from './id-shapes.js';
import { relatedIn, type Related, type Standing } from './references.js';
import type { Exemption } from '../data-map/data-map.js';
import type { Sample, StoreSurvey, SurveyedTable } from '../store/store-survey.port.js';
import type { CheckResult } from '../store/subject-store.port.js';

/** Rows of a table that are looked at, and ids that its values are compared with, of each built-in collection. */
const ROWS = 300;
const KNOWN_IDS = 10_000;
/** An id shorter than this is found in columns that mean something else. */
const SHORTEST_ID = 4;

/** One database under all the names its stores have. */
interface Database {
  readonly survey: StoreSurvey;
  readonly stores: readonly string[];
  readonly tables: readonly SurveyedTable[];
  readonly related: Related;
}

export interface CoverageReport {
  /** No finding and no error. */
  readonly passed: boolean;
  readonly findings: readonly CoverageFinding[];
  /** Where a mapped table is not as the data map says. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** How many tables there are of each kind; `unsuspicious`: nothing in them looks like subject data. */
  readonly tables: { mapped: number; exempt: number; unsuspicious: number; uncovered: number };
}

/** Compares what every registered database holds with the data map. */
export class Coverage {
  private readonly used = new Set<Exemption>();

  constructor(
    private readonly map: DataMap,
    /** Those the company states, and those of Habeas' own tables. */
    private readonly exemptions: { readonly stated: readonly Exemption[]; readonly own: readonly Exemption[] },
    private readonly surveys: readonly StoreSurvey[],
    private readonly checkMap: () => Promise<CheckResult>,
  ) {}

  async check(): Promise<CoverageReport> {
    const { errors, warnings } = await this.checkMap();
    const databases = await this.databases();
    const ids = await this.knownIds(databases);
    const known = new Set([...ids].filter((id) => id.length >= SHORTEST_ID));
    const [findings, told] = [[] as CoverageFinding[], [...warnings, ...(await this.foreignShapes(databases, ids))]];
    const tables = { mapped: 0, exempt: 0, unsuspicious: 0, uncovered: 0 };
    for (const database of databases) {
      told.push(...sharedIn(database));
      for (const table of database.tables) {
        const verdict = await this.judge(database, table, known, told);
        if (typeof verdict === 'string') tables[verdict] += 1;
        else {
          tables[verdict.length === 0 ? 'unsuspicious' : 'uncovered'] += 1;
          findings.push(...verdict);
        }
      }
    }
    const passed = findings.length === 0 && errors.length === 0;
    return { passed, findings, errors, warnings: [...told, ...this.idle()], tables };
  }

  private async judge(
    database: Database,
    table: SurveyedTable,
    known: ReadonlySet<string>,
    told: string[],
  ): Promise<CoverageFinding[] | 'mapped' | 'exempt'> {
    const { survey, stores } = database;
    if (this.isMapped(stores, namesOf(table))) return 'mapped';
    const exemptions = exemptionsOf(table, stores, this.allExemptions());
    for (const exemption of exemptions) this.used.add(exemption);
    const columns = columnsToJudge(table, exemptions);
    if (columns === null) return 'exempt';
    const exempt = exemptColumns(exemptions);
    const linked = [...(database.related.suspicions.get(namesOf(table)[0] ?? '') ?? [])].filter(
      ({ column }) => !column.split(', ').every((each) => exempt.has(each)),
    );
    const named = [
      ...linked,
      ...suspiciousNames(columns.filter(({ name }) => linked.every(({ column }) => column !== name))),
    ];
    if (exemptions.some(({ namesAlone }) => namesAlone))
      return named.length === 0 ? 'exempt' : findingsIn(survey.store, table, named);
    const others = columns.filter(
      ({ name, holds }) => holds !== 'time' && named.every(({ column }) => column !== name),
    );
    const sample = await this.sampled(
      survey,
      table,
      others.map(({ name }) => name),
      told,
    );
    if (sample?.rows === 0 && exemptions.some(({ whileEmpty }) => whileEmpty)) return 'exempt';
    const filled = sample === null ? [] : suspiciousValues(others, sample, known);
    if (named.length + filled.length === 0 && exemptions.length > 0) return 'exempt';
    return findingsIn(survey.store, table, [...named, ...filled]);
  }

  private async sampled(
    survey: StoreSurvey,
    table: SurveyedTable,
    columns: readonly string[],
    told: string[],
  ): Promise<Sample | null> {
    const judged = `${survey.store}: ${table.schema}.${table.table} is judged by the names of its columns alone`;
    if (table.size === null) {
      told.push(`${judged}: reading it could change it or another server`);
      return null;
    }
    try {
      return await survey.sample(table, columns, ROWS);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      told.push(`${judged}: no row of it could be read (${error.code})`);
      return null;
    }
  }

  private async databases(): Promise<Database[]> {
    const databases = new Map<string, { survey: StoreSurvey; stores: string[] }>();
    for (const survey of this.surveys) {
      const identity = await survey.identity();
      const known = databases.get(identity);
      if (known !== undefined) known.stores.push(survey.store);
      else databases.set(identity, { survey, stores: [survey.store] });
    }
    return Promise.all(
      [...databases.values()].map(async ({ survey, stores }) => {
        const tables = await survey.tables();
        const byName = new Map(tables.map((table) => [namesOf(table)[0] ?? '', table]));
        const standingOf = (name: string) => this.standingOf(stores, name, byName.get(name));
        return { survey, stores, tables, related: relatedIn(await survey.references(), standingOf) };
      }),
    );
  }

  private standingOf(stores: readonly string[], name: string, table: SurveyedTable | undefined): Standing {
    const names = table === undefined ? [name] : namesOf(table);
    if (this.isMapped(stores, names)) return 'mapped';
    // What the survey leaves out is the engine's, or counts as another table.
    if (table === undefined) return 'exempt';
    return isExempt(exemptionsOf(table, stores, this.allExemptions())) ? 'exempt' : 'unmapped';
  }

  private allExemptions(): Exemption[] {
    return [...this.exemptions.stated, ...this.exemptions.own];
  }

  /** Some ids of people the built-in collections know. */
  private async knownIds(databases: readonly Database[]): Promise<Set<string>> {
    const ids = new Set<string>();
    const own = databases.find(({ stores }) => stores.includes(HABEAS_STORE));
    for (const collection of own === undefined ? [] : BUILT_IN_COLLECTIONS) {
      const table = own?.tables.find((each) => namesOf(each).includes(nameOf(collection)));
      if (own === undefined || table === undefined) continue;
      const { values } = await own.survey.sample(table, [collection.subjectColumn], KNOWN_IDS);
      for (const id of values.get(collection.subjectColumn) ?? []) ids.add(id);
    }
    return ids;
  }

  /** Subject columns that are filled with another kind of id than people are known by. */
  private async foreignShapes(databases: readonly Database[], known: ReadonlySet<string>): Promise<string[]> {
    const told: string[] = [];
    for (const collection of this.map.filter((each) => !isBuiltIn(each))) {
      const { subjectColumn: column } = collection;
      const database = databases.find(({ stores }) => stores.includes(collection.store));
      const table = database?.tables.find((each) => namesOf(each).includes(nameOf(collection)));
      if (database === undefined || table?.columns.some(({ name }) => name === column) !== true) continue;
      const sample = await this.sampled(database.survey, table, [column], []);
      const shape = shapeUnknownTo(known, sample?.values.get(column) ?? []);
      if (shape === null) continue;
      told.push(
        `collection "${collection.name}": subject column "${column}" holds ${shape}, and no known id of a person is one: nobody's ` +
          'rows are found there; name the column with the ids people are known by',
      );
    }
    return told;
  }

  private isMapped(stores: readonly string[], names: readonly string[]): boolean {
    return this.map.some((collection) => stores.includes(collection.store) && names.includes(nameOf(collection)));
  }

  private idle(): string[] {
    return this.exemptions.stated
      .filter((exemption) => !this.used.has(exemption))
      .map(
        ({ store, table }) => `the exemption of ${table} in ${store} matches no table that is not mapped; take it out`,
      );
  }
}

function sharedIn({ survey, related: { shared } }: Database): string[] {
  if (shared.length === 0) return [];
  return [
    `${survey.store}: rows that are mapped refer to ${shared.join(', ')}, neither mapped nor exempt: list what is about ` +
      'single people under `collections`, and the rest under `exempt`',
  ];
}

function nameOf({ schema, table }: Collection): string {
  return `${schema}.${table}`;
}
