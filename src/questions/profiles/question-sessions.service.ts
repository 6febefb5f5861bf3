import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, Ids, MasterKey, PrismaService } from '../../platform/index.js';

/** Milliseconds for which the pages of an answer can be read. */
export const SESSION_LIFE = 30 * 60_000;
/** Of a project, kept at once: each may hold some hundred kilobytes. The newest are. */
const MOST_SESSIONS = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the pages of an answer have in common: the set that they are of, and where each ends. */
export interface QuestionSession {
  readonly pageSize: number;
  /** How many profiles there were. */
  readonly profiles: number;
  /** The latest arrival among them, in microseconds since 1970: what arrived later is not in the set. */
  readonly arrivedBy: bigint;
  /** The last id of each page that was full. */
  readonly marks: readonly string[];
  /** Ids that were asked for and have no profile, though something is held under them; they stand behind the profiles. */
  readonly others: readonly string[];
}

/**
 * Keeps them between the calls, for whatever process answers the next. Ids in them are sealed under the master key, and are gone after
 * minutes.
 */
@Injectable()
export class QuestionSessions {
  private readonly key: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly master: MasterKey,
  ) {
    this.key = master.derive('question-sessions');
  }

  /** @param asked the question, in words that are the same for each of its pages */
  async open(projectId: number, asked: string, session: QuestionSession): Promise<string> {
    const now = this.clock.now();
    const tooMany = await this.prisma.questionSession.findMany({
      where: { projectId },
      orderBy: [{ expiresAt: 'desc' }, { id: 'desc' }],
      skip: MOST_SESSIONS - 1,
      select: { id: true },
    });
    const former = { id: { in: tooMany.map((each) => each.id) } };
    await this.prisma.questionSession.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, former] } });
    const id = this.ids.next();
    const text = JSON.stringify({ ...session, arrivedBy: String(session.arrivedBy) });
    await this.prisma.questionSession.create({
      data: {
        id,
        projectId,
        question: this.digestOf(asked),
        sealed: Uint8Array.from(this.master.wrap(Buffer.from(text), contextOf(id))),
        expiresAt: new Date(now.getTime() + SESSION_LIFE),
      },
    });
    return id;
  }

  /** Null where it is unknown, over, or another project's. @throws HabeasError `session-of-another-question` (400) */
  async find(projectId: number, asked: string, id: string): Promise<QuestionSession | null> {
    if (!UUID.test(id)) return null;
    const row = await this.prisma.questionSession.findUnique({ where: { id } });
    if (row === null || row.projectId !== projectId || row.expiresAt <= this.clock.now()) return null;
    if (!this.digestOf(asked).every((byte, at) => byte === row.question[at])) {
      const message =
        'This session_id belongs to another question: ask for the page with the same where and ids as the first.';
      throw new HabeasError('invalid', 'session-of-another-question', message);
    }
    const text = this.master.unwrap(Buffer.from(row.sealed), contextOf(id)).toString();
    const stored = JSON.parse(text) as Omit<QuestionSession, 'arrivedBy'> & { readonly arrivedBy: string };
    return { ...stored, arrivedBy: BigInt(stored.arrivedBy) };
  }

  private digestOf(asked: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(createHmac('sha256', this.key).update(asked).digest());
  }
}

function contextOf(id: string): string {
  return `question-session/${id}`;
}
