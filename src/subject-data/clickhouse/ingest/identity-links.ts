import { literal, type Cells, type ClickHouseEngine } from '../engine.js';
import {
  MOST_UNTRUSTED_LINKS,
  type IdentityLink,
  type LinkReview,
  type LinkSelection,
  type ReviewedLink,
} from '../../store/ingest-store.port.js';
import { SUBJECT_DATABASE } from '../layout.js';
import { LINK_STRENGTH, type IdUses, type LinkOrigin } from '../../store/link-trust.js';
import { before, instantText } from './microseconds.js';
import { withRows } from './staging.js';

const LINKS = `${SUBJECT_DATABASE}.identity_links`;
const COLUMNS = ['project_id', 'distinct_id', 'linked_id', 'kind', 'origin', 'received_at'];
const KEY = 'distinct_id, linked_id, kind';
const AS_LINK = 'distinct_id AS distinctId, linked_id AS linkedId, kind, origin';
/** Of so many the index finds their granules; each id meets, beside its own, one in a hundred by chance. */
const FEW_IDS = 1_000;
/** Alike for all links without trust, so that a limit counts them; another for each of the rest, which no limit cuts. */
const UNLESS_UNTRUSTED = `if(origin = 'token', ('', '', ''), (${KEY}))`;
/** A whole number beyond 64 bits, which this parser refuses, would make each member of the text unreadable. */
export const READ_ANY_NUMBER = { allow_simdjson: 0 };
/** Where an event lies is decided by its time alone, so that rows with one key lie together. */
const READ_LATEST = { do_not_merge_across_partitions_select_final: 1 };
/** Those tie what was recorded to the ids it was sent under, and join nobody. */
const NO_RECORDINGS = `kind <> 'recording'`;
type Row = Record<string, unknown>;

/** A link as it is stored. */
export type StoredLink = Omit<IdentityLink, 'kind'> & { readonly kind: IdentityLink['kind'] | 'recording' };

interface Stored extends Row {
  readonly origin: LinkOrigin;
  /** Microseconds since 1970, as text. */
  readonly arrived: string;
}

/**
 * Inserts what is new. A link that is there with a weaker origin is inserted once more, as arrived a microsecond before it:
 * of rows with one key the first that arrived counts.
 */
export async function insertLinks(
  engine: ClickHouseEngine,
  projectId: number,
  links: readonly StoredLink[],
  arrived: Date,
): Promise<void> {
  const strongest = new Map<string, StoredLink>();
  for (const link of links) {
    const known = strongest.get(keyOf(link));
    if (!known || isStronger(link.origin, known.origin)) strongest.set(keyOf(link), link);
  }
  const stored = await storedOf(engine, projectId, [...strongest.values()]);
  const now = String(BigInt(arrived.getTime()) * 1000n);
  const rows = [...strongest].flatMap(([key, link]): Cells[] => {
    const known = stored.get(key);
    if (known === undefined) return [cellsOf(projectId, link, link.origin, now)];
    if (!isStronger(link.origin, known.origin)) return [];
    return [cellsOf(projectId, link, link.origin, before(known.arrived))];
  });
  await engine.insert(LINKS, COLUMNS, rows);
}

/** Links that name any of the ids; of those without trust the first of each id on each side (MOST_UNTRUSTED_LINKS). */
export async function selectLinks(
  engine: ClickHouseEngine,
  projectId: number,
  ids: readonly string[],
): Promise<IdentityLink[]> {
  const rows = [...new Set(ids)].map((id) => [id]);
  return withRows(engine, [['id', 'String']], rows, (name) =>
    rows.length > FEW_IDS ? linksOfMany(engine, projectId, name) : linksOfFew(engine, projectId, name),
  );
}

/** Each side by an index of its own: of one condition with OR all links are read. */
async function linksOfFew(engine: ClickHouseEngine, projectId: number, name: string): Promise<IdentityLink[]> {
  const side = (column: string, most: number) =>
    `SELECT ${KEY}, origin FROM ${countingRows(`project_id = ${String(projectId)} AND ${NO_RECORDINGS} AND ${column} ${among(engine, name)}`)}
     ORDER BY arrived LIMIT ${String(most)} BY ${column}, ${UNLESS_UNTRUSTED}`;
  const { ofPerson, ofLinked } = MOST_UNTRUSTED_LINKS;
  const lookups = [side('distinct_id', ofPerson), side('linked_id', ofLinked)].map(
    (select) => `SELECT * FROM (${select})`,
  );
  return engine.query<IdentityLink & Row>(`SELECT DISTINCT ${AS_LINK} FROM (${lookups.join(' UNION ALL ')})`);
}

