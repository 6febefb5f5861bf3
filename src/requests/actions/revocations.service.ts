import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { HabeasError, PrismaService } from '../../platform/index.js';
import { isFinished, RequestLifecycle, requestNotFound, type Status } from '../../request-model/index.js';

/** Takes deletions back. */
@Injectable()
export class Revocations {
  constructor(
    private readonly prisma: PrismaService,
    private readonly lifecycle: RequestLifecycle,
  ) {}

  /**
   * Takes a deletion back while no sweep has taken it; one that is revoked or denied stays so.
   * @throws HabeasError `request-not-found` (404), `export-not-revocable`, `already-started`, `already-finished` (405)
   */
  async revoke(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    const where = { projectId: project.id, kind: 'deletion' };
    await this.prisma.$transaction(async (transaction) => {
      const moved = await this.lifecycle.move(transaction, {
        ids: [requestId],
        from: ['PENDING', 'STAGING'],
        to: 'REVOKED',
        where,
        event: () => ({ type: 'revoked', actor: actorName(actor) }),
      });
      if (moved.size > 0) return;
      const found = { id: requestId, projectId: project.id };
      assertRevoked(await transaction.request.findFirst({ where: found, select: { kind: true, status: true } }));
    });
  }
}

function assertRevoked(request: { readonly kind: string; readonly status: string } | null): void {
  if (request === null) throw requestNotFound();
  if (request.kind === 'export') {
    throw new HabeasError(
      'not-allowed',
      'export-not-revocable',
      'An export cannot be revoked: its file is destroyed after its retention.',
    );
  }
  const status = request.status as Status;
  if (status === 'REVOKED' || status === 'DENIED') return;
  throw isFinished(status)
    ? new HabeasError('not-allowed', 'already-finished', 'The deletion has ended and can no longer be revoked.')
    : new HabeasError('not-allowed', 'already-started', 'The deletion has started and can no longer be revoked.');
}
