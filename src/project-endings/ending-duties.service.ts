import { Injectable } from '@nestjs/common';
import { DutyBook } from '../duties/index.js';
import type { Transaction } from '../platform/index.js';
import type { HeldPerson } from './held-people.service.js';
import type { EndingRow } from './project-endings.service.js';

/** What is owed of a project that is gone: somebody's rows, once nobody holds them any more. */
export interface OwedOfEnding {
  readonly id: string;
  readonly basis: string;
  readonly dueAt: Date | null;
}

/** Rows of held people become duties, in the very transaction by which the project is gone. */
@Injectable()
export class EndingDuties {
  constructor(private readonly book: DutyBook) {}

  async owe(
    transaction: Transaction,
    { id: endingId, projectId }: EndingRow,
    people: readonly HeldPerson[],
  ): Promise<OwedOfEnding[]> {
    if (people.length === 0) return [];
    const held = people.map(({ person, basis, until }) => ({ person, basis, until, collections: [] }));
    await this.book.oweOfEnding(transaction, { endingId, projectId }, held);
    return transaction.duty.findMany({
      where: { endingId },
      select: { id: true, basis: true, dueAt: true },
      orderBy: { id: 'asc' },
    });
  }
}
