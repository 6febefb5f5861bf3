import { ExactNumber } from '../../platform/index.js';
import { isRecordingId } from '../../subject-data/index.js';
import { textFault } from './well-formed.js';

/** Characters (UTF-16 units) an id, and an event's name, may have. */
export const MOST_ID_LENGTH = 255;

/** What broken clients send in place of an id; filed as one, all their users would be one person. */
const UNUSABLE = new Set([
  '00000000-0000-0000-0000-000000000000',
  'anon',
  'anonymous',
  'nil',
  'none',
  'null',
  'n/a',
  'na',
  'undefined',
  'unknown',
  '<nil>',
  '0',
  '-1',
  'true',
  'false',
  '[]',
  '{}',
]);

/** An id, or why there is none, as the end of a sentence. */
export type IdOutcome = { readonly id: string } | { readonly fault: string };

/** Reads an id as it was sent, byte for byte: nothing is trimmed, nothing normalized. Numbers become their decimal text. */
export function readId(value: unknown): IdOutcome {
  const id = typeof value === 'number' || value instanceof ExactNumber ? textOf(value) : value;
  if (id === null) return { fault: 'is a number too large to be exact: send it as a string' };
  if (typeof id !== 'string') return { fault: 'must be a string' };
  if (id === '') return { fault: 'must not be empty: what belongs to nobody could be neither disclosed nor erased' };
  if (id.length > MOST_ID_LENGTH) return { fault: `must not be longer than ${MOST_ID_LENGTH} characters` };
  if (isUnusable(id)) return { fault: 'is a placeholder that stands for nobody in particular' };
  if (isRecordingId(id)) return { fault: 'begins with $recording:, which is kept for recordings' };
  const fault = textFault(id);
  return fault === null ? { id } : { fault };
}

export function isUnusable(id: string): boolean {
  return UNUSABLE.has(id);
}

/** The id under which what a device did without a user is filed. */
export function deviceSubject(deviceId: string): string {
  return deviceId.startsWith('$device:') ? deviceId : `$device:${deviceId}`;
}

/** Decimal text of a number; null where it has none that it must have come with. */
function textOf(number: number | ExactNumber): string | null {
  if (number instanceof ExactNumber) return /^-?\d+$/.test(number.digits) ? number.digits : null;
  const text = String(number);
  return Number.isFinite(number) && !(Number.isInteger(number) && text.includes('e')) ? text : null;
}
