import { Injectable } from '@nestjs/common';
import { DutyBook } from '../duties/index.js';
import type { Transaction } from '../platform/index.js';
import type { HeldPerson } from './held-people.service.js';
import type { EndingRow } from './project-endings.service.js';

/** Rows of held people become duties, in the very transaction by which the project, or what was set aside of it, is gone. */
@Injectable()
export class EndingDuties {
  constructor(private readonly book: DutyBook) {}

  async owe(
    transaction: Transaction,
    { id: endingId, projectId }: EndingRow,
    people: readonly HeldPerson[],
  ): Promise<void> {
    if (people.length === 0) return;
    const held = people.map(({ person, basis, until }) => ({ person, basis, until, collections: [] }));
    await this.book.oweOfEnding(transaction, { endingId, projectId }, held);
  }
}
