import { z } from 'zod';
import { UNSTORABLE_WORDS } from '../core/storable.js';
import { DAY_OR_TIME, ONE_LINE } from './given-fields.js';

/** What can be wrong with a field. */
type ComplaintCode =
  | ('missing' | 'too-short' | 'too-long' | 'too-small' | 'too-large' | 'too-few' | 'too-many')
  | ('no-choice' | 'no-address' | 'no-day' | 'no-time' | 'no-text' | 'no-line' | 'malformed');

/** `code`: one of the above, where more than the sentence tells what is wrong; `limit`: the bound that is not kept. */
const fieldProblem = z.object({
  path: z.string(),
  message: z.string(),
  code: z.string().exactOptional(),
  limit: z.number().exactOptional(),
});
/** What is wrong with one field. */
export type FieldProblem = z.output<typeof fieldProblem>;

/** A problem document (RFC 9457), as the OpenAPI document describes it. */
export const problemAnswer = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  fault: z
    .string()
    .exactOptional()
    .describe('Which of several faults it is, where one code stands for them; what it is about stands beside it.'),
  errors: z.array(fieldProblem).optional(),
});

/** What zod says of one thing that does not fit. */
export interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
  readonly code?: unknown;
  /** Of an object with keys that are not known. */
  readonly keys?: unknown;
  readonly origin?: unknown;
  readonly format?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

interface Coded {
  readonly code?: ComplaintCode;
  readonly limit?: number;
}

const LESS = { string: 'too-short', array: 'too-few' } as const;
const MORE = { string: 'too-long', array: 'too-many' } as const;
const FORMATS: Readonly<Record<string, ComplaintCode>> = { email: 'no-address', date: 'no-day', datetime: 'no-time' };

/** Rules of our own, by what they say. */
const RULES: Readonly<Record<string, Coded>> = {
  [UNSTORABLE_WORDS]: { code: 'no-text' },
  [DAY_OR_TIME]: { code: 'no-day' },
  [ONE_LINE]: { code: 'no-line' },
};

/** For programs that say it in another language: what is wrong, and the bound that is not kept. Nothing where a sentence alone can tell. */
export function complaintCode(issue: Issue): Coded {
  const { code, origin, format, minimum, maximum, message } = issue;
  switch (code) {
    case 'too_small':
      return { code: LESS[origin as keyof typeof LESS] ?? 'too-small', ...limitOf(minimum) };
    case 'too_big':
      return { code: MORE[origin as keyof typeof MORE] ?? 'too-large', ...limitOf(maximum) };
    case 'invalid_type':
      return message.endsWith('received undefined') ? { code: 'missing' } : {};
    case 'invalid_value':
      return { code: 'no-choice' };
    case 'invalid_format':
      return { code: FORMATS[String(format)] ?? 'malformed' };
    default:
      return RULES[message] ?? {};
  }
}

function limitOf(bound: unknown): Coded {
  return typeof bound === 'number' ? { limit: bound } : {};
}
