export const RECEIPT_FIELDS = ['receivedAt', 'reference', 'channel', 'requester', 'verification'] as const;
/** What a company can record of how a request reached it: date and manner are asked for by 11 CCR §7101(b). */
export type ReceiptField = (typeof RECEIPT_FIELDS)[number];

export const REQUESTERS = ['subject', 'agent'] as const;
/** Who asked: the person, or an agent they authorized (11 CCR §7063). */
export type Requester = (typeof REQUESTERS)[number];

/** How the company verified the person (GDPR Art. 12(6); 11 CCR §7060); it is recorded, never performed. */
export type Verification = {
  readonly method: string;
  readonly level: string | null;
  /** ISO time in UTC. */
  readonly at: string | null;
};

/** The receipt of a request beside its time; a field that was not given is null. */
export interface Receipt {
  /** The company's own ticket. */
  readonly reference: string | null;
  /** How it came in: `web-form`, `e-mail` … */
  readonly channel: string | null;
  readonly requester: Requester | null;
  readonly verification: Verification | null;
}

export const NO_RECEIPT: Receipt = { reference: null, channel: null, requester: null, verification: null };

/** Which of the required fields an order does not carry, in the order of `RECEIPT_FIELDS`. */
export function missingFields(
  given: Receipt & { readonly receivedAt: Date | null },
  required: readonly ReceiptField[],
): ReceiptField[] {
  return RECEIPT_FIELDS.filter((field) => required.includes(field) && given[field] === null);
}
