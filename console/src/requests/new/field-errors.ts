import { asProblem } from '../../api/problem';
import type { MessageId } from '../../texts/en/index';

type FieldErrors = Readonly<Record<string, string>>;

/** Refusals that are about one field, whatever the API's sentence says. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'received-in-future': 'receivedAt',
  'verified-in-future': 'verification.at',
};

/** What the API says about single fields of an order, by their paths. */
export function fieldErrors(error: unknown, t: (id: MessageId) => string): FieldErrors {
  if (error === null || error === undefined) return {};
  const { code, message, details } = asProblem(error);
  const field = FIELD_OF[code];
  if (field !== undefined) return { [field]: message };
  if (code === 'receipt-incomplete' && Array.isArray(details['missing'])) {
    const missing = (details['missing'] as unknown[]).map(String);
    return Object.fromEntries(missing.map((name) => [pathOf(name), t('newRequest.required')]));
  }
  const errors = Array.isArray(details['errors']) ? (details['errors'] as unknown[]) : [];
  return Object.fromEntries(
    errors.flatMap((each) => {
      const { path, message: complaint } = each as { path?: unknown; message?: unknown };
      return typeof path === 'string' && typeof complaint === 'string' ? [[path, complaint]] : [];
    }),
  );
}

function pathOf(receiptField: string): string {
  return receiptField === 'verification' ? 'verification.method' : receiptField;
}
