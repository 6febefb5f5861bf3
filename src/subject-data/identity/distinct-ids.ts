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

/** What can be wrong with an id, as the end of a sentence that begins with its place. */
const COMPLAINTS = {
  'no-string': 'is not a string',
  empty: 'is empty',
  'nul-character': 'contains a NUL character',
  'half-character': 'contains half of a surrogate pair, which is no Unicode text',
  'too-long': `is longer than ${DISTINCT_ID_CHARACTERS} characters`,
  'of-recordings': `begins with ${RECORDING_MARK}, which is kept for recordings`,
} as const;
type FaultName = keyof typeof COMPLAINTS;

/** What is wrong with an id: in a word, as the end of a sentence that begins with its place, and the bound that it names. */
export interface IdFault {
  readonly fault: FaultName;
  readonly words: string;
  readonly limit?: number;
}

/** Null where it is an id. */
export function idFault(id: unknown): IdFault | null {
  const fault = nameOfFault(id);
  if (fault === null) return null;
  return { fault, words: COMPLAINTS[fault], ...(fault === 'too-long' ? { limit: DISTINCT_ID_CHARACTERS } : {}) };
}

/** What is wrong with an id as the end of a sentence; null when it is one. */
export function complaintAbout(id: unknown): string | null {
  return idFault(id)?.words ?? null;
}

function nameOfFault(id: unknown): FaultName | null {
  if (typeof id !== 'string') return 'no-string';
  if (id === '') return 'empty';
  if (id.includes('\0')) return 'nul-character';
  if (/\p{Surrogate}/u.test(id)) return 'half-character';
  if (id.length > DISTINCT_ID_CHARACTERS && characters(id) > DISTINCT_ID_CHARACTERS) return 'too-long';
  return isRecordingId(id) ? 'of-recordings' : null;
}

/**
 * Ids are data: never trimmed, folded or normalized. Two are the same only if they are the same string.
 * @param field what the caller named the array; errors give it with an index, never the id
 * @throws HabeasError `distinct-ids-invalid` (400)
 */
export function readDistinctIds(value: unknown, field: string): DistinctIds {
  if (!Array.isArray(value))
    throw invalid('no-array', `${field} must be an array of strings.`, [{ path: field, message: 'is not an array' }]);
  if (value.length === 0) throw invalid('none', `${field} names no subject.`, [{ path: field, message: 'is empty' }]);
  const faults: { readonly index: number; readonly wrong: IdFault }[] = [];
  const seen = new Set<string>();
  const duplicates: number[] = [];
  value.forEach((id: unknown, index) => {
    const wrong = idFault(id);
    if (wrong !== null) {
      if (faults.length < MOST_COMPLAINTS) faults.push({ index, wrong });
    } else if (seen.has(id as string)) duplicates.push(index);
    else seen.add(id as string);
  });
  const [first] = faults;
  if (first) {
    const { fault, words, ...about } = first.wrong;
    const errors = faults.map(({ index, wrong }) => {
      return { path: `${field}.${index}`, message: wrong.words, code: wrong.fault };
    });
    throw invalid(fault, `${field}.${first.index} ${words}.`, errors, { number: first.index + 1, ...about });
  }
  return { ids: [...seen], duplicates };
}

/** Whether a text is one of the ids, or holds one of four characters or more. */
export function namesSubject(text: string, ids: readonly string[]): boolean {
  return ids.some((id) => text === id || (id.length >= TELLING_CHARACTERS && text.includes(id)));
}

interface Complaint {
  readonly path: string;
  readonly message: string;
  readonly code?: FaultName;
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function invalid(
  fault: FaultName | 'no-array' | 'none',
  message: string,
  errors: readonly Complaint[],
  about: Readonly<Record<string, number>> = {},
): HabeasError {
  return new HabeasError('invalid', 'distinct-ids-invalid', message, { extra: { ...about, fault, errors } });
}
