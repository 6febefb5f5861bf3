import { clearings } from '../clearing.js';
import { tableOf } from '../catalog.js';
import { subjectColumnsOf, type Collection } from '../../data-map/collection.js';
import { Parameters, type Engine, type Session } from '../engine.js';
import { writeKeys } from '../key-table.js';
import { once, step, withKeys, type Hold, type Order, type Target } from '../erase-steps.js';
import { bondsAmong } from './bonds.js';
import { noteSql } from './erase-along.js';
import type { Neighbours } from '../../store/neighbours.js';
import type { Erasure, HideOptions } from '../../store/subject-store.port.js';
import { circlesOf } from './order.js';
import { isKept } from './reach.js';
import { assertMapped, liveReach, lookAlong, openNotes } from './taken-along.js';
import { erasesRows } from './whole-rows.js';

/** A collection of a circle, and what is erased of it. */
export interface Member {
  readonly collection: Collection;
  readonly erasure: Erasure;
}

/**
 * The circle the collection is in, itself included: what refers to it, and what it refers to, so that no order of statements erases
 * its rows. Empty where it is in none.
 */
export async function circleOf(
  session: Session,
  collection: Collection,
  erasure: Erasure,
  neighbours: Neighbours,
): Promise<Member[]> {
  const names = neighbours.collections.map(({ name }) => name);
  const circles = circlesOf(names, await bondsAmong(session, neighbours.collections, true));
  const circle = circles.find((each) => each.includes(collection.name)) ?? [];
  const members: Member[] = [];
  for (const each of neighbours.collections.filter(({ name }) => circle.includes(name))) {
    if (each.name === collection.name) members.push({ collection, erasure });
    // Of what is kept for a time another pass knows which rows go.
    else if (!isKept(each)) {
      members.push({ collection: each, erasure: await erasureOf(session, each, erasure, neighbours) });
    }
  }
  return members;
}

/**
 * Erases what refers to each other round a circle, in one statement: the database looks at its foreign keys at the end of a statement,
 * RESTRICT included. All keys at once, since a row of one may refer to that of another.
 */
export async function eraseTogether(
  engine: Engine,
  members: readonly Member[],
  { collection, keys, course }: Order,
  neighbours: Neighbours,
  hold: Hold,
): Promise<void> {
  const { going = keys, ahead = null, onTouch: touching = async () => undefined } = course;
  const aheadOf = course.aheadOf ?? (async ({ name }: Collection) => (name === collection.name ? ahead : null));
  const targets = await engine.transaction('REPEATABLE READ', (session) =>
    targetsOf(session, members, { touching, aheadOf }, neighbours),
  );
  if (targets.length === 0) return;
  for (const { target } of targets) assertMapped(target.reach, target.collection);
  await withKeys(engine, keys, async (session) => {
    const goingKeys = going === keys ? 'subject_keys' : 'going_keys';
    if (going !== keys) await writeKeys(session, going, true, goingKeys);
    await openNotes(session);
    await session.query(
      `CREATE TEMP TABLE taken_together (member integer NOT NULL, relation oid NOT NULL, place tid NOT NULL,
         PRIMARY KEY (relation, place)) ON COMMIT DELETE ROWS`,
    );
    await step(session, { touching: once(touching) }, 1, hold, async () => {
      const changed: string[] = [];
      for (const [place, each] of targets.entries()) changed.push(...(await note(session, each, place, goingKeys)));
      if (changed.length > 0) await eraseNoted(session, targets);
      return [...new Set(changed)];
    });
  });
}

interface Bound {
  readonly target: Target;
  readonly erasure: Erasure;
}

async function erasureOf(
  session: Session,
  collection: Collection,
  erasure: Erasure,
  neighbours: Neighbours,
): Promise<Erasure> {
  if (erasure !== 'headers' && erasure !== 'rows') return erasure;
  return (await erasesRows(session, collection, neighbours)) ? 'rows' : 'headers';
}

/** Those of which something is erased; whose rows go comes first, so that nothing is cleared that goes in the same statement. */
async function targetsOf(
  session: Session,
  members: readonly Member[],
  { touching, aheadOf }: Pick<Target, 'touching'> & Required<Pick<HideOptions, 'aheadOf'>>,
  neighbours: Neighbours,
): Promise<Bound[]> {
  const targets: Bound[] = [];
  for (const { collection: named, erasure } of members) {
    const table = await tableOf(session, named);
    const bound = { now: null, ahead: await aheadOf(named) };
    for (const collection of subjectColumnsOf(named)) {
      const reach = await liveReach(session, collection, table, erasure, neighbours, true);
      targets.push({ target: { collection, bound, table, touching, reach }, erasure });
    }
  }
  const clears = ({ target, erasure }: Bound) => clearings(target.collection, target.table, erasure, new Parameters());
  const erased = targets.filter((each) => clears(each)?.length !== 0);
  return [...erased.filter((each) => clears(each) === null), ...erased.filter((each) => clears(each) !== null)];
}

/** Looks at what would go along with the rows of one member, and puts the rows beside those of the others, under its place. */
async function note(session: Session, { target, erasure }: Bound, place: number, goingKeys: string): Promise<string[]> {
  const { reach, collection } = target;
  const parameters = new Parameters();
  const sql = `${noteSql(target, erasure, parameters)} FOR UPDATE OF t ON CONFLICT DO NOTHING`;
  const changed = await lookAlong(session, reach, collection, () => session.change(sql, parameters.values), goingKeys);
  await session.query(
    `INSERT INTO pg_temp.taken_together SELECT $1::int, relation, place FROM pg_temp.taken_along WHERE reached = 0
     ON CONFLICT DO NOTHING`,
    [place],
  );
  await session.query('DELETE FROM pg_temp.taken_along');
  return changed;
}

async function eraseNoted(session: Session, targets: readonly Bound[]): Promise<void> {
  const parameters = new Parameters();
  const statements = targets.map(({ target: { collection, table }, erasure }, place) => {
    const cleared = clearings(collection, table, erasure, parameters);
    const noted = `pg_temp.taken_together AS n
      WHERE n.member = ${String(place)} AND t.tableoid = n.relation AND t.ctid = n.place`;
    if (cleared === null) return `DELETE FROM ${table.name} AS t USING ${noted}`;
    return `UPDATE ${table.name} AS t SET ${cleared.map((each) => each.assignment).join(', ')} FROM ${noted}`;
  });
  const named = statements.map((statement, place) => `member_${String(place)} AS (${statement})`);
  await session.query(`WITH ${named.join(', ')} SELECT 1`, parameters.values);
}
