import { HabeasError } from '../../platform/index.js';
import { isRecordingId, RECORDING_MARK } from '../store/recordings.js';

/** The longest a subject's id may be, in Unicode code points, which is also how PostgreSQL counts characters. */
export const DISTINCT_ID_CHARACTERS = 255;

/** Shorter ids are words or numbers that stand in many a text by chance. */
export const TELLING_CHARACTERS = 4;

const MOST_COMPLAINTS = 20;

/** The subjects somebody names: each id once, in the order of its first occurrence, exactly as it was given. */
export interface DistinctIds {
  readonly ids: readonly string[];
  /** Where an id came again: indexes of the array, or line numbers of the file. */
  readonly duplicates: readonly number[];
}

/** What is wrong with an id, as the end of a sentence that begins with its place; null when it is one. */
export function complaintAbout(id: unknown): string | null {
  if (typeof id !== 'string') return 'is not a string';
  if (id === '') return 'is empty';
  if (id.includes('\0')) return 'contains a NUL character';
  if (/\p{Surrogate}/u.test(id)) return 'contains half of a surrogate pair, which is no Unicode text';
  if (id.length > DISTINCT_ID_CHARACTERS && characters(id) > DISTINCT_ID_CHARACTERS) {
    return `is longer than ${DISTINCT_ID_CHARACTERS} characters`;
  }
  return isRecordingId(id) ? `begins with ${RECORDING_MARK}, which is kept for recordings` : null;
}

/**
 * Ids are data: never trimmed, folded or normalized. Two are the same only if they are the same string.
 * @param field what the caller named the array; errors give it with an index, never the id
 * @throws HabeasError `distinct-ids-invalid` (400)
 */
export function readDistinctIds(value: unknown, field: string): DistinctIds {
  if (!Array.isArray(value))
    throw invalid(`${field} must be an array of strings.`, [{ path: field, message: 'is not an array' }]);
  if (value.length === 0) throw invalid(`${field} names no subject.`, [{ path: field, message: 'is empty' }]);
  const complaints: Complaint[] = [];
  const seen = new Set<string>();
  const duplicates: number[] = [];
  value.forEach((id: unknown, index) => {
    const message = complaintAbout(id);
    if (message !== null) {
      if (complaints.length < MOST_COMPLAINTS) complaints.push({ path: `${field}.${index}`, message });
    } else if (seen.has(id as string)) duplicates.push(index);
    else seen.add(id as string);
  });
  const [first] = complaints;
  if (first) throw invalid(`${first.path} ${first.message}.`, complaints);
  return { ids: [...seen], duplicates };
}

/** Whether a text is one of the ids, or holds one of four characters or more. */
export function namesSubject(text: string, ids: readonly string[]): boolean {
  return ids.some((id) => text === id || (id.length >= TELLING_CHARACTERS && text.includes(id)));
}

interface Complaint {
  readonly path: string;
  readonly message: string;
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function invalid(message: string, errors: readonly Complaint[]): HabeasError {
  return new HabeasError('invalid', 'distinct-ids-invalid', message, { extra: { errors } });
}
