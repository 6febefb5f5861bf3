import { z } from 'zod';
import { isStorable, UNSTORABLE_WORDS } from '../platform/index.js';

const MOST_CHARACTERS = 1000;
/** An id of 255 characters of four bytes each, in base64. */
const MOST_CURSOR_CHARACTERS = 1400;

const text = z.string().min(1).max(MOST_CHARACTERS).refine(isStorable, UNSTORABLE_WORDS);
const moment = z.string().nullable();

export const projectIdSchema = z.coerce.number().int().positive();

export const findSchema = z.strictObject({
  property: text.describe('Its name in the profiles. `$email` and `email` are looked up together.'),
  value: z
    .union([text, z.number(), z.boolean()])
    .describe(
      'What the property is equal to. An e-mail address of `$email` or `email` in either case of A to Z; a text such as `42` or `true` may be the number or the flag too.',
    ),
  cursor: z.string().max(MOST_CURSOR_CHARACTERS).optional().describe('`nextCursor` of the page before.'),
});
export type Find = z.output<typeof findSchema>;

export const foundAnswer = z.object({
  results: z
    .array(
      z.object({
        distinctId: z.string(),
        linkedIds: z.int().describe('Ids that stand for the person, this one included.'),
        ambiguousIds: z.int().describe('Ids linked to more than one person; what they alone recorded is not counted.'),
        fault: z.string().nullable().describe('Why it is not known who is meant, such as `closure-too-large`.'),
        rows: z.int(),
        collections: z
          .array(
            z.object({
              collection: z.string(),
              title: z.string(),
              rows: z.int(),
              earliest: moment.describe('Since when; null: its rows have no time.'),
              latest: moment,
            }),
          )
          .describe('Where something is held about the person.'),
      }),
    )
    .describe('In the order of their ids. Whoever is being erased is left out, so that a page may hold fewer.'),
  nextCursor: z.string().nullable(),
});
export type Found = z.output<typeof foundAnswer>;
