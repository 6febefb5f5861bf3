import { Injectable } from '@nestjs/common';
import { Clock, Ids, type Transaction } from '../platform/index.js';
import type { NoticeFacts } from './notice-facts.js';
import type { NoticeKind } from './notice-kinds.js';

export interface NewNotice {
  readonly userId: string;
  /** Null where it is about what is the person's own. */
  readonly organizationId: string | null;
  readonly kind: NoticeKind;
  /** What it is about: a person is told of it once. */
  readonly occasion: string;
  readonly tokenId: string | null;
  readonly facts: NoticeFacts;
}

/** Writes down what people are to be told, in the transaction in which it becomes known. */
@Injectable()
export class NoticeOutbox {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** What somebody was told of is left out. */
  async put(transaction: Transaction, notices: readonly NewNotice[]): Promise<void> {
    if (notices.length === 0) return;
    const now = this.clock.now();
    const made = { createdAt: now, nextAttemptAt: now };
    await transaction.notice.createMany({
      data: notices.map(({ facts, ...notice }) => ({ id: this.ids.next(), ...notice, ...made, facts: { ...facts } })),
      skipDuplicates: true,
    });
  }
}
