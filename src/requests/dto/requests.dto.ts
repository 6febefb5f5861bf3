import { z } from 'zod';
import { givenDayOrMoment, givenMoment, isStorable, UNSTORABLE_WORDS, LANGUAGES } from '../../platform/index.js';
import { DISCLOSURES, MOST_SUBJECTS, REGIMES, REQUEST_KINDS, SUBJECT_LIMIT } from '../../compliance/index.js';
import { decisionsField, decisionsFormField } from './ambiguity-decisions.dto.js';
import { denialCode } from './decisions.dto.js';
import { DISTINCT_ID_CHARACTERS } from '../../subject-data/index.js';
import { receiptAnswer, receiptFields, receiptFormFields } from './receipt.dto.js';
import { STATUSES, WAITS } from '../../request-model/index.js';

export const moment = z.iso.datetime();
/** Of a row: what its database says, however long ago or ahead that is. */
export const rowMoment = z
  .string()
  .nullable()
  .describe(
    'ISO 8601, UTC; a year before 0 or after 9999 with its sign and six digits or more. Null: no row has a time.',
  )
  .meta({ example: '2026-03-09T22:28:55.078Z' });
const projectId = z.int().positive();
const distinctId = z.string().meta({ minLength: 1, maxLength: DISTINCT_ID_CHARACTERS });
const kind = z.enum(REQUEST_KINDS);
const regime = z.enum(REGIMES);
const disclosure = z.enum(DISCLOSURES);
const limits = `At most ${SUBJECT_LIMIT.export} subjects for an export and ${SUBJECT_LIMIT.deletion} for a deletion, or what DELETION_LIMIT or the project says, up to ${MOST_SUBJECTS}.`;

const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');

/** An array whose entries are checked by `readDistinctIds`, which stops counting complaints where zod would not. */
const distinctIds = z.array(z.unknown()).meta({
  items: { type: 'string', minLength: 1, maxLength: DISTINCT_ID_CHARACTERS },
  description: `Ids of subjects, taken as they are; duplicates are merged. ${limits}`,
});

const terms = {
  kind,
  regime: regime.default('GDPR'),
  disclosure: disclosure.default('Data').describe('Other than Data under CCPA only.'),
  receivedAt: givenDayOrMoment
    .optional()
    .describe(
      'When the company received the request; default now, never in the future. A day begins by the time zone of the project.',
    ),
};

const language = z
  .enum(LANGUAGES)
  .optional()
  .describe('Of the pages that the person is given; default what the project says.');

const then = z
  .literal('deletion')
  .optional()
  .describe(
    `With an export of Data: opens a deletion of the same subjects (as many as a deletion may name) that waits until the export was handed over.`,
  );

const suppressAbout =
  'Of a deletion of Data: whether what still arrives of its people is refused after it, too, until they opt in; default what the ' +
  'project says when it ends.';

export const openSchema = z.strictObject({
  projectId,
  ...terms,
  language,
  then,
  suppressAfterDeletion: z.boolean().optional().describe(suppressAbout),
  ...receiptFields,
  distinctIds,
  decisions: decisionsField,
});
const formProjectId = z.coerce.number().int().positive();
/** What is said about the file of a form; in the form, or in the query. */
export const fileTerms = {
  header: yesOrNo.optional().describe('Whether the first row of the file names its columns, where it cannot be told.'),
  column: z
    .string()
    .min(1)
    .max(DISTINCT_ID_CHARACTERS)
    .optional()
    .describe('Which column of the file holds the ids, where it cannot be told: its name, or its number from 1.'),
};
/** The text fields of a multipart form; the ids come as its part `file`. */
export const openFieldsSchema = z.strictObject({
  projectId: formProjectId,
  ...terms,
  language,
  then,
  suppressAfterDeletion: yesOrNo.optional().describe(suppressAbout),
  ...receiptFormFields,
  decisions: decisionsFormField,
  ...fileTerms,
});
export type OpenFields = z.output<typeof openFieldsSchema>;

export const previewSchema = z.strictObject({ projectId, ...terms, then, distinctIds, decisions: decisionsField });
export const previewFieldsSchema = z.strictObject({
  projectId: formProjectId,
  ...terms,
  then,
  decisions: decisionsFormField,
  ...fileTerms,
});

