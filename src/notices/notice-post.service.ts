import { Injectable, Logger } from '@nestjs/common';
import {
  Clock,
  HabeasError,
  Ids,
  Mailer,
  OnceAMinute,
  PrismaService,
  type Mail,
  type Transaction,
} from '../platform/index.js';
import { backoff } from '../request-model/index.js';
import type { NoticeFacts } from './notice-facts.js';
import type { NoticeKind } from './notice-kinds.js';
import { NoticeReaders } from './notice-readers.service.js';
import { noticeMail } from './notice-words.js';
import { isStillNews } from './still-news.js';

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
  /** Null: nothing is left to tell. */
  readonly mail: Mail | null;
}

/** What is due first. */
interface DueRow {
  readonly userId: string;
  readonly mailId: string | null;
  readonly attempts: number;
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
    private readonly readers: NoticeReaders,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Until nothing is due, the server fails, or `over` says that it is for others to send. */
  async send(over: AbortSignal): Promise<void> {
    if (!(await this.isDue())) return;
    await this.giveUp();
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

  /** What nobody takes. */
  private async giveUp(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - TRIED_FOR);
    const { count } = await this.prisma.notice.deleteMany({ where: { sentAt: null, createdAt: { lt: before } } });
    if (count > 0) this.warnings.say(`${count} notices are given up: no mail server took them within 7 days.`);
  }

  /** The next mail that is due, with all its person is to be told as things stand now. Null: none is due. */
  private async take(): Promise<TakenMail | null> {
    const now = this.clock.now();
    const pause = new Date(now.getTime() - PAUSE);
    return this.prisma.$transaction(async (transaction) => {
      const [first] = await transaction.$queryRaw<DueRow[]>`
        SELECT user_id AS "userId", mail_id AS "mailId", attempts FROM notices due
        WHERE sent_at IS NULL AND next_attempt_at <= ${now}::timestamptz AND (mail_id IS NOT NULL OR NOT EXISTS (
          SELECT FROM notices told WHERE told.user_id = due.user_id AND told.sent_at > ${pause}::timestamptz
        ))
        ORDER BY next_attempt_at, id LIMIT 1`;
      if (first === undefined) return null;
      const mailId = first.mailId ?? this.ids.next();
      return { mailId, mail: await this.write(transaction, first, mailId, now) };
    });
  }

  /** Marks the mail as tried. What is no longer true, no longer theirs to know or no longer wanted is dropped. */
  private async write(
    transaction: Transaction,
    { userId, mailId: earlier, attempts: before }: DueRow,
    mailId: string,
    now: Date,
  ): Promise<Mail | null> {
    const rows = await transaction.notice.findMany({
      where: earlier === null ? { userId, sentAt: null, mailId: null } : { mailId: earlier },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: MOST_A_MAIL,
    });
    const notices = rows.map((row) => ({
      ...row,
      kind: row.kind as NoticeKind,
      facts: row.facts as unknown as NoticeFacts,
    }));
    const { reader, now: readerNow } = await this.readers.find(transaction, userId, notices);
    const told = notices.filter((notice) => isStillNews(notice, readerNow));
    const dropped = notices.filter((notice) => !told.includes(notice));
    await transaction.notice.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
    if (told.length === 0) return null;
    const attempts = before + 1;
    const nextAttemptAt = new Date(now.getTime() + Math.max(MINUTE, backoff(attempts)));
    const where = { id: { in: told.map(({ id }) => id) } };
    await transaction.notice.updateMany({ where, data: { mailId, attempts, nextAttemptAt } });
    return {
      ...noticeMail(
        reader,
        told.map(({ facts }) => facts),
      ),
      id: mailId,
    };
  }

  private async sendOne({ mailId, mail }: TakenMail): Promise<boolean> {
    if (mail === null) return true;
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
