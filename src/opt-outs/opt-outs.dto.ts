import { z } from 'zod';
import { DISTINCT_ID_CHARACTERS } from '../subject-data/index.js';
import { CHOICE_WAYS } from './choice-table.service.js';

export const MOST_IDS_A_CALL = 2000;

const moment = z.iso.datetime();
const projectId = z.int().positive();
const how = z
  .enum(CHOICE_WAYS)
  .describe(
    'By what: `api`; `console`; `sdk`, an `$opt_in` that came with the data; `gpc`, a browser that sent `Sec-GPC: 1`.',
  );
const choice = z.enum(['out', 'in']);

/** An array whose entries are checked by `readDistinctIds`, which stops counting complaints where zod would not. */
const distinctIds = z.array(z.unknown()).meta({
  items: { type: 'string', minLength: 1, maxLength: DISTINCT_ID_CHARACTERS },
  description: `Ids, taken as they are; duplicates are merged. At most ${MOST_IDS_A_CALL}.`,
});

export const choicesSchema = z.strictObject({ projectId, distinctIds });
export type ChoicesBody = z.output<typeof choicesSchema>;

export const madeAnswer = z.object({
  results: z.array(
    z.object({
      distinctId: z.string(),
      id: z.uuid().describe('Of the choice.'),
      choice,
      at: moment.describe('Since when it stands.'),
      repeated: z.boolean().describe('It stood already; what was linked since is covered now.'),
      covered: z.int().describe('How many ids it extends to: the id, and everything that stands for the same person.'),
      leftOut: z
        .int()
        .describe('Ids of the person that stand for several people: name them by themselves to cover them.'),
    }),
  ),
});
export type MadeAnswer = z.output<typeof madeAnswer>;

export const checkAnswer = z.object({
  results: z.array(
    z.object({
      distinctId: z.string(),
      taken: z.boolean().describe('Whether data of this id is taken in.'),
      reason: z
        .enum(['deletion', 'deleted', 'opt-out', 'gpc', 'default'])
        .nullable()
        .describe(
          'Why it is not: `deletion`, one is under way; `deleted`, for good; `opt-out`; `gpc`, signalled by the browser; `default`, ' +
            'the project asks for an opt-in, and there was none.',
        ),
    }),
  ),
});
export type CheckAnswer = z.output<typeof checkAnswer>;

export const choiceAnswer = z.object({
  id: z.uuid(),
  projectId,
  distinctId: z
    .string()
    .nullable()
    .describe('Null once it was destroyed, RECORD_ID_RETENTION after the choice ended or the person was erased.'),
  choice,
  how,
  by: z.string().nullable().describe('E-mail or name of who made it known; null: a browser spoke for itself.'),
  at: moment,
  endedAt: moment.nullable().describe('When it was taken back; null: it stands.'),
  endedHow: how.nullable(),
  endedBy: z.string().nullable(),
});
export type ChoiceView = z.output<typeof choiceAnswer>;

export const filtersSchema = z.strictObject({
  projectId: z.coerce.number().int().positive(),
  choice: choice.default('out').describe('Opt-outs or opt-ins.'),
  how: how.optional(),
  standing: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .describe('Whether it stands, or was taken back.'),
});
export type ChoiceFilters = z.output<typeof filtersSchema>;

export const listQuerySchema = filtersSchema.extend({
  cursor: z.uuid().optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = z.output<typeof listQuerySchema>;

export const pageAnswer = z.object({ results: z.array(choiceAnswer), nextCursor: z.uuid().nullable() });
export type ChoicePage = z.output<typeof pageAnswer>;

export const projectQuerySchema = filtersSchema.pick({ projectId: true });
export type ProjectQuery = z.output<typeof projectQuerySchema>;

export const defaultPeriodsAnswer = z.object({
  results: z.array(
    z.object({
      from: moment,
      setBy: z.string().describe('E-mail or name of who set it; `habeas`: the operator.'),
      until: moment.nullable().describe('Null: it goes on.'),
      endedBy: z.string().nullable(),
    }),
  ),
});
export type DefaultPeriodsAnswer = z.output<typeof defaultPeriodsAnswer>;

export const searchSchema = z.strictObject({
  projectId,
  distinctId: z.string().meta({ minLength: 1, maxLength: DISTINCT_ID_CHARACTERS }),
});
export type SearchBody = z.output<typeof searchSchema>;

export const searchAnswer = z.object({
  results: z.array(
    choiceAnswer.extend({ match: z.enum(['named', 'linked']).describe('Of this id, or of another of the person.') }),
  ),
});
export type SearchAnswer = z.output<typeof searchAnswer>;
