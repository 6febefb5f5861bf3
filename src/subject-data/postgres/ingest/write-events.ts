import type { Door, EventRecord, IdentityLink, Incoming } from '../../store/ingest-store.port.js';
import { sqlStateOf, type Engine, type Session } from '../engine.js';
import { jsonbArray, textArray, timestamptzArray } from './binary-array.js';

/** What a server says that knows no bound of a whole transaction: PostgreSQL before 17. */
const UNKNOWN_SETTING = '42704';
/** Milliseconds for which a transaction may be under way beyond its bound: its statements are to end by themselves. */
const BEYOND = 1_000;

export async function insertEvents(
  session: Session,
  projectId: number,
  events: readonly EventRecord[],
): Promise<number> {
  return session.change(insertion(), valuesOf(projectId, events));
}

/**
 * Lock, question, rows and COMMIT in one message. Whatever becomes of the process that sent it, the server keeps it to its bounds: for a
 * message of which the rest does not come there is no bound but that of the transaction.
 * @returns whether the door was open; null where the server cannot keep it to them
 */
export async function insertBehind(
  engine: Engine,
  projectId: number,
  { events, links }: Incoming,
  { lock, isOpen, milliseconds }: Door,
): Promise<boolean | null> {
  const most = Math.max(1, Math.ceil(milliseconds));
  const waiting = `SELECT set_config('lock_timeout', '${String(most)}', true),
      set_config('transaction_timeout', '${String(most + BEYOND)}', true), ${lock},
      set_config('statement_timeout',
        greatest(1, ${String(most)} - extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000)::int::text, true)`;
  const storing = `WITH door AS MATERIALIZED (SELECT ${isOpen} AS open),
    ${links.length === 0 ? '' : `linked AS (${LINKS_BEHIND}),`}
    stored AS (${insertion('WHERE (SELECT open FROM door)')})
    SELECT open FROM door`;
  const values = [...valuesOf(projectId, events), ...(links.length === 0 ? [] : valuesOfLinks(links))];
  try {
    const [, , stored] = await engine.use((session) =>
      session.together(
        { text: 'BEGIN ISOLATION LEVEL READ COMMITTED', values: [] },
        { text: waiting, values: [String(projectId)] },
        { text: storing, values },
        { text: 'COMMIT', values: [] },
      ),
    );
    return stored?.rows[0]?.['open'] === true;
  } catch (error) {
    if (sqlStateOf(error) === UNKNOWN_SETTING) return null;
    throw error;
  }
}

/** The seventh parameter and those behind it are those of the links. */
const LINKS_BEHIND = `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, origin, received_at)
     SELECT $1::int, distinct_id, linked_id, kind, origin, clock_timestamp()
     FROM unnest($7::text[], $8::text[], $9::text[], $10::text[]) AS l (distinct_id, linked_id, kind, origin)
     WHERE (SELECT open FROM door)
     ORDER BY 2, 3, 4 ON CONFLICT DO NOTHING`;

function insertion(where = ''): string {
  return `INSERT INTO subject_data.events AS stored (project_id, distinct_id, time, event, insert_id, properties, received_at)
     SELECT DISTINCT ON (distinct_id, time, event, insert_id)
       $1::int, distinct_id, time, event, insert_id, properties, clock_timestamp()
     FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[])
       WITH ORDINALITY AS e (distinct_id, time, event, insert_id, properties, place)
     ${where}
     ORDER BY distinct_id, time, event, insert_id, place DESC
     ON CONFLICT (project_id, distinct_id, time, event, insert_id) DO UPDATE SET properties = excluded.properties
       WHERE stored.properties <> excluded.properties`;
}

function valuesOf(projectId: number, events: readonly EventRecord[]): (string | Buffer)[] {
  return [
    String(projectId),
    textArray(events.map((event) => event.distinctId)),
    timestamptzArray(events.map((event) => event.time)),
    textArray(events.map((event) => event.event)),
    textArray(events.map((event) => event.insertId)),
    jsonbArray(events.map((event) => event.properties)),
  ];
}

function valuesOfLinks(links: readonly IdentityLink[]): Buffer[] {
  return [
    textArray(links.map((link) => link.distinctId)),
    textArray(links.map((link) => link.linkedId)),
    textArray(links.map((link) => link.kind)),
    textArray(links.map((link) => link.origin)),
  ];
}
