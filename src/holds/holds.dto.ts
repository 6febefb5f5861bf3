import { z } from 'zod';
import { givenDayOrMoment, lineOfText } from '../platform/index.js';
import { DISTINCT_ID_CHARACTERS } from '../subject-data/index.js';

export const MOST_SUBJECTS_A_CALL = 500;

const moment = z.iso.datetime();
const projectId = z.int().positive();
const SUBJECT_FREE = 'Must name none of the subjects: it is kept when their ids are destroyed.';

const line = lineOfText(200);

/** An array whose entries are checked by `readDistinctIds`, which stops counting complaints where zod would not. */
const distinctIds = z.array(z.unknown()).meta({
  items: { type: 'string', minLength: 1, maxLength: DISTINCT_ID_CHARACTERS },
  description: `Ids of subjects, taken as they are; duplicates are merged. At most ${MOST_SUBJECTS_A_CALL}.`,
});

export const idSchema = z.uuid();

export const placeSchema = z.strictObject({
  projectId,
  distinctIds,
  basis: line.describe(
    `Why they must not be erased: litigation, GDPR Art. 17(3)(b) or (e), Cal. Civ. Code §1798.105(d) … ${SUBJECT_FREE}`,
  ),
  reference: line.optional().describe(`The company's own file or ticket. ${SUBJECT_FREE}`),
  until: givenDayOrMoment.describe(
    'When the hold ends, unless it is lifted before. In the future. A day ends by the time zone of the project.',
  ),
});
export type PlaceBody = z.output<typeof placeSchema>;

export const searchSchema = z.strictObject({
  projectId,
  distinctId: z.string().meta({ minLength: 1, maxLength: DISTINCT_ID_CHARACTERS }),
});
export type SearchBody = z.output<typeof searchSchema>;

export const listQuerySchema = z.strictObject({
  projectId: z.coerce.number().int().positive().optional(),
  active: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .describe('Whether neither lifted nor ended.'),
  cursor: z.uuid().optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = z.output<typeof listQuerySchema>;

export const holdAnswer = z.object({
  id: z.uuid(),
  projectId,
  distinctId: z.string().nullable().describe('Null once it was destroyed, RECORD_ID_RETENTION after the end.'),
  basis: z.string(),
  reference: z.string().nullable(),
  state: z.enum(['active', 'ended', 'lifted']),
  placedBy: z.string(),
  placedAt: moment,
  until: moment,
  liftedAt: moment.nullable(),
  liftedBy: z.string().nullable().describe('Who lifted it; null: nobody, or an account that is gone.'),
});
export type HoldView = z.output<typeof holdAnswer>;

export const holdsAnswer = z.object({ results: z.array(holdAnswer) });
export type HoldViews = z.output<typeof holdsAnswer>;

export const pageAnswer = z.object({ results: z.array(holdAnswer), nextCursor: z.uuid().nullable() });
export type HoldPage = z.output<typeof pageAnswer>;