/**
 * The same in one scan over the project's links: as many ids lie in every granule, so that an index spares nothing, and asking the
 * filter of each granule for each id costs more than reading it.
 */
async function linksOfMany(engine: ClickHouseEngine, projectId: number, name: string): Promise<IdentityLink[]> {
  const [asPerson, asLinked] = ['distinct_id', 'linked_id'].map((column) => `${column} ${among(engine, name)}`);
  const links = countingRows(`project_id = ${String(projectId)} AND ${NO_RECORDINGS} AND (${asPerson} OR ${asLinked})`);
  const place = (column: string) =>
    `row_number() OVER (PARTITION BY if(origin = 'token', ${column}, '') ORDER BY arrived)`;
  const { ofPerson, ofLinked } = MOST_UNTRUSTED_LINKS;
  return engine.query<IdentityLink & Row>(
    `SELECT ${AS_LINK} FROM (
       SELECT ${KEY}, origin, ${place('distinct_id')} AS of_person, ${place('linked_id')} AS of_linked FROM ${links}
     ) WHERE origin <> 'token' OR (of_person <= ${String(ofPerson)} AND ${asPerson})
       OR (of_linked <= ${String(ofLinked)} AND ${asLinked})`,
    {},
    { use_skip_indexes: 0, optimize_move_to_prewhere: 0 },
  );
}

export async function selectUses(
  engine: ClickHouseEngine,
  projectId: number,
  ids: readonly string[],
): Promise<Map<string, IdUses>> {
  const asked = [...new Set(ids)].map((id) => [id]);
  // A property may be a number.
  const property = (name: string) =>
    `if(JSONType(properties, '${name}') = 'String', JSONExtractString(properties, '${name}'), JSONExtractRaw(properties, '${name}'))`;
  // A number beyond 64 bits comes rounded: so does the id then.
  const isRounded = (name: string) =>
    `(JSONType(properties, '${name}') = 'Double'
       AND JSONExtractRaw(properties, '${name}') = JSONExtractRaw(concat('[', distinct_id, ']'), 1))`;
  const rows = await withRows(engine, [['id', 'String']], asked, (name) => {
    const of = (table: string, what: string, more = '') =>
      `SELECT distinct_id AS id, ${what} FROM ${SUBJECT_DATABASE}.${table}
       WHERE project_id = ${String(projectId)} AND distinct_id ${among(engine, name)}${more} GROUP BY distinct_id`;
    const events = of(
      'events FINAL',
      `max(${property('$user_id')} = distinct_id OR ${isRounded('$user_id')}) AS user,
       max(${property('$device_id')} NOT IN (distinct_id, concat('$device:', distinct_id))
         AND NOT ${isRounded('$device_id')}) AS plain, 1 AS seen, 0 AS profile`,
    );
    const onlySeen = '0 AS user, 0 AS plain, 1 AS seen, 0 AS profile';
    const replays = of('session_replays FINAL', onlySeen);
    const recorded = of('identity_links', onlySeen, ` AND kind = 'recording'`);
    const profiles = of('profiles FINAL', '0 AS user, 0 AS plain, 0 AS seen, 1 AS profile');
    return engine.query<{ id: string } & Record<keyof IdUses, number>>(
      `SELECT id, max(user) AS user, max(plain) AS plain, max(seen) AS seen, max(profile) AS profile
       FROM (${[events, replays, recorded, profiles].join(' UNION ALL ')}) GROUP BY id`,
      {},
      { ...READ_ANY_NUMBER, ...READ_LATEST },
    );
  });
  const yes = (flag: number) => Number(flag) === 1;
  return new Map(
    rows.map((row) => [
      row.id,
      { user: yes(row.user), plain: yes(row.plain), seen: yes(row.seen), profile: yes(row.profile) },
    ]),
  );
}

export async function reviewedLinks(
  engine: ClickHouseEngine,
  projectId: number,
  selection: LinkSelection,
  most: number,
): Promise<LinkReview> {
  return withSelected(engine, projectId, selection, async (links) => {
    const [sum] = await engine.query<{ total: string }>(`SELECT count() AS total FROM ${links}`);
    const rows = await engine.query<Row & Omit<ReviewedLink, 'receivedAt'> & { receivedAt: string }>(
      `SELECT distinct_id AS distinctId, linked_id AS linkedId, kind, origin, arrived AS receivedAt FROM ${links}
       ORDER BY ${KEY} LIMIT ${String(most)}`,
    );
    return {
      total: Number(sum?.total ?? 0),
      links: rows.map((link) => ({ ...link, receivedAt: new Date(link.receivedAt) })),
    };
  });
}

