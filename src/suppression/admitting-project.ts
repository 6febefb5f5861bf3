import { HabeasError, sharedArrivalsLock, type Transaction } from '../platform/index.js';
import type { Door } from '../subject-data/index.js';

/**
 * Whether a project refuses anybody's data, asked under the lock of an admission.
 * @param hashIds whether what is to be taken in names ids as hashes
 * @throws HabeasError `settings-changed` (503) where the project keeps them in another form by now, or was deleted, which the next
 * call is told of as its door tells it; `project-closed` (503) while it is being emptied or brought back
 */
export async function suppressesAnybody(
  transaction: Transaction,
  projectId: number,
  hashIds: boolean,
): Promise<boolean> {
  const [project] = await transaction.$queryRaw<
    { suppresses: boolean; hashIds: boolean; ended: boolean; closed: boolean }[]
  >`
    SELECT hash_ids AS "hashIds", ended_at IS NOT NULL AS ended, closed_since IS NOT NULL AS closed, EXISTS (SELECT FROM suppressions WHERE project_id = projects.id) AS suppresses
    FROM projects WHERE id = ${projectId}::int`;
  if (project?.hashIds !== hashIds || project.ended) throw settingsChanged();
  if (project.closed) throw closed();
  return project.suppresses;
}

/** The same as a door, which is open where all of this is well and nobody is refused. */
export function refusesNobody(hashIds: boolean, milliseconds: number): Door {
  return {
    lock: sharedArrivalsLock('$1'),
    isOpen: `EXISTS (SELECT FROM projects WHERE id = $1::int AND hash_ids = ${String(hashIds)} AND ended_at IS NULL AND closed_since IS NULL)
      AND NOT EXISTS (SELECT FROM suppressions WHERE project_id = $1::int)`,
    milliseconds,
  };
}

function settingsChanged(): HabeasError {
  const message = 'The settings of the project were changed at this moment: send it again as it is, a little later.';
  return new HabeasError('unavailable', 'settings-changed', message, { retryAfter: 6 });
}

function closed(): HabeasError {
  const message = 'The project is closed for some minutes: send it again as it is, a little later.';
  return new HabeasError('unavailable', 'project-closed', message, { retryAfter: 30 });
}
