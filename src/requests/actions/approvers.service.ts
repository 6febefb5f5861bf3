import { Injectable } from '@nestjs/common';
import { AccountMakers, actorName, areIndependent, type Actor, type ProjectRecord } from '../../access/index.js';
import { HabeasError, iso, type Transaction } from '../../platform/index.js';
import type { RequestRow } from '../../request-model/index.js';

interface Candidate {
  readonly userId: string;
  readonly email: string;
  readonly since: Date;
}

/** Whether somebody may approve a deletion, and which people may. */
export interface Verdict {
  readonly refusal: HabeasError | null;
  /** Their addresses. */
  readonly approvers: readonly string[];
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
    const verdicts = await this.verdicts(transaction, actor, project.organizationId, [request]);
    for (const { refusal } of verdicts.values()) if (refusal !== null) throw refusal;
  }

  /** Of each of these deletions of an organization whether the actor may approve it, and who may; by their ids. */
  async verdicts(
    client: Transaction,
    actor: Actor,
    organizationId: string,
    requests: readonly RequestRow[],
  ): Promise<Map<string, Verdict>> {
    const candidates = await candidatesOf(client, organizationId);
    const openers = new Map<string, readonly string[]>();
    for (const { id, openedBy, openedAt } of requests) {
      openers.set(id, await this.makers.behindAt(client, openedBy, openedAt));
    }
    const origins = await this.makers.originsOf(client, organizationId, [
      ...new Set([...openers.values()].flat()),
      ...candidates.map(({ userId }) => `user:${userId}`),
    ]);
    const self = candidates.find(({ userId }) => `user:${userId}` === actorName(actor));
    const verdictOf = (request: RequestRow): Verdict => {
      const may = (each: Candidate) =>
        each.since <= request.openedAt &&
        (openers.get(request.id) ?? []).every((opener) => areIndependent(`user:${each.userId}`, opener, origins));
      const approvers = candidates.filter(may).map(({ email }) => email);
      const refusal = self !== undefined && may(self) ? null : refusalOf(self, request, approvers);
      return { approvers, refusal: refusalOfNobody(actor, request) ?? refusal };
    };
    return new Map(requests.map((request) => [request.id, verdictOf(request)]));
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

/** Why one could not approve, whoever else they were. */
function refusalOfNobody(actor: Actor, { openedBy }: RequestRow): HabeasError | null {
  if (actorName(actor) === openedBy) {
    return forbidden(
      'approver-is-opener',
      'Whoever opened a deletion cannot approve it: ask another owner or admin of the organization.',
    );
  }
  if (actor.kind === 'user') return null;
  return forbidden(
    'approver-is-no-person',
    'A deletion is approved by a person: sign in, or use the GDPR OAuth token of an owner or admin.',
  );
}

function refusalOf(self: Candidate | undefined, { openedAt }: RequestRow, approvers: readonly string[]): HabeasError {
  if (self === undefined || self.since > openedAt) return tooNew(self?.since ?? null, openedAt, approvers);
  return notIndependent(approvers);
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
