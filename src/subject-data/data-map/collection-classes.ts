import type { Collection } from './collection.js';
import {
  type ClassRule,
  ClassRules,
  MOST_STEPS,
  type NamePath,
  type PropertyClass,
  strictestOf,
} from './property-class.js';

/** What the properties and columns of a collection are: what the data map and the project say of them, the stricter of both. */
export class CollectionClasses {
  private readonly ofMap: ClassRules;
  private readonly layers: readonly ClassRules[];
  private readonly filedBy: ReadonlySet<string>;

  constructor({ headers, classes = [], projectClasses = [], ...collection }: Collection) {
    const withheld = headers.filter(({ withhold }) => withhold);
    this.ofMap = new ClassRules([...withheld.map(({ name }): ClassRule => ({ name, class: 'withheld' })), ...classes]);
    this.layers = [this.ofMap, new ClassRules(projectClasses)].filter(({ isEmpty }) => !isEmpty);
    this.filedBy = filedBy(collection);
  }

  /** Whether nothing is other than ordinary. */
  get isOrdinary(): boolean {
    return this.layers.length === 0;
  }

  /** Whether anything is of this class. */
  names(wanted: PropertyClass): boolean {
    return this.layers.some((layer) => layer.names(wanted));
  }

  /** A project says nothing of what its records are filed by, where it stands for that: at the top. */
  classOf(path: NamePath): PropertyClass {
    if (path.length === 1 && this.filedBy.has(path[0] ?? '')) return this.ofMap.classOf(path);
    return strictestOf(this.layers.map((layer) => layer.classOf(path)));
  }

  /** Of a name as somebody writes it, `address.street` or `plan`: the strictest of what leads there. */
  classOfName(name: string): PropertyClass {
    const path = name.split('.').slice(0, MOST_STEPS);
    const ways = path.map((_, at) => path.slice(0, at + 1));
    return strictestOf([[name], ...ways].map((way) => this.classOf(way)));
  }
}

/** What a record is filed and told apart by: hidden, it could not be told which one it is. */
function filedBy({
  subjectColumn,
  alsoNamedIn = [],
  projectColumn,
  timeColumn,
  arrivalColumn,
  shape,
}: Pick<
  Collection,
  'subjectColumn' | 'alsoNamedIn' | 'projectColumn' | 'timeColumn' | 'arrivalColumn' | 'shape'
>): ReadonlySet<string> {
  const columns = [subjectColumn, ...alsoNamedIn, projectColumn, timeColumn, arrivalColumn];
  const wire = shape === 'row' ? [] : ['event', 'insert_id', '$insert_id', '$distinct_id', 'distinct_id', 'time'];
  return new Set([...columns.filter((name) => name !== null), ...wire]);
}

/** The collection with what a project says of its properties and columns; where the data map is stricter, that counts. */
export function classified(collection: Collection, rules: readonly ClassRule[]): Collection {
  if (rules.length === 0) return collection;
  return withholding({ ...collection, projectClasses: rules });
}

/** With `withhold` at every header whose class says so, for who reads headers alone. */
export function withholding(collection: Collection): Collection {
  const classes = new CollectionClasses(collection);
  const headers = collection.headers.map((header) =>
    header.withhold || classes.classOf([header.name]) !== 'withheld' ? header : { ...header, withhold: true },
  );
  return { ...collection, headers };
}
