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
import { alreadyApproved } from './approvals.service.js';
import { assertOpenedForSomebody } from './revocations.service.js';
import { EarlierDecisions, wordsOf, type EarlierDecision } from './earlier-decisions.service.js';

/** Refuses whole requests for a reason the law knows; the data stays as it is. */
@Injectable()
export class Denials {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly lifecycle: RequestLifecycle,
    private readonly earlier: EarlierDecisions,
  ) {}

  /**
   * Ends a request that has not started as DENIED; its ids may be asked for again.
   * @throws HabeasError `note-names-subject` (400), `already-started`, `already-finished`, `carries-out-a-duty` (405), `already-approved` (409) where that is
   * asked for; the last three with what was decided before
   */
  async deny(actor: Actor, request: RequestRow, { code, note, unlessApproved }: Deny): Promise<void> {
    const { id: requestId } = request;
    assertOpenedForSomebody(request);
    if (note !== undefined) await this.assertNamesNobody(request, note);
    await this.prisma.$transaction(async (transaction) => {
      const moved = await this.lifecycle.move(transaction, {
        ids: [requestId],
        from: ['PENDING', 'STAGING'],
        to: 'DENIED',
        ...(unlessApproved === true ? { where: { approvedAt: null } } : {}),
        data: { denialCode: code },
        event: () => ({
          type: 'denied',
          actor: actorName(actor),
          detail: { code, ...(note === undefined ? {} : { note }) },
        }),
      });
      if (moved.size > 0) return;
      const row = await transaction.request.findUnique({ where: { id: requestId }, select: { status: true } });
      if (row === null) throw requestNotFound();
      throw refusal(row.status as Status, await this.earlier.of(transaction, requestId));
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

function refusal(status: Status, earlier: EarlierDecision | null): HabeasError {
  // It could be denied still, and was not, since that was to be so only unless it was approved.
  if (status === 'PENDING' || status === 'STAGING') return alreadyApproved(earlier);
  const [code, words] = isFinished(status)
    ? (['already-finished', 'The request has ended and can no longer be denied.'] as const)
    : (['already-started', 'The request has started and can no longer be denied.'] as const);
  return new HabeasError('not-allowed', code, `${words}${wordsOf(earlier)}`, { extra: { earlier } });
}
