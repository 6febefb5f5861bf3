import { attempt, isRefused } from './attempt.js';
import { FAMILY, quoted, type Table } from '../catalog.js';
import { clearings } from '../clearing.js';
import type { Collection } from '../../data-map/collection.js';
import { Parameters, type Session } from '../engine.js';
import type { CheckResult } from '../../store/subject-store.port.js';

type Event = 'DELETE' | 'UPDATE';

interface Guard extends Record<string, unknown> {
  readonly name: string;
  readonly relation: string;
  readonly event: Event;
  /** Of a rule: something else is done in its place. Of a trigger: it runs before the row is changed. */
  readonly first: boolean;
  /** Of a trigger of single columns. */
  readonly columns: readonly string[];
}

/** Row security that is not passed by. That of a partition counts only where rows are taken from it by itself (`$2`). */
const HIDDEN = `${FAMILY}
  SELECT oid::regclass::text AS relation FROM family WHERE row_security_active(oid) AND (oid = $1::oid OR $2::boolean) ORDER BY 1`;

const RULES = `${FAMILY}
  SELECT r.rulename AS name, r.ev_class::regclass::text AS relation, CASE r.ev_type WHEN '4' THEN 'DELETE' ELSE 'UPDATE' END AS event,
    r.is_instead AS first, '{}'::text[] AS columns
  FROM pg_rewrite r JOIN family ON family.oid = r.ev_class
  WHERE r.ev_type IN ('2', '4') AND r.ev_enabled IN ('O', 'A') ORDER BY 2, 1`;

/** tgtype: 2 before, 8 delete, 16 update. What partitions have from their table is told once. */
const TRIGGERS = `${FAMILY}
  SELECT t.tgname AS name, t.tgrelid::regclass::text AS relation, event, t.tgtype & 2 <> 0 AS first,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::int2[])) AS columns
  FROM pg_trigger t JOIN family ON family.oid = t.tgrelid
  CROSS JOIN (VALUES ('DELETE', 8), ('UPDATE', 16)) AS events (event, bit)
  WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled IN ('O', 'A') AND t.tgtype & bit <> 0 ORDER BY 2, 1, 3`;

/** A DELETE or UPDATE of a published table whose rows cannot be told apart downstream. */
const NO_REPLICA_IDENTITY = '55000';

/** What stands between the erasure and the rows: row security, rules, triggers, a publication. */
export async function checkGuards(session: Session, collection: Collection, table: Table): Promise<CheckResult> {
  const hidden = await session.query<{ relation: string }>(HIDDEN, [table.oid, collection.policy.kind === 'erase']);
  const unseen = hidden.map(
    ({ relation }) =>
      `row security of ${relation} hides rows from the role of this store, so that every statement on it is refused: give it BYPASSRLS`,
  );
  if (collection.policy.kind === 'keep' || unseen.length > 0) return { errors: unseen, warnings: [] };
  const [rules, triggers] = [
    await aboutRules(session, collection, table),
    await aboutTriggers(session, collection, table),
  ];
  return {
    errors: [...rules.errors, ...(await aboutPublications(session, collection, table))],
    warnings: [...rules.warnings, ...triggers],
  };
}

async function aboutRules(session: Session, collection: Collection, table: Table): Promise<CheckResult> {
  const result = { errors: [] as string[], warnings: [] as string[] };
  for (const { name, relation, event, first } of await session.query<Guard>(RULES, [table.oid])) {
    const what = `the rule "${name}" of ${relation} ON ${event}`;
    if (!first) result.warnings.push(`${what} does something more for each erasure: see that it keeps no copy`);
    else if (eventsOf(collection)[0] === event) {
      result.errors.push(
        `${what} DO INSTEAD leaves rows that an erasure means; drop it, or name the table it leads to`,
      );
    } else if (eventsOf(collection).includes(event)) {
      result.warnings.push(`${what} DO INSTEAD leaves what a deletion of less than Data would clear`);
    }
  }
  return result;
}

async function aboutTriggers(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const cleared = new Set(clearedBy(collection, table));
  const triggers = await session.query<Guard>(TRIGGERS, [table.oid]);
  return triggers
    .filter(({ event, columns }) => {
      const concerns = event === 'DELETE' || columns.length === 0 || columns.some((name) => cleared.has(name));
      return concerns && eventsOf(collection).includes(event);
    })
    .map(({ name, relation, event, first }) => {
      const may = first ? 'may refuse it, leave the row or keep a copy' : 'may refuse it or keep a copy';
      const when = event === eventsOf(collection)[0] ? 'by an erasure' : 'by a deletion of less than Data';
      return `the trigger "${name}" of ${relation} runs on each ${event} ${when}: it ${may}`;
    });
}

/** Asked of the server itself, by plans that are not carried out. */
async function aboutPublications(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const nowhere = `t.ctid = '(0,0)'::tid`;
  const statements: readonly [Event, string][] = eventsOf(collection).map((event) => {
    const [name] = event === 'UPDATE' ? clearedBy(collection, table) : [];
    if (event === 'DELETE') return [event, `DELETE FROM ${table.name} AS t WHERE ${nowhere}`];
    return [
      event,
      name === undefined ? '' : `UPDATE ${table.name} AS t SET ${quoted(name)} = t.${quoted(name)} WHERE ${nowhere}`,
    ];
  });
  const errors: string[] = [];
  for (const [event, statement] of statements) {
    const answer = statement === '' ? null : await attempt(session, `EXPLAIN ${statement}`);
    if (answer === null || !isRefused(answer) || answer.refused !== NO_REPLICA_IDENTITY) continue;
    errors.push(
      `${table.name} is published and has no replica identity, so that every ${event} is refused: give it a primary key, or ` +
        `ALTER TABLE ${table.name} REPLICA IDENTITY FULL`,
    );
  }
  return errors.slice(0, 1);
}

/** The first is what the policy does, the second what a partial deletion does. */
function eventsOf({ policy }: Collection): readonly Event[] {
  if (policy.kind === 'erase') return ['DELETE', 'UPDATE'];
  return policy.kind === 'anonymize' ? ['UPDATE'] : [];
}

function clearedBy(collection: Collection, table: Table): string[] {
  const erasure = collection.policy.kind === 'erase' ? 'headers' : 'policy';
  return (clearings(collection, table, erasure, new Parameters()) ?? []).map(({ column }) => column);
}
