import { z } from 'zod';
import { DISTINCT_ID_CHARACTERS } from '../../subject-data/index.js';
import { MOST_DECISIONS } from '../../request-model/index.js';

const distinctId = z.string().min(1).max(DISTINCT_ID_CHARACTERS);

const decisions = z
  .array(
    z.strictObject({
      distinctId: distinctId.describe('An id that the preview calls undecided.'),
      belongsTo: distinctId.describe('The subject of this order whose it is, by the id asked for.'),
    }),
  )
  .max(MOST_DECISIONS);

const WHAT = 'Whose ambiguous ids are, decided by the officer; recorded in the request.';
const EXAMPLE = [{ distinctId: '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36', belongsTo: 'ada@example.com' }];

export const decisionsField = decisions.optional().meta({ description: WHAT, examples: [EXAMPLE] });

/** The same in a multipart form, as JSON text. */
export const decisionsFormField = z
  .string()
  .transform((json, context) => {
    try {
      return JSON.parse(json) as unknown;
    } catch {
      context.addIssue('must be JSON such as [{"distinctId":"…","belongsTo":"…"}]');
      return z.NEVER;
    }
  })
  .pipe(decisions)
  .optional()
  .meta({ description: `${WHAT} JSON text.`, examples: [JSON.stringify(EXAMPLE)] });

export const decisionsAnswer = z
  .array(
    z.object({
      distinctId: z.string().nullable().describe('Null once the ids were destroyed.'),
      ordinal: z.int().describe('Of the subject it was given to.'),
    }),
  )
  .describe('Whose ambiguous ids are, as was decided when the request was opened.');
