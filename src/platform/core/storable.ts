import { HabeasError } from './errors.js';

/** What no text column holds: NUL, and half of a surrogate pair, which is no character. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text. @param field what the error names. @throws HabeasError 422 `text-unfit` */
export function assertStorable(field: string, text: string): string {
  if (isStorable(text)) return text;
  throw new HabeasError('unprocessable', 'text-unfit', `${field}: ${UNSTORABLE_WORDS}.`);
}

export const UNSTORABLE_WORDS = 'holds a NUL character or half of a surrogate pair, which is no text';
