import { z } from 'zod';
import { EVENT_RULES } from '../compliance/index.js';
import { givenDayOrMoment, isStorable, UNSTORABLE_WORDS } from '../platform/index.js';
import { MOST_BASIS_CHARACTERS, MOST_EVENT_MONTHS, MOST_PROFILE_DAYS } from './windows/change-order.js';

const moment = z.iso.datetime();
const eventMonths = z.int().min(1).max(MOST_EVENT_MONTHS).nullable();
const profileUnseenDays = z.int().min(1).max(MOST_PROFILE_DAYS).nullable();
const profileDaysAfterEnd = z.int().min(0).max(MOST_PROFILE_DAYS).nullable();

export const projectIdSchema = z.coerce.number().int().positive();
export const changeIdSchema = z.uuid();

/** What is left out stays as it is. */
export const retentionChangeSchema = z
  .strictObject({
    plan: z.string().min(1).max(40).exactOptional().describe('One that the instance names (`PLANS`). Owners only.'),
    madeAt: givenDayOrMoment
      .exactOptional()
      .describe(
        'When the project was made where it came from; is said once. A day begins by the time zone of the project. Owners only.',
      ),
    subscriptionEndsAt: givenDayOrMoment
      .nullable()
      .exactOptional()
      .describe('Null: no end is known. A day ends by the time zone of the project. Owners only.'),
    eventMonths: eventMonths
      .exactOptional()
      .describe('Months for which events are kept; null: as the rule says. More than that needs `eventBasis`.'),
    eventBasis: z
      .string()
      .trim()
      .min(1)
      .max(MOST_BASIS_CHARACTERS)
      .refine(isStorable, UNSTORABLE_WORDS)
      .nullable()
      .exactOptional()
      .describe('Why events are kept for longer than the rule says. It goes with the choice.'),
    profileUnseenDays: profileUnseenDays
      .exactOptional()
      .describe('Profiles go that were not seen for so many days; null: none does for that.'),
    profileDaysAfterEnd: profileDaysAfterEnd
      .exactOptional()
      .describe('Days for which profiles are kept after the end of the subscription; null: without end.'),
    replayRetentionDays: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Days for which a recording is kept, as the plan allows; holds for what arrives after the change.'),
  })
  .refine((given) => Object.keys(given).length > 0, 'holds nothing to change');
export type RetentionChangeBody = z.output<typeof retentionChangeSchema>;

const window = z.object({
  months: z.int().nullable().optional().describe('Of events; null: without end.'),
  unseenDays: z.int().nullable().optional().describe('Of profiles, as the next two.'),
  daysAfterEnd: z.int().nullable().optional(),
  subscriptionEndsAt: moment.nullable().optional(),
  after: z.string().nullable().optional().describe('Of a table of the company, such as `P6Y`; null: without end.'),
});

/** A window that was shortened. */
export const pendingAnswer = z.object({
  id: z.uuid(),
  collection: z.string().describe('`events`, `profiles`, or a table of the company.'),
  before: window,
  after: window,
  at: moment,
  by: z.string(),
  effectiveAt: moment.describe('Until then the window counts as it was.'),
});

export const retentionAnswer = z.object({
  projectId: z.int(),
  timezone: z.string().describe('By which days of the project begin and end, such as Europe/Berlin.'),
  plan: z.string(),
  plans: z.array(z.object({ name: z.string(), mostReplayDays: z.int() })).readonly(),
  planChangedAt: moment.nullable(),
  createdAt: moment,
  madeAt: moment.nullable().describe('When it was made where it came from; null: it was made here.'),
  subscriptionEndsAt: moment.nullable(),
  events: z.object({
    months: z.int().describe('For which events are kept by what is set, from the date of each.'),
    rule: z.enum(EVENT_RULES).describe('Why it is so many months.'),
    ruleMonths: z.int().describe('What the rule says, whatever the project chose.'),
    chosenMonths: z.int().nullable(),
    basis: z.string().nullable(),
    before: moment.nullable().describe('Events from before it go now, what pends considered; null: none does.'),
  }),
  profiles: z.object({
    unseenDays: z.int().nullable(),
    daysAfterEnd: z.int().nullable(),
    goAllAt: moment.nullable().describe('When all profiles go, by what is set; null: no end is known.'),
  }),
  recordings: z.object({
    days: z.int().describe('Of what arrives from now on; what is here keeps the day it was given.'),
    mostDays: z.int().describe('As the plan allows.'),
  }),
  tables: z
    .array(
      z.object({
        collection: z.string(),
        title: z.string(),
        after: z.string().describe('A period of ISO 8601, such as `P6Y`.'),
        from: z.string().describe('The column that dates a row.'),
        does: z.enum(['erase', 'anonymize']).nullable().describe('Null: nothing by itself.'),
        before: moment.nullable().describe('Rows from before it go now; null: none does.'),
      }),
    )
    .readonly()
    .describe('Tables of the company whose rows the data map dates.'),
  grace: z.object({
    seconds: z.int().describe('How long what is shortened waits (`RETENTION_GRACE`); 0: not at all.'),
    until: moment.describe('When it would count if it were shortened now.'),
  }),
  pending: z.array(pendingAnswer).readonly().describe('What was shortened and has not taken effect.'),
  nextRunAt: moment.nullable(),
});
