import { Injectable } from '@nestjs/common';
import { AccountLabels } from '../../access/index.js';
import type { Transaction } from '../../platform/index.js';
import type { RequestEventType } from '../../request-model/index.js';

/** What people decide about a request, or what its end is. */
const DECISIONS = [
  'approved',
  'denied',
  'revoked',
  'started',
  'succeeded',
  'failed',
] as const satisfies readonly RequestEventType[];
export type Decision = (typeof DECISIONS)[number];

/** What was done before, by whom and when. */
export interface EarlierDecision {
  readonly decision: Decision;
  readonly by: string;
  readonly at: string;
}

/** Tells whoever comes second what the first did. */
@Injectable()
export class EarlierDecisions {
  constructor(private readonly labels: AccountLabels) {}

  /** The last one; null where nothing was decided yet. */
  async of(transaction: Transaction, requestId: string): Promise<EarlierDecision | null> {
    const where = { requestId, type: { in: [...DECISIONS] } };
    const event = await transaction.requestEvent.findFirst({ where, orderBy: { id: 'desc' } });
    if (event === null) return null;
    const labels = await this.labels.of([event.actor], transaction);
    return {
      decision: event.type as Decision,
      by: labels.get(event.actor) ?? event.actor,
      at: event.at.toISOString(),
    };
  }
}

/** As a sentence of its own; empty where there is nothing to tell. */
export function wordsOf(earlier: EarlierDecision | null): string {
  return earlier === null ? '' : ` It was ${WORDS[earlier.decision]} by ${earlier.by} at ${earlier.at}.`;
}

const WORDS: Readonly<Record<Decision, string>> = {
  approved: 'approved',
  denied: 'denied',
  revoked: 'revoked',
  started: 'started',
  succeeded: 'brought to its end',
  failed: 'given up',
};
