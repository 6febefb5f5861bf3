import { Injectable } from '@nestjs/common';
import { mayHandleRequests } from '../access/index.js';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import { NoticeChoices, type Recipient } from './notice-choices.service.js';
import type { RequestFacts } from './notice-facts.js';
import { kindOf, type News } from './notice-kinds.js';
import { NoticeOutbox, type NewNotice } from './notice-outbox.service.js';

const BATCH = 200;
/** What happened longer ago is no news: nobody looked, or no mail was sent then. */
const NEWS_FOR = 7 * 86_400_000;

interface EventRow {
  readonly id: bigint;
  readonly requestId: string;
  readonly at: Date;
  readonly type: News;
}

interface TalkedOf {
  readonly organizationId: string;
  readonly openedBy: string;
  readonly facts: Omit<RequestFacts, 'what'>;
}

/**
 * Tells people what happened to requests, from the timeline. An event is marked as looked at in the transaction that writes its notices:
 * each is told of once, however many look, and by whoever looks next where one was killed.
 */
@Injectable()
export class RequestNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly choices: NoticeChoices,
    private readonly outbox: NoticeOutbox,
    private readonly clock: Clock,
  ) {}

  /** Before the first mail of an installation: what happened until now is nobody's news. */
  async begin(): Promise<void> {
    const now = this.clock.now();
    await this.prisma.$transaction(async (transaction) => {
      const begun = await transaction.$executeRaw`
        INSERT INTO notice_watch (since) VALUES (${now}::timestamptz) ON CONFLICT DO NOTHING`;
      if (begun === 0) return;
      await transaction.$executeRaw`
        UPDATE request_events SET noticed_at = ${now}::timestamptz
        WHERE noticed_at IS NULL
          AND type IN ('succeeded', 'failed', 'at-risk', 'missed', 'approval-needed', 'waiting-for-action')`;
    });
  }

  async collect(): Promise<void> {
    while ((await this.collectSome()) === BATCH);
  }

  private async collectSome(): Promise<number> {
    const now = this.clock.now();
    return this.prisma.$transaction(async (transaction) => {
      // The list stands here as in the index, which the planner could not use for a parameter.
      const events = await transaction.$queryRaw<EventRow[]>`
        UPDATE request_events SET noticed_at = ${now}::timestamptz WHERE id IN (
          SELECT id FROM request_events
          WHERE noticed_at IS NULL
            AND type IN ('succeeded', 'failed', 'at-risk', 'missed', 'approval-needed', 'waiting-for-action')
          ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
        ) RETURNING id, request_id AS "requestId", at, type`;
      const news = events.filter(({ at }) => now.getTime() - at.getTime() < NEWS_FOR);
      if (news.length > 0) await this.outbox.put(transaction, await this.noticesOf(transaction, news));
      return events.length;
    });
  }

  private async noticesOf(transaction: Transaction, events: readonly EventRow[]): Promise<NewNotice[]> {
    const requests = await this.talkedOf(transaction, events);
    const organizations = new Set([...requests.values()].map(({ organizationId }) => organizationId));
    const recipients = await this.choices.recipients(transaction, [...organizations]);
    return events.flatMap((event) => {
      const request = requests.get(event.requestId);
      if (request === undefined) return [];
      return recipients.flatMap((recipient) => noticeFor(recipient, event, request) ?? []);
    });
  }

  private async talkedOf(transaction: Transaction, events: readonly EventRow[]): Promise<Map<string, TalkedOf>> {
    const rows = await transaction.request.findMany({
      where: { id: { in: events.map(({ requestId }) => requestId) } },
      select: { id: true, projectId: true, kind: true, regime: true, dueAt: true, openedBy: true },
    });
    const projects = await transaction.project.findMany({
      where: { id: { in: rows.map(({ projectId }) => projectId) } },
      select: { id: true, organizationId: true, name: true, timezone: true },
    });
    const known = new Map(projects.map((project) => [project.id, project]));
    return new Map(
      rows.flatMap(({ id: requestId, projectId, kind, regime, dueAt, openedBy }): [string, TalkedOf][] => {
        const project = known.get(projectId);
        if (project === undefined) return [];
        const { organizationId, name, timezone: timeZone } = project;
        const about = { requestId, kind: kind as RequestFacts['kind'], regime, dueAt: dueAt.toISOString() };
        return [[requestId, { organizationId, openedBy, facts: { ...about, project: name, timeZone } }]];
      }),
    );
  }
}

/** Null where they do not want it, or it is not theirs to know. */
function noticeFor(recipient: Recipient, event: EventRow, request: TalkedOf): NewNotice | null {
  const { userId, organizationId, role } = recipient;
  const own = request.openedBy === `user:${userId}`;
  if (organizationId !== request.organizationId || !(own || mayHandleRequests(role))) return null;
  const kind = kindOf(event.type, own);
  if (!recipient.wants(kind)) return null;
  const facts = { what: event.type, ...request.facts };
  return { userId, organizationId, kind, occasion: `event:${event.id}`, tokenId: null, facts };
}
