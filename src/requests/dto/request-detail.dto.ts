import { z } from 'zod';
import { OUTCOMES, REQUEST_EVENT_TYPES, STATUSES } from '../../request-model/index.js';
import { decisionsAnswer } from './ambiguity-decisions.dto.js';
import { denialAnswer } from './decisions.dto.js';
import { handOverAnswer } from './hand-overs.dto.js';
import { moment, rowMoment, summary, window } from './requests.dto.js';

const newRows = z.int().describe('Rows that arrived after the watermark of a deletion: new data, left as it is.');
const tally = z.object({
  collection: z.string(),
  rows: z.int(),
  newRows,
  earliest: rowMoment,
  latest: rowMoment,
});
const linked = z.object({ id: z.uuid(), status: z.enum(STATUSES) });

export const detailAnswer = z.object({
  ...summary,
  window: window.describe('What an export covers; null is open.'),
  graceUntil: moment.nullable(),
  approval: z.object({ by: z.string(), at: moment }).nullable(),
  denial: denialAnswer.nullable(),
  decisions: decisionsAnswer,
  suppressAfterDeletion: z
    .boolean()
    .nullable()
    .describe('Of a deletion: whether its people stay refused after it; null: as the project says when it ends.'),
  followUp: linked.nullable().describe('The deletion that was ordered with this export.'),
  follows: linked
    .extend({ artifactSparedAt: moment.nullable() })
    .nullable()
    .describe('The export that this deletion was ordered with, and when the sweep left its artifact alone.'),
  deadline: z.object({
    acknowledgeBy: moment.nullable().describe('CCPA: ten business days, 11 CCR §7021(a).'),
    dueAt: moment,
    overdue: z.boolean(),
    extendedAt: moment.nullable(),
    extendedFrom: moment.nullable().describe('The deadline before it was extended.'),
    extensionReason: z.string().nullable(),
  }),
  progress: z.object({ phase: z.string(), done: z.number(), total: z.number() }).nullable(),
  failure: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why it failed, or why the last attempt did not come to its end.'),
  attentionSince: moment.nullable(),
  watermark: moment.nullable(),
  stagedAt: moment.nullable(),
  startedAt: moment.nullable(),
  hiddenAt: moment.nullable(),
  erasedAt: moment.nullable(),
  verifiedAt: moment.nullable(),
  scrubbedAt: moment.nullable(),
  scrubDueBy: moment.nullable().describe('When the scrub begins that takes the erased bytes off the disk.'),
  nothingHeld: z
    .boolean()
    .describe('Every subject ended as not_found, and nothing has arrived since: nothing is held under these ids.'),
  idsReadable: z.boolean().describe('False once the ids were destroyed after their retention.'),
  subjects: z.array(
    z.object({
      ordinal: z
        .int()
        .describe('Index of the subject in the request, from 0. Sentences, pages and folders count from 1.'),
      distinctId: z.string().nullable(),
      outcome: z.enum(OUTCOMES).nullable(),
      outcomeDetail: z.string().nullable(),
      holdEndedAt: moment
        .nullable()
        .describe('Of a held one: when no hold was left. What is owed of them is due since.'),
      linkedIds: z.int().describe('Ids that stand for the person, this one included.'),
      ambiguousIds: z.int().describe('Ids linked to more than one person, which are left alone.'),
      contestedIds: z
        .int()
        .describe('Devices that the public project token gave to more than one person, which are left alone.'),
      tallies: z.array(tally),
      folder: z
        .object({ bytes: z.int(), destroyedAt: moment.nullable() })
        .nullable()
        .describe('Of a finished export: the folder that can be downloaded alone, until it was destroyed.'),
    }),
  ),
  collections: z.array(
    z.object({
      collection: z.string(),
      policy: z.string().nullable(),
      rows: z.int(),
      countedAt: moment.nullable(),
      hiddenAt: moment.nullable(),
      erasedAt: moment.nullable(),
      verifiedAt: moment.nullable(),
      filesDroppedAt: moment.nullable().describe('When the files with the erased rows were off the disk.'),
      survivors: z.int().nullable(),
      newRows: newRows.nullable(),
      rowsErased: z
        .boolean()
        .nullable()
        .describe('Whether a deletion removed the rows themselves; false where they stay without what they held.'),
      keptRows: z
        .int()
        .nullable()
        .describe(
          'Of a deletion that was swept: rows that the policy of the collection keeps on; null where it keeps none by itself.',
        ),
      keptDueAt: moment.nullable().describe('When the first of them are to be erased; null where nobody can tell.'),
      notCopied: z.int().describe('Of an export: values that were too large to be copied.'),
    }),
  ),
  artifact: z
    .object({
      bytes: z.int(),
      createdAt: moment,
      expiresAt: moment,
      destroyedAt: moment.nullable(),
      sparedAt: moment
        .nullable()
        .describe('When the deletion ordered with this export left it alone, until it expires.'),
      fault: z
        .enum(['missing', 'damaged'])
        .nullable()
        .describe('Its file is not there, or not as long as it was written: nothing can be downloaded.'),
    })
    .nullable(),
  handOvers: z.array(handOverAnswer).describe('When, how and by whom the answer was given; the newest 500.'),
  looks: z.array(handOverAnswer).describe('Downloads and the first followed link; the newest 500.'),
  timeline: z.array(
    z.object({
      at: moment,
      type: z.enum(REQUEST_EVENT_TYPES),
      actor: z.string(),
      by: z
        .string()
        .nullable()
        .describe('By what people know the actor; null where it is Habeas itself, a link, or gone.'),
      detail: z.unknown().nullable(),
    }),
  ),
});
export type RequestDetail = z.output<typeof detailAnswer>;
