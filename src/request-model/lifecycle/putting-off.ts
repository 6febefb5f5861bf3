import type { Prisma } from '../../platform/index.js';
import type { RequestRow } from './request-row.js';
import { isForAPerson, waitAfter, type Wait } from './request-status.js';
import { backoff, isUnforeseen, needsAttention, type Verdict } from './retry-policy.js';
import type { RequestEventType } from './timeline.service.js';

/** What stands in a request's way, in the collection it was met in; null where it concerns the request as a whole. */
export interface RequestTrouble {
  readonly collection: string | null;
  readonly code: string;
  /** What happened, and what a person can do about it; never an id of a subject. */
  readonly message: string;
}

/** A trouble as it is stored, with the sweep that met it; `again`: whether it is tried again. */
export interface NotedTrouble extends RequestTrouble {
  readonly sweep: string | null;
  readonly again: boolean;
}

/** The troubles on record of a request, the newest of each collection. */
export function troublesOf({ troubles }: Pick<RequestRow, 'troubles'>): NotedTrouble[] {
  return (troubles ?? []) as unknown as NotedTrouble[];
}

/** As one sentence that names the collection. */
export function sentenceOf({ collection, message }: RequestTrouble): string {
  return collection === null ? message : `Collection "${collection}": ${message}`;
}

/** What decides over the request: what ends it, else what a person must see to, else what came first. */
export function worstOf(troubles: readonly NotedTrouble[]): NotedTrouble | undefined {
  return troubles.find(({ again }) => !again) ?? troubles.find(({ code }) => isForAPerson(code)) ?? troubles[0];
}

/** How a request is put off. */
export interface PuttingOff {
  readonly data: Prisma.RequestUncheckedUpdateManyInput;
  readonly type: Extract<RequestEventType, 'waiting-for-action' | 'retried'>;
  readonly attempts: number;
  /** Told once: the request needs attention from now on. */
  readonly calls: boolean;
}

/** Puts a request off whose attempt failed: when it is tried again, what it waits for until then, and why. */
export function puttingOff(
  row: Pick<RequestRow, 'attempts' | 'failures' | 'attentionSince'>,
  verdict: Verdict,
  troubles: readonly NotedTrouble[],
  now: Date,
): PuttingOff {
  const attempts = row.attempts + 1;
  const attention = needsAttention(verdict, attempts);
  const calls = attention && row.attentionSince === null;
  const waitingFor = waitOf(verdict, attention);
  return {
    data: {
      attempts,
      failures: row.failures + (troubles.some(isUnforeseen) ? 1 : 0),
      nextAttemptAt: new Date(now.getTime() + backoff(attempts)),
      waitingFor,
      failureCode: verdict.code,
      failureMessage: verdict.message,
      troubles: troubles.map((trouble) => ({ ...trouble })),
      attentionSince: attention ? (row.attentionSince ?? now) : null,
    },
    type: calls && waitingFor === 'action' ? 'waiting-for-action' : 'retried',
    attempts,
    calls,
  };
}

function waitOf({ code }: Verdict, attention: boolean): Wait {
  const wait = waitAfter(code);
  return attention && wait === 'retry' ? 'action' : wait;
}
