import { Injectable, Logger } from '@nestjs/common';
import { languageOf } from '../access/index.js';
import { Clock, Config, HabeasError, Ids, Mailer, OnceAMinute, PrismaService, type Mail } from '../platform/index.js';
import { backoff } from '../request-model/index.js';
import type { NoticeFacts } from './notice-facts.js';
import { noticeMail } from './notice-words.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** What comes while somebody has just been written to waits for as long, and goes in one mail. */
const PAUSE = 5 * MINUTE;
const MOST_A_MAIL = 200;
/** A server that takes none of so many is left alone until the next look. */
const MOST_FAILURES = 3;
/** A notice nobody took for so long is no notice any more. */
const TRIED_FOR = 7 * DAY;
/** A token is told of three times within thirty days, so that what was said must be remembered for longer. */
const KEPT_FOR = 90 * DAY;

interface TakenMail {
  readonly mailId: string;
  readonly mail: Mail;
}

/**
 * Sends what people are to be told. A mail that is about to be sent is marked as tried first, and as sent when the server has taken it:
 * where a process dies between the two it is sent again by the same Message-ID, by which a mailbox shows it once.
 */
@Injectable()
export class NoticePost {
  private readonly warnings = new OnceAMinute((sentence) => new Logger('notices').warn(sentence));

  constructor(
    private readonly prisma: PrismaService,
    private readonly mailer: Mailer,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Until nothing is due, the server fails, or `over` says that it is for others to send. */
  async send(over: AbortSignal): Promise<void> {
    if (!(await this.isDue())) return;
    await this.drop();
    for (let failures = 0; failures < MOST_FAILURES && !over.aborted;) {
      const taken = await this.take();
      if (taken === null) return;
      if (!(await this.sendOne(taken))) failures += 1;
    }
  }

  /** Forgets what was told long ago. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_FOR);
    await this.prisma.notice.deleteMany({ where: { createdAt: { lt: before }, NOT: { sentAt: null } } });
  }

  private async isDue(): Promise<boolean> {
    const due = { sentAt: null, nextAttemptAt: { lte: this.clock.now() } };
    return (await this.prisma.notice.findFirst({ where: due, select: { id: true } })) !== null;
  }

  /** What is no longer true, or no longer theirs to know, and what nobody takes. */
  private async drop(): Promise<void> {
    await this.prisma.$executeRaw`
      DELETE FROM notices WHERE sent_at IS NULL AND organization_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM members WHERE members.user_id = notices.user_id AND members.organization_id = notices.organization_id
      )`;
    await this.prisma.$executeRaw`
      DELETE FROM notices WHERE sent_at IS NULL AND token_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM oauth_tokens WHERE oauth_tokens.id = notices.token_id AND revoked_at IS NULL AND replaced_by IS NULL
      )`;
    const before = new Date(this.clock.now().getTime() - TRIED_FOR);
    const { count } = await this.prisma.notice.deleteMany({ where: { sentAt: null, createdAt: { lt: before } } });
    if (count > 0) this.warnings.say(`${count} notices are given up: no mail server took them within 7 days.`);
  }

  /** The next mail that is due, with all its person is to be told. Null: none is. */
  private async take(): Promise<TakenMail | null> {
    const now = this.clock.now();
    const pause = new Date(now.getTime() - PAUSE);
    return this.prisma.$transaction(async (transaction) => {
      const [first] = await transaction.$queryRaw<{ userId: string; mailId: string | null; attempts: number }[]>`
        SELECT user_id AS "userId", mail_id AS "mailId", attempts FROM notices due
        WHERE sent_at IS NULL AND next_attempt_at <= ${now}::timestamptz AND (mail_id IS NOT NULL OR NOT EXISTS (
          SELECT FROM notices told WHERE told.user_id = due.user_id AND told.sent_at > ${pause}::timestamptz
        ))
        ORDER BY next_attempt_at, id LIMIT 1`;
      if (first === undefined) return null;
      const { userId } = first;
      const mailId = first.mailId ?? this.ids.next();
      const rows = await transaction.notice.findMany({
        where: first.mailId === null ? { userId, sentAt: null, mailId: null } : { mailId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: MOST_A_MAIL,
      });
      const attempts = first.attempts + 1;
      const nextAttemptAt = new Date(now.getTime() + Math.max(MINUTE, backoff(attempts)));
      const where = { id: { in: rows.map(({ id }) => id) } };
      await transaction.notice.updateMany({ where, data: { mailId, attempts, nextAttemptAt } });
      const { email, language } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
      const reader = { email, language: languageOf(language), baseUrl: this.config.baseUrl };
      const facts = rows.map((row) => row.facts as unknown as NoticeFacts);
      return { mailId, mail: { ...noticeMail(reader, facts), id: mailId } };
    });
  }

  private async sendOne({ mailId, mail }: TakenMail): Promise<boolean> {
    try {
      await this.mailer.send(mail);
    } catch (error) {
      // Never another error's words, which may hold the address.
      const reason = error instanceof HabeasError ? error.message : 'A mail could not be written.';
      this.warnings.say(`Notices wait: ${reason}`);
      return false;
    }
    await this.prisma.notice.updateMany({ where: { mailId }, data: { sentAt: this.clock.now() } });
    return true;
  }
}
