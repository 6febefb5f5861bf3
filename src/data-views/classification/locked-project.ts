import { STANDING } from '../../access/index.js';
import { HabeasError, type Transaction } from '../../platform/index.js';

/** The project, for one change at a time. @throws HabeasError 404 `project-not-found` */
export async function lockProject(
  transaction: Transaction,
  projectId: number,
): Promise<{ readonly id: number; readonly organizationId: string }> {
  await transaction.$queryRaw`SELECT FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE`;
  const project = await transaction.project.findUnique({
    where: { id: projectId, ...STANDING },
    select: { id: true, organizationId: true },
  });
  if (project === null) {
    throw new HabeasError('not-found', 'project-not-found', 'There is no project with this id.');
  }
  return project;
}
