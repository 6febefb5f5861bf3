import { z } from 'zod';
import { lineOfText } from '../platform/index.js';
import { DUTY_KINDS, DUTY_STATES } from './duty.js';

const moment = z.iso.datetime();
const NAMES_NOBODY = 'It is kept when the ids are destroyed, so it must name none of them.';

const line = lineOfText(200);

export const idSchema = z.uuid();

export const carryOutSchema = z.strictObject({
  reason: line.describe(`Why it is not waited for any longer: the basis is gone, and how. ${NAMES_NOBODY}`),
});
export type CarryOutBody = z.output<typeof carryOutSchema>;

export const giveUpSchema = z.strictObject({
  reason: line.describe(`Why it will not be carried out. ${NAMES_NOBODY}`),
  basis: line.describe(`On which basis the data is kept from now on. ${NAMES_NOBODY}`),
});
export type GiveUpBody = z.output<typeof giveUpSchema>;

export const listQuerySchema = z.strictObject({
  projectId: z.coerce.number().int().positive().optional(),
  requestId: z.uuid().optional().describe('What this deletion left.'),
  state: z.enum(DUTY_STATES).optional(),
  kind: z.enum(DUTY_KINDS).optional(),
  due: z
    .enum(['now', 'later', 'undated'])
    .optional()
    .describe('Of what is owed or under way: due by now; due at a later date; at no date that can be reckoned.'),
  cursor: z.uuid().optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = z.output<typeof listQuerySchema>;

export const dutyAnswer = z.object({
  id: z.uuid(),
  projectId: z.int().positive(),
  kind: z
    .enum(DUTY_KINDS)
    .describe(
      'Why it is not erased yet: the person is held; a policy of the data map keeps rows; a deletion left the file of the export it was ordered with.',
    ),
  requestId: z.uuid().nullable().describe('The deletion that left it.'),
  endingId: z.uuid().nullable().describe('The end of a project that left it.'),
  collections: z
    .array(z.object({ name: z.string(), title: z.string() }))
    .describe('What it is about; empty: whatever is held about the person.'),
  distinctIds: z
    .array(z.string())
    .nullable()
    .describe('Of the person, the one that was asked for first; null once it has ended, and of a file.'),
  basis: z.string(),
  dueAt: moment.nullable().describe('When it is carried out unless somebody decides otherwise; null = undated.'),
  overdue: z
    .boolean()
    .describe(
      'Whether it has been due for more than a day and has not ended; where its deletion is under way, also for longer than that may wait for its sweep.',
    ),
  state: z.enum(DUTY_STATES),
  createdAt: moment,
  carriedOutBy: z.uuid().nullable().describe('The deletion that carries it out, or did.'),
  endedAt: moment.nullable(),
  endedBy: z.string().nullable().describe('Who had it carried out before its time, or gave it up.'),
  reason: z.string().nullable(),
  newBasis: z.string().nullable().describe('Of one that was given up: on which basis the data is kept since.'),
});
export type DutyView = z.output<typeof dutyAnswer>;

export const pageAnswer = z.object({
  results: z.array(dutyAnswer),
  nextCursor: z.uuid().nullable(),
  unreadable: z
    .array(z.object({ requestId: z.uuid(), projectId: z.int().positive() }))
    .describe(
      'Deletions that left somebody held or something kept before duties were written, and of which the ids are destroyed: nothing will be done about them by itself.',
    ),
});
export type DutyPage = z.output<typeof pageAnswer>;
