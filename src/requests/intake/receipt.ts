import { missingFields, NO_RECEIPT, type ReceiptField, type Receipt } from '../../compliance/index.js';
import { HabeasError } from '../../platform/index.js';
import { TELLING_CHARACTERS } from '../../subject-data/index.js';

/** What of an order tells how it came in. */
interface Received {
  readonly receivedAt?: Date;
  readonly receipt?: Receipt;
}

/**
 * For the ways in that can carry a receipt; clients of the wire cannot.
 * @throws HabeasError `receipt-incomplete` (400) with the missing fields as `missing`
 */
export function assertReceiptComplete(order: Received, required: readonly ReceiptField[]): void {
  const { receipt = NO_RECEIPT, receivedAt = null } = order;
  const missing = missingFields({ ...receipt, receivedAt }, required);
  if (missing.length === 0) return;
  throw new HabeasError(
    'invalid',
    'receipt-incomplete',
    `The project requires more of the receipt: add ${missing.join(', ')}.`,
    { extra: { missing } },
  );
}

/**
 * The receipt outlives the ids of the request (invariant 7), so none of its texts may be one of them.
 * @throws HabeasError `receipt-names-subject` (400), `verified-in-future` (400)
 */
export function assertReceiptLawful(receipt: Receipt, distinctIds: readonly string[], now: Date): void {
  const { reference, channel, verification } = receipt;
  if (verification?.at != null && new Date(verification.at) > now) {
    throw new HabeasError(
      'invalid',
      'verified-in-future',
      'Nobody was verified in the future: correct verification.at.',
    );
  }
  const ids = new Set(distinctIds.filter((id) => id.length >= TELLING_CHARACTERS));
  const texts = {
    reference,
    channel,
    'verification.method': verification?.method,
    'verification.level': verification?.level,
  };
  const naming = Object.entries(texts).find(([, text]) => text != null && ids.has(text));
  if (!naming) return;
  throw new HabeasError(
    'invalid',
    'receipt-names-subject',
    `${naming[0]} is the id of one of the subjects: the receipt outlives the ids, so give it a text of its own.`,
  );
}
