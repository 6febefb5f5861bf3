import { clearings } from '../clearing.js';
import { Parameters, type Engine, type Session } from '../engine.js';
import { writeKeys } from '../key-table.js';
import { inChunk, step, withKeys, type Hold, type Order, type Target } from '../erase-steps.js';
import { belongs } from '../predicate.js';
import type { Erasure } from '../../store/subject-store.port.js';
import { assertMapped, lookAlong, openNotes } from './taken-along.js';

/** Chunk by chunk: notes the rows, looks at what they would take along, and erases exactly what was noted. */
export async function eraseAlong(
  engine: Engine,
  target: Target,
  { keys, erasure, course: { going = keys } }: Order,
  hold: Hold,
): Promise<void> {
  const { collection, table, reach } = target;
  assertMapped(reach, collection);
  await withKeys(engine, keys, async (session, chunks) => {
    const goingKeys = going === keys ? 'subject_keys' : 'going_keys';
    if (going !== keys) await writeKeys(session, going, true, goingKeys);
    await openNotes(session);
    const cleared = clearings(collection, table, erasure, new Parameters());
    if (cleared?.length === 0) return;
    await step(session, target, chunks, hold, async (chunk) => {
      const parameters = new Parameters();
      const note = noteSql(target, erasure, parameters);
      const { sql, values } = inChunk(note, parameters, chunk, chunks);
      const noting = () => session.change(`${sql} FOR UPDATE OF t ON CONFLICT DO NOTHING`, values);
      const changed = await lookAlong(session, reach, collection, noting, goingKeys);
      if (changed.length > 0) await eraseNoted(session, target, erasure);
      return changed;
    });
  });
}

/** The statement that notes the rows of the target which are erased, but for its end. */
export function noteSql({ collection, table, bound }: Target, erasure: Erasure, parameters: Parameters): string {
  const cleared = clearings(collection, table, erasure, parameters);
  const held = cleared === null ? 'true' : cleared.map((each) => each.holds).join(' OR ');
  return `INSERT INTO pg_temp.taken_along SELECT 0, t.tableoid, t.ctid, 0
    FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true
    WHERE ${belongs(collection, table, parameters, bound)} AND (${held})`;
}

async function eraseNoted(session: Session, { collection, table }: Target, erasure: Erasure): Promise<void> {
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters);
  const noted = 'pg_temp.taken_along AS n WHERE n.reached = 0 AND t.tableoid = n.relation AND t.ctid = n.place';
  if (cleared === null) await session.query(`DELETE FROM ${table.name} AS t USING ${noted}`);
  else {
    const assignments = cleared.map((each) => each.assignment).join(', ');
    await session.query(`UPDATE ${table.name} AS t SET ${assignments} FROM ${noted}`, parameters.values);
  }
}
