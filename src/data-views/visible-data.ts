import { HabeasError } from '../platform/index.js';
import {
  CollectionClasses,
  replaceMembers,
  WITHHELD_JSON,
  type Collection,
  type PropertyClass,
  type Withholding,
} from '../subject-data/index.js';
import { isShown, type Viewer, type ViewRule } from './visibility.js';

/** What stands in place of a value that is there, and that whoever looks is not shown. */
export const NOT_SHOWN_JSON = '{"held":true,"shown":false}';

/** What one who looks is shown of a project's data. Made by `DataViews.of`, for one call. */
export class VisibleData {
  private readonly classes: ReadonlyMap<string, CollectionClasses>;

  constructor(
    /** The project's collections, with what the project says of their properties and columns. */
    readonly collections: readonly Collection[],
    private readonly viewer: Viewer,
    private readonly view: ViewRule,
  ) {
    this.classes = new Map(collections.map((each) => [each.name, new CollectionClasses(each)]));
  }

  /**
   * Whether a property or a column of a collection (by its name: `events`, `profiles`, …) is shown. `name` as somebody writes it:
   * `plan`, or `address.street`, which is not shown either where `address` or `street` is not.
   */
  shows(collection: string, name: string): boolean {
    return this.isShown(this.of(collection).classOfName(name));
  }

  /**
   * Call it for each property that a filter names, before anything is looked for: what only counts would tell it, too.
   * @throws HabeasError 422 `property-withheld`, `property-sensitive`; neither names the property, which may be a slip and the value
   */
  assertShown(collection: string, name: string): void {
    const found = this.of(collection).classOfName(name);
    if (!this.isShown(found)) throw notShown(found);
  }

  /** The same for `name`, as an error to be thrown; null where it is shown. */
  refusalOf(collection: string, name: string): HabeasError | null {
    const found = this.of(collection).classOfName(name);
    return this.isShown(found) ? null : notShown(found);
  }

  /** Whether everything of a collection is shown, so that nothing need be looked through. */
  showsAll(collection: string): boolean {
    return this.withholding(collection) === null;
  }

  /**
   * The JSON text of a record's properties with what is not shown named and replaced, at every depth of objects and lists; the same
   * text where everything is shown. A `where` is evaluated on this, never on what is stored.
   */
  redact(collection: string, json: string): string {
    const withholding = this.withholding(collection);
    if (withholding === null) return json;
    return isObject(json) ? replaceMembers(json, withholding) : NOT_SHOWN_JSON;
  }

  /** What is not shown of a collection's rows, for `recordWriter`; null where everything is. */
  withholding(collection: string): Withholding {
    const classes = this.of(collection);
    const hidden = (['sensitive', 'withheld'] as const).filter((each) => classes.names(each) && !this.isShown(each));
    if (hidden.length === 0) return null;
    return (path) => {
      const found = classes.classOf(path);
      if (this.isShown(found)) return null;
      return found === 'withheld' ? WITHHELD_JSON : NOT_SHOWN_JSON;
    };
  }

  private isShown(of: PropertyClass): boolean {
    return isShown('look', of, this.viewer, this.view);
  }

  private of(collection: string): CollectionClasses {
    const found = this.classes.get(collection);
    if (found === undefined) throw new Error(`The project has no collection "${collection}".`);
    return found;
  }
}

/** Of anything else no name could be told from its value. */
function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function notShown(of: PropertyClass): HabeasError {
  if (of === 'withheld') {
    return new HabeasError(
      'unprocessable',
      'property-withheld',
      'This property is withheld from everybody, so that nobody is found by it: search by another one.',
    );
  }
  return new HabeasError(
    'unprocessable',
    'property-sensitive',
    "This property is classified as sensitive, and the project's view does not show it to you: search by another one, or ask an owner.",
  );
}
