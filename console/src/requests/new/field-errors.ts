import type { ReactNode } from 'react';
import { asProblem } from '../../api/problem';
import { useRefusals } from '../../app/refusals';
import { useTexts } from '../../texts/texts';

export type FieldErrors = Readonly<Record<string, ReactNode>>;

/** Refusals that are about one field, whatever the API's sentence says. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'received-in-future': 'receivedAt',
  'verified-in-future': 'verification.at',
};

/** What the API says about single fields of an order, by their paths. */
export function useFieldErrors(): (error: unknown) => FieldErrors {
  const t = useTexts();
  const { said, ofPaths } = useRefusals();
  return (error) => {
    const { code, details } = asProblem(error);
    const field = FIELD_OF[code];
    if (field !== undefined) return { [field]: said(error) };
    if (code !== 'receipt-incomplete' || !Array.isArray(details['missing'])) return ofPaths(error);
    const missing = (details['missing'] as unknown[]).map(String);
    return Object.fromEntries(missing.map((name) => [pathOf(name), t('newRequest.required')]));
  };
}

function pathOf(receiptField: string): string {
  return receiptField === 'verification' ? 'verification.method' : receiptField;
}
