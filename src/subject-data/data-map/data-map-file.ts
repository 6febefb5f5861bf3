import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { HabeasError } from '../../platform/index.js';
import { CONTROL_STORE, HABEAS_STORE } from './built-in-collections.js';
import type { Collection, CollectionWords, Header } from './collection.js';
import { type Company, complaintsAbout, type Exemption, SILENT_COMPANY, type StoreDeclaration } from './data-map.js';
import {
  builtInClassesIn,
  builtInHeadersIn,
  builtInWordsIn,
  collectionsIn,
  dataMapSchema,
  exemptionsIn,
  storesOf,
} from './data-map-schema.js';
import type { ClassRule } from './property-class.js';

export interface DeclaredDataMap {
  readonly stores: readonly StoreDeclaration[];
  readonly collections: readonly Collection[];
  /** Further headers of the built-in collections, by collection. */
  readonly builtInHeaders: ReadonlyMap<string, readonly Header[]>;
  /** Who is shown what of them, by collection. */
  readonly builtInClasses: ReadonlyMap<string, readonly ClassRule[]>;
  /** What is told about them, where the company says it otherwise. */
  readonly builtInWords: ReadonlyMap<string, Partial<CollectionWords>>;
  readonly company: Company;
  /** Tables the coverage check passes over, each with the company's reason. */
  readonly exemptions: readonly Exemption[];
}

export const NO_DATA_MAP: DeclaredDataMap = {
  stores: [],
  collections: [],
  builtInHeaders: new Map(),
  builtInClasses: new Map(),
  builtInWords: new Map(),
  company: SILENT_COMPANY,
  exemptions: [],
};

export type Environment = Readonly<Record<string, string | undefined>>;
type Path = readonly PropertyKey[];

/** `${` and `}` mean something in YAML, so that they wait as these signs, of the same length, while it is parsed. */
const OPEN = '$\uE000';
const CLOSE = '\uE001';

/**
 * Reads the company's data map. `${NAME}` in a store's URL is taken from `environment`.
 * @throws HabeasError `bad-data-map` with every complaint, each with its line and field, never with a value of the environment.
 */
export function readDataMapFile(file: string, environment: Environment): DeclaredDataMap {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new HabeasError(
      'invalid',
      'bad-data-map',
      `The data map ${file} cannot be read (${code}); correct HABEAS_DATA_MAP.`,
    );
  }
  return parseDataMap(text, environment, file);
}

/** As `readDataMapFile`, from its text. `file` is only named in errors. */
export function parseDataMap(text: string, environment: Environment, file = 'data map'): DeclaredDataMap {
  const lines = new LineCounter();
  const source = text.replace(/\$\{([A-Za-z_]\w*)\}/g, `${OPEN}$1${CLOSE}`);
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${file}, line ${String(lines.linePos(offset).line)}`;
  if (document.errors.length > 0) throw bad(document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`));

  const complain = (path: Path, message: string) => `${at(offsetOf(document, path))}: ${nameOf(path)} ${message}`;
  const missing: string[] = [];
  const unknown = new Set<string>();
  const given = filledIn(document.toJS(), environment, (path, name) => {
    missing.push(complain(path, `needs the environment variable ${name}, which is not set`));
    unknown.add(path.join(' '));
  });
  const parsed = dataMapSchema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.filter((issue) => !unknown.has(namedPath(issue.path, given).join(' ')));
    throw bad([...missing, ...issues.flatMap((issue) => complaintsOf(issue, given, complain))]);
  }

  const declared = {
    stores: storesOf(parsed.data),
    collections: collectionsIn(parsed.data),
    builtInHeaders: builtInHeadersIn(parsed.data),
    builtInClasses: builtInClassesIn(parsed.data),
    builtInWords: builtInWordsIn(parsed.data),
    company: parsed.data.company,
    exemptions: exemptionsIn(parsed.data),
  };
  const broken = [
    ...complaintsAbout(declared.collections, declared.stores).map(({ index, field, message }) =>
      complain(['collections', index, field], message),
    ),
    ...unknownStores(declared).map(([index, store]) =>
      complain(['exempt', index, 'store'], `"${store}" is not among the stores`),
    ),
  ];
  if (missing.length + broken.length > 0) throw bad([...missing, ...broken]);
  return declared;
}

function unknownStores({ stores, exemptions }: DeclaredDataMap): [number, string][] {
  const known = new Set([HABEAS_STORE, CONTROL_STORE, ...stores.map(({ name }) => name)]);
  return exemptions.flatMap(({ store }, index): [number, string][] => (known.has(store) ? [] : [[index, store]]));
}

function complaintsOf(
  issue: z.core.$ZodIssue,
  given: unknown,
  complain: (path: Path, message: string) => string,
): string[] {
  const path = namedPath(issue.path, given);
  if (issue.code !== 'unrecognized_keys') return [complain(path, sentence(issue, valueAt(given, path)))];
  return issue.keys.map((key) => complain([...path, key], 'is not a known key'));
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'invalid_type') return issue.message;
  if (value === undefined && issue.message.startsWith('Invalid input')) return 'is missing';
  return issue.message.startsWith('Invalid input') ? `must be of type ${issue.expected}` : issue.message;
}

/** Where a mapping was checked as entries, `[2, 1]` of the path is the value of its third key. */
function namedPath(path: Path, given: unknown): Path {
  const named: PropertyKey[] = [];
  for (let step = 0, value = given; step < path.length; step += 1) {
    const key = path[step] ?? '';
    if (typeof key === 'number' && isRecord(value)) {
      named.push(Object.keys(value)[key] ?? String(key));
      step += 1;
    } else named.push(key);
    value = valueAt(value, named.slice(-1));
  }
  return named;
}

function valueAt(given: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as never)[key] : undefined;
  }, given);
}

/** Position of the key the path leads to, or of the nearest thing above it that is there. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const found = pair === undefined ? childOf(node, key) : pair.value;
    const place = pair === undefined ? found : pair.key;
    if (place === undefined || place === null) return offset;
    offset = (place as Node).range?.[0] ?? offset;
    node = found;
  }
  return offset;
}

function childOf(node: unknown, key: PropertyKey): unknown {
  const items = (node as { items?: unknown[] } | null)?.items;
  return typeof key === 'number' && !isMap(node) ? items?.[key] : undefined;
}

/** Puts the environment's values into the stores' URLs; anywhere else `${NAME}` stays what it says. */
function filledIn(
  value: unknown,
  environment: Environment,
  onMissing: (path: Path, name: string) => void,
  path: Path = [],
): unknown {
  if (typeof value === 'string') {
    const isUrl = path.length === 3 && path[0] === 'stores' && path[2] === 'url';
    return value.replace(/\$\uE000(\w+)\uE001/g, (_all, name: string) => {
      if (!isUrl) return `\${${name}}`;
      const found = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (found === undefined || found === '') onMissing(path, name);
      return found === undefined || found === '' ? 'postgres://' : found;
    });
  }
  if (Array.isArray(value)) return value.map((each, index) => filledIn(each, environment, onMissing, [...path, index]));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, filledIn(each, environment, onMissing, [...path, key])]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(path: Path): string {
  const name = path.reduce<string>((text, key) => {
    return typeof key === 'number' ? `${text}[${String(key)}]` : `${text === '' ? '' : `${text}.`}${String(key)}`;
  }, '');
  return name === '' ? 'the data map' : name;
}

function bad(complaints: readonly string[]): HabeasError {
  return new HabeasError('invalid', 'bad-data-map', `Data map: ${complaints.join('; ')}.`);
}
