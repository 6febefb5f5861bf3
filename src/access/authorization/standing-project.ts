import { HabeasError, type Transaction } from '../../platform/index.js';

/** Of a project that stands. One that was deleted is nowhere: no way in, no way out and no list knows of it. */
export const STANDING = { endedAt: null } as const;

/** How far somebody may look: at projects that stand, or at deleted ones as well. */
export type Reach = 'standing' | 'ended-too';

export function within(reach: Reach): { readonly endedAt?: null } {
  return reach === 'standing' ? STANDING : {};
}

/**
 * Makes sure that a project stands, and goes on standing until the transaction is over. To be called before any other lock is taken.
 * @throws HabeasError 404 `project-not-found` where it was deleted, 409 `project-closed` while it is being emptied or brought back
 */
export async function assertProjectStands(transaction: Transaction, projectId: number): Promise<void> {
  const [project] = await transaction.$queryRaw<{ ended: boolean; closed: boolean }[]>`
    SELECT ended_at IS NOT NULL AS ended, closed_since IS NOT NULL AS closed
    FROM projects WHERE id = ${projectId}::int FOR SHARE`;
  if (project === undefined || project.ended) throw projectUnknown();
  if (project.closed) throw projectClosed();
}

/** Whether a project is closed; it stays so, or open, until the transaction is over. To be called before any other lock is taken. */
export async function isProjectClosed(transaction: Transaction, projectId: number): Promise<boolean> {
  const [project] = await transaction.$queryRaw<{ closed: boolean }[]>`
    SELECT closed_since IS NOT NULL AS closed FROM projects WHERE id = ${projectId}::int FOR SHARE`;
  return project?.closed === true;
}

export function projectUnknown(): HabeasError {
  return new HabeasError('not-found', 'project-not-found', 'There is no such project that you may know of.');
}

export function projectClosed(): HabeasError {
  return new HabeasError(
    'conflict',
    'project-closed',
    'The project is closed while what it holds is set aside, or brought back: ask again in some minutes.',
  );
}