/** The rows are inserted once more, by the server alone. */
export async function decideLinks(
  engine: ClickHouseEngine,
  projectId: number,
  selection: LinkSelection,
  origin: LinkOrigin,
): Promise<number> {
  return withSelected(engine, projectId, selection, async (links) => {
    const undecided = `${links} WHERE origin <> ${literal(origin)}`;
    const [sum] = await engine.query<{ total: string }>(`SELECT count() AS total FROM ${undecided}`);
    await engine.command(
      `INSERT INTO ${LINKS} (${COLUMNS.join(', ')})
       SELECT ${String(projectId)}, ${KEY}, ${literal(origin)}, arrived - toIntervalMicrosecond(1) FROM ${undecided}`,
      { distributed_foreground_insert: 1 },
    );
    return Number(sum?.total ?? 0);
  });
}

async function storedOf(
  engine: ClickHouseEngine,
  projectId: number,
  links: readonly StoredLink[],
): Promise<Map<string, Stored>> {
  const columns = ['distinct_id', 'linked_id', 'kind'].map((column) => [column, 'String'] as const);
  const keys = links.map((link) => [link.distinctId, link.linkedId, link.kind]);
  const rows = await withRows(engine, columns, keys, (name) =>
    engine.query<StoredLink & Stored>(
      `SELECT distinct_id AS distinctId, linked_id AS linkedId, kind, origin,
         toString(toUnixTimestamp64Micro(arrived)) AS arrived
       FROM ${countingRows(`project_id = ${String(projectId)} AND (${KEY}) ${globally(engine)}IN (SELECT ${KEY} FROM ${name})`)}`,
    ),
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Of rows with one key that were not merged yet the one that counts; without FINAL, which knows no index of `linked_id`. */
function countingRows(condition: string): string {
  const [origins, strengths] = [Object.keys(LINK_STRENGTH), Object.values(LINK_STRENGTH)];
  const strength = `transform(toString(stored.origin), [${origins.map(literal).join(', ')}], [${strengths.join(', ')}], 0)`;
  return `(SELECT ${KEY}, argMax(stored.origin, (${strength}, precedence)) AS origin, min(received_at) AS arrived
    FROM ${LINKS} AS stored WHERE ${condition} GROUP BY ${KEY})`;
}

/** Ids come by a table, not in the text of a statement. */
async function withSelected<T>(
  engine: ClickHouseEngine,
  projectId: number,
  { origins, kind, distinctId, linkedId }: LinkSelection,
  work: (links: string) => Promise<T>,
): Promise<T> {
  const asked = [['distinct_id', distinctId] as const, ['linked_id', linkedId] as const].flatMap(([column, id]) =>
    id === undefined ? [] : [{ column, id }],
  );
  const rows = asked.map(({ column, id }) => [column, id]);
  const columns = [['side', 'String'] as const, ['id', 'String'] as const];
  return withRows(engine, columns, rows, (name) => {
    const conditions = [
      `project_id = ${String(projectId)}`,
      `(kind IN ('alias', 'merge') OR NOT startsWith(linked_id, '$device:'))`,
      NO_RECORDINGS,
      ...(kind === undefined ? [] : [`kind = ${literal(kind)}`]),
      ...asked.map(({ column }) => `${column} ${globally(engine)}IN (SELECT id FROM ${name} WHERE side = '${column}')`),
    ];
    const links = countingRows(conditions.join(' AND '));
    return work(`(SELECT * FROM ${links} WHERE origin IN (${origins.map(literal).join(', ')}))`);
  });
}

function cellsOf(projectId: number, link: StoredLink, origin: LinkOrigin, microseconds: string): Cells {
  return [projectId, link.distinctId, link.linkedId, link.kind, origin, instantText(microseconds)];
}

function isStronger(one: LinkOrigin, other: LinkOrigin): boolean {
  return LINK_STRENGTH[one] > LINK_STRENGTH[other];
}

/** No id holds a NUL. */
function keyOf({ distinctId, linkedId, kind }: Pick<StoredLink, 'distinctId' | 'linkedId' | 'kind'>): string {
  return `${kind}\0${distinctId}\0${linkedId}`;
}

export function among(engine: ClickHouseEngine, name: string): string {
  return `${globally(engine)}IN (SELECT id FROM ${name})`;
}

/** In a cluster a set of ids is made on one server, and sent to the others. */
export function globally(engine: ClickHouseEngine): string {
  return engine.cluster === null ? '' : 'GLOBAL ';
}
