import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Disclosure, Receipt, Regime, RequestKind } from '../../compliance/index.js';
import { HabeasError, type Language } from '../../platform/index.js';
import type { AmbiguityDecision } from '../../request-model/index.js';

/** Everything that makes two orders the same one. */
export interface IdempotentOrder {
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  readonly language?: Language;
  readonly distinctIds: readonly string[];
  readonly duplicateCount: number;
  /** As the caller gave it; null where it was left to default. */
  readonly receivedAt: Date | null;
  readonly receipt?: Receipt;
  readonly followUp?: 'deletion';
  readonly suppressAfterDeletion?: boolean;
  readonly decisions?: readonly AmbiguityDecision[];
}

/** How an order is recognized when it comes again; keyed, since a bare hash of ids could be guessed. */
export interface IdempotencyHashes {
  readonly key: Buffer;
  readonly body: Buffer;
}

/**
 * @param secret derived from the master key for this purpose alone
 * @throws HabeasError `idempotency-key-invalid` (400) unless the key is 1 to 255 visible ASCII characters
 */
export function idempotencyHashes(key: string, order: IdempotentOrder, secret: Buffer): IdempotencyHashes {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new HabeasError(
      'invalid',
      'idempotency-key-invalid',
      'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.',
    );
  }
  const { kind, regime, disclosure, language, distinctIds, duplicateCount, receivedAt } = order;
  const { receipt, followUp, suppressAfterDeletion, decisions } = order;
  const body = JSON.stringify([
    kind,
    regime,
    disclosure,
    receivedAt?.toISOString() ?? null,
    duplicateCount,
    distinctIds,
    ...(receipt ? wordsOf(receipt) : []),
    ...(language ? [{ language }] : []),
    ...(followUp ? [{ then: followUp }] : []),
    ...(suppressAfterDeletion === undefined ? [] : [{ suppressAfterDeletion }]),
    ...(decisions?.length
      ? [{ decisions: decisions.map(({ distinctId, belongsTo }) => [distinctId, belongsTo]) }]
      : []),
  ]);
  return { key: hmac(secret, `key\n${key}`), body: hmac(secret, `body\n${body}`) };
}

/** @throws HabeasError `idempotency-key-reused` (422) where the first order under the key was another one */
export function assertSameOrder(first: Uint8Array | null, now: Buffer): void {
  if (first !== null && first.length === now.length && timingSafeEqual(first, now)) return;
  throw new HabeasError(
    'unprocessable',
    'idempotency-key-reused',
    'This Idempotency-Key was used for another order of the project: use a new key for a new order.',
  );
}

/** Nothing where nothing was recorded, so that orders from before there were receipts are still the same. */
function wordsOf({ reference, channel, requester, verification }: Receipt): unknown[] {
  const verified = verification && [verification.method, verification.level, verification.at];
  const words = [reference, channel, requester, verified];
  return words.every((word) => word === null) ? [] : [words];
}

function hmac(secret: Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text, 'utf8').digest();
}
