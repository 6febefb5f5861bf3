import { Injectable } from '@nestjs/common';
import { actorName, type Actor } from '../../access/index.js';
import { HabeasError, PrismaService } from '../../platform/index.js';
import type { Deny } from '../dto/decisions.dto.js';
import {
  Identities,
  requestNotFound,
  type RequestRow,
  isFinished,
  type Status,
  RequestLifecycle,
} from '../../request-model/index.js';
import { namesSubject } from '../../subject-data/index.js';

/** Refuses whole requests for a reason the law knows; the data stays as it is. */
@Injectable()
export class Denials {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly lifecycle: RequestLifecycle,
  ) {}

  /**
   * Ends a request that has not started as DENIED; its ids may be asked for again.
   * @throws HabeasError `note-names-subject` (400), `already-started`, `already-finished` (405)
   */
  async deny(actor: Actor, request: RequestRow, { code, note }: Deny): Promise<void> {
    const { id: requestId } = request;
    if (note !== undefined) await this.assertNamesNobody(request, note);
    await this.prisma.$transaction(async (transaction) => {
      const moved = await this.lifecycle.move(transaction, {
        ids: [requestId],
        from: ['PENDING', 'STAGING'],
        to: 'DENIED',
        data: { denialCode: code },
        event: () => ({
          type: 'denied',
          actor: actorName(actor),
          detail: { code, ...(note === undefined ? {} : { note }) },
        }),
      });
      if (moved.size > 0) return;
      throw refusal(await transaction.request.findUnique({ where: { id: requestId }, select: { status: true } }));
    });
  }

  /** The note stands in timeline and audit, which outlive the ids (invariant 7). */
  private async assertNamesNobody(request: RequestRow, note: string): Promise<void> {
    if (request.wrappedIdKey === null) return;
    const folded = (await this.identities.known(request)).map((id) => id.toLowerCase());
    if (!namesSubject(note.toLowerCase(), folded)) return;
    throw new HabeasError(
      'invalid',
      'note-names-subject',
      'The note holds an id of one of the subjects: it outlives the ids, so say it without them.',
    );
  }
}

function refusal(request: { readonly status: string } | null): HabeasError {
  if (request === null) return requestNotFound();
  return isFinished(request.status as Status)
    ? new HabeasError('not-allowed', 'already-finished', 'The request has ended and can no longer be denied.')
    : new HabeasError('not-allowed', 'already-started', 'The request has started and can no longer be denied.');
}