export const searchSchema = z.strictObject({ projectId, distinctId });
export type SearchBody = z.output<typeof searchSchema>;

const several = <Word extends string>(word: z.ZodType<Word, Word>) =>
  z.union([word, z.array(word)]).transform((words) => [...new Set(Array.isArray(words) ? words : [words])]);

/** In which order a list comes: newest first, or what is due first. */
const LIST_ORDERS = ['opened', 'due'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

export const listQuerySchema = z.strictObject({
  status: several(z.enum(STATUSES)).optional(),
  kind: kind.optional(),
  regime: regime.optional(),
  waitingFor: z.enum(WAITS).optional(),
  projectId: z.coerce.number().int().positive().optional(),
  organizationId: z.uuid().optional().describe('Of the projects of this organization alone.'),
  openedFrom: givenMoment.optional().describe('Opened at this time or later.'),
  openedUntil: givenMoment.optional().describe('Opened at this time or earlier.'),
  dueFrom: givenMoment.optional().describe('Due at this time or later.'),
  dueUntil: givenMoment.optional().describe('Due at this time or earlier.'),
  reference: z
    .string()
    .min(1)
    .max(200)
    .refine(isStorable, UNSTORABLE_WORDS)
    .optional()
    .describe("With exactly this reference of the company's."),
  attention: yesOrNo.optional().describe('Whether a person should see to something; see `attention` of the answer.'),
  atRisk: yesOrNo.optional().describe('Whether not ended and due within five days, or past due.'),
  overdue: yesOrNo.optional().describe('Whether not ended and past due.'),
  sort: z.enum(LIST_ORDERS).default('opened').describe('`opened`: newest first; `due`: what is due first.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = z.output<typeof listQuerySchema>;
/** Whose requests are asked for. */
export type ListScope = Pick<ListQuery, 'projectId' | 'organizationId'>;
/** Which of them. */
export type ListFilters = Omit<ListQuery, keyof ListScope | 'sort' | 'cursor' | 'limit'>;

/** The whole of a list, by the same filters. */
export const listFileQuerySchema = listQuerySchema.omit({ cursor: true, limit: true });
export type ListFileQuery = z.output<typeof listFileQuerySchema>;

export const summary = {
  id: z.uuid(),
  projectId,
  kind,
  regime,
  disclosure,
  language: z.enum(LANGUAGES).describe('Of the pages that the person is given.'),
  partial: z.boolean().describe('A deletion of less than Data, which does not satisfy §1798.105.'),
  partialNote: z.string().nullable().describe('The sentence that goes with `partial`.'),
  status: z.enum(STATUSES),
  waitingFor: z.enum(WAITS).nullable(),
  waitingUntil: moment.nullable(),
  approvalNeeded: z.boolean().describe('A deletion that a second owner or admin has to approve.'),
  denialCode: denialCode.nullable(),
  subjectCount: z.int(),
  duplicateCount: z.int(),
  openedBy: z.string(),
  receivedAt: moment,
  openedAt: moment,
  dueAt: moment,
  atRisk: z.boolean().describe('Not ended, and due within five days or past due.'),
  overdue: z.boolean().describe('Not ended, and past due.'),
  attention: z
    .array(z.object({ collection: z.string().nullable(), code: z.string(), message: z.string() }))
    .describe('What a person should see to, and where; empty where nothing. What can be put right is looked at again.'),
  receipt: receiptAnswer,
  dutyId: z.uuid().nullable().describe('The duty that this deletion carries out: nobody opened it.'),
  finishedAt: moment.nullable(),
};
export const summaryAnswer = z.object(summary);
export type RequestSummary = z.output<typeof summaryAnswer>;

export const openedAnswer = z.object({
  ...summary,
  followUp: z.object(summary).nullable().describe('The deletion that was ordered with the export.'),
  duplicates: z.array(z.int()).describe('Where ids came again: indexes of `distinctIds`, or lines of the file.'),
  unknown: z
    .int()
    .nullable()
    .describe(
      'Of a file: how many of its ids nothing is known of, as in a preview; null where that was not looked up.',
    ),
});
export type OpenedRequest = z.output<typeof openedAnswer>;

export const pageAnswer = z.object({ results: z.array(summaryAnswer), nextCursor: z.string().nullable() });
export type RequestPage = z.output<typeof pageAnswer>;

export const searchAnswer = z.object({
  results: z.array(
    z.object({
      ...summary,
      match: z.enum(['named', 'linked']).describe('Asked for by this id, or by another of the person.'),
    }),
  ),
});
export type SearchResults = z.output<typeof searchAnswer>;

export const window = z.object({ from: moment.nullable(), until: moment.nullable() });

export const previewAnswer = z.object({
  projectId,
  kind,
  regime,
  disclosure,
  window,
  duplicateCount: z.int(),
  ambiguousSubjects: z.int(),
  heldSubjects: z.int().describe('Of a deletion: how many a hold keeps from being erased.'),
  approval: z
    .object({
      because: z.enum(['count', 'share']),
      limit: z.number().describe("People, or the share of the project's profiles, above which a deletion waits."),
      earlier: z.int().describe('People of earlier deletions that count together with these.'),
    })
    .nullable()
    .describe('Why a deletion would wait for a second owner or admin, as things stand now; null: it would not.'),
  rows: z.int(),
  unknown: z
    .int()
    .describe('Subjects of whom nothing is known: no row in the time that is looked at, and no other id.'),
  warnings: z
    .array(z.object({ code: z.enum(['every-id-unknown', 'ids-unknown']), message: z.string() }))
    .describe('What should be looked at before the request is opened.'),
  subjects: z.array(
    z.object({
      distinctId: z.string(),
      linkedIds: z.int(),
      ambiguousIds: z.int().describe('Ids that links with trust give to more than one person; left alone.'),
      contestedIds: z.int().describe('Devices that the public project token gave to more than one person; left alone.'),
      undecided: z
        .array(z.string())
        .describe('The ambiguous and contested ids, 100 at the most: `decisions` may say whose they are.'),
      decided: z
        .array(
          z.object({
            distinctId: z.string(),
            belongsTo: z
              .string()
              .nullable()
              .describe('The person it was given to; null once the ids of that request were destroyed.'),
            requestId: z
              .uuid()
              .nullable()
              .describe('The request that it was decided in; null: it is decided in this one.'),
            decidedAt: moment.nullable(),
          }),
        )
        .describe(
          'Of `undecided`, what was decided already: by this order, which gives it to another of its people, or last by an earlier request. An earlier decision does not count in this one.',
        ),
      tiedTo: z
        .boolean()
        .describe(
          'The id is a device that the public project token gave to a person: only what the device itself recorded is meant. Ask for the person by their own id.',
        ),
      devicesLeftOut: z
        .boolean()
        .describe(
          'More than 20,000 devices, or recordings, were tied to the person with the public project token: the first are meant.',
        ),
      fault: z.string().nullable().describe('Why it is not known who is meant, such as `closure-too-large`.'),
      held: z.string().nullable().describe('Basis of the hold that keeps the person from being erased.'),
      rows: z.int(),
    }),
  ),
  collections: z.array(
    z.object({
      collection: z.string(),
      title: z.string(),
      policy: z.enum(['erase', 'anonymize', 'keep']),
      basis: z.string().nullable().describe('Legal basis of `keep`.'),
      kept: z
        .object({
          until: z
            .string()
            .nullable()
            .describe(
              'A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`).',
            ),
          rows: z.int().describe('Of the rows found, those that would be kept if the sweep were now.'),
          dueAt: moment.nullable().describe('When the first of them are to be erased; null where nobody can tell.'),
        })
        .nullable()
        .describe('Where somebody would be erased: what `keep` keeps; null of other policies.'),
      rows: z.int(),
      recordings: z
        .int()
        .nullable()
        .describe('Of session replays: the recordings whose pieces the rows are; null of other collections.'),
      subjects: z.int(),
      earliest: rowMoment,
      latest: rowMoment,
    }),
  ),
});
export type PreviewAnswer = z.output<typeof previewAnswer>;
