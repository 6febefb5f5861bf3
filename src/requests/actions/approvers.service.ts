import { Injectable } from '@nestjs/common';
import { AccountMakers, actorName, areIndependent, type Actor, type ProjectRecord } from '../../access/index.js';
import { HabeasError, iso, type Transaction } from '../../platform/index.js';
import type { RequestRow } from '../../request-model/index.js';

interface Candidate {
  readonly userId: string;
  readonly email: string;
  readonly since: Date;
}

const NAMED = 5;

/**
 * Who may give the second look at a deletion: a person who was an owner or admin before it was opened, and independent of who
 * opened it. Whom the opener let in, or who let the opener in, is not, since one person may be both, or choose the other.
 */
@Injectable()
export class Approvers {
  constructor(private readonly makers: AccountMakers) {}

  /** @throws HabeasError 403 `approver-is-opener`, `approver-is-no-person`, `approver-too-new`, `approver-not-independent` */
  async assertMay(transaction: Transaction, actor: Actor, project: ProjectRecord, request: RequestRow): Promise<void> {
    assertPerson(actor, request);
    const account = actorName(actor);
    const candidates = await candidatesOf(transaction, project.organizationId);
    const origins = await this.makers.originsOf(transaction, project.organizationId, [
      request.openedBy,
      ...candidates.map(({ userId }) => `user:${userId}`),
    ]);
    const isIndependent = ({ userId }: Candidate) => areIndependent(`user:${userId}`, request.openedBy, origins);
    const isOlder = ({ since }: Candidate) => since <= request.openedAt;
    const self = candidates.find(({ userId }) => `user:${userId}` === account);
    if (self !== undefined && isOlder(self) && isIndependent(self)) return;
    const others = candidates.filter((each) => isOlder(each) && isIndependent(each)).map(({ email }) => email);
    if (self === undefined || !isOlder(self)) throw tooNew(self?.since ?? null, request.openedAt, others);
    throw notIndependent(others);
  }
}

/** Owners and admins, and since when they are. */
async function candidatesOf(transaction: Transaction, organizationId: string): Promise<Candidate[]> {
  const members = await transaction.member.findMany({
    where: { organizationId, role: { in: ['owner', 'admin'] } },
    include: { user: true },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  });
  return members.map(({ userId, user, createdAt, roleSince }) => {
    const since = Math.max(createdAt.getTime(), user.createdAt.getTime(), roleSince?.getTime() ?? 0);
    return { userId, email: user.email, since: new Date(since) };
  });
}

function assertPerson(actor: Actor, { openedBy }: RequestRow): void {
  if (actorName(actor) === openedBy) {
    throw forbidden(
      'approver-is-opener',
      'Whoever opened a deletion cannot approve it: ask another owner or admin of the organization.',
    );
  }
  if (actor.kind === 'user') return;
  throw forbidden(
    'approver-is-no-person',
    'A deletion is approved by a person: sign in, or use the GDPR OAuth token of an owner or admin.',
  );
}

function tooNew(since: Date | null, openedAt: Date, others: readonly string[]): HabeasError {
  const own = since === null ? 'you are not' : `you are since ${iso(since)}`;
  return forbidden(
    'approver-too-new',
    `A deletion is approved by somebody who was an owner or admin before it was opened, at ${iso(openedAt)}; ${own}. ${remedy(others)}`,
    others,
  );
}

function notIndependent(others: readonly string[]): HabeasError {
  return forbidden(
    'approver-not-independent',
    'You and whoever opened this deletion are not independent of each other: one of you let the other in or made the account, by ' +
      `whatever steps, or the same person did both and may hold either. ${remedy(others)}`,
    others,
  );
}

function remedy(others: readonly string[]): string {
  if (others.length > 0) return `Ask ${others.slice(0, NAMED).join(' or ')}.`;
  return (
    'Nobody else may: the operator can say that somebody is a person of their own (`habeas member vouch`), or invite one before ' +
    'the deletion is opened anew.'
  );
}

function forbidden(code: string, message: string, approvers?: readonly string[]): HabeasError {
  return new HabeasError('forbidden', code, message, approvers === undefined ? {} : { extra: { approvers } });
}
