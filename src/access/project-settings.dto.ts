import { z } from 'zod';
import { RECEIPT_FIELDS } from '../compliance/index.js';
import { MOST_BLOCKED_NAMES, SENSITIVE_KINDS } from '../minimization/index.js';
import { LANGUAGES } from '../platform/index.js';
import { name, PRIVACY_SIGNALS, PUBLIC_OPT_INS, storable } from './access.dto.js';

/** Whether a value is fit, `ProjectsService` says. */
const settings = z.strictObject({
  timezone: storable.max(100).exactOptional().describe('IANA name, such as Europe/Berlin.'),
  language: z
    .enum(LANGUAGES)
    .exactOptional()
    .describe('Of the pages that people are given, where an order names no other.'),
  deletionGraceSeconds: z
    .int()
    .nullable()
    .exactOptional()
    .describe("How long a deletion can be revoked, up to 21 days; null takes the instance's own."),
  deletionLimit: z
    .int()
    .nullable()
    .exactOptional()
    .describe("Subjects that one deletion may name, up to 2000; null takes the instance's own (500)."),
  ccpaWindow: z.enum(['twelve-months', 'since-2022']).exactOptional().describe('What a CCPA export covers.'),
  suppressAfterDeletion: z.boolean().exactOptional().describe('Refuses what still arrives of deleted people.'),
  allowApiSecret: z.boolean().exactOptional().describe('Lets the API secret open privacy requests.'),
  allowSecretQuestions: z
    .boolean()
    .exactOptional()
    .describe('Lets the API secret read profiles and events, as tools ask for them.'),
  requiredReceipt: z
    .array(z.enum(RECEIPT_FIELDS))
    .max(RECEIPT_FIELDS.length)
    .exactOptional()
    .describe('Fields that an order must carry; orders of the wire are exempt.'),
  holidays: z.array(z.iso.date()).exactOptional().describe('Public holidays, `YYYY-MM-DD`.'),
  approvalCount: z
    .int()
    .nullable()
    .exactOptional()
    .describe('A deletion of more subjects than this waits for a second person; null asks for none. Owners only.'),
  approvalShare: z
    .number()
    .nullable()
    .exactOptional()
    .describe("The same for a share of the project's profiles, 0 to 1. Owners only."),
  lookUpPlaces: z
    .boolean()
    .exactOptional()
    .describe('Turns addresses into places where clients ask for it; the address is kept nowhere in either case.'),
  blockedProperties: z
    .array(storable.max(255))
    .max(MOST_BLOCKED_NAMES)
    .exactOptional()
    .describe('Properties that are not kept, in events and profiles: `email`, or `utm_*` for all that begin so.'),
  droppedValues: z
    .array(z.enum(SENSITIVE_KINDS))
    .max(SENSITIVE_KINDS.length)
    .exactOptional()
    .describe('Values that are not kept, whatever property holds them.'),
  hashIds: z
    .boolean()
    .exactOptional()
    .describe('Keeps ids as keyed hashes alone. Can be changed while the project holds nothing.'),
  optInEvent: storable
    .max(255)
    .nullable()
    .exactOptional()
    .describe('The name of an event that opts in as `$opt_in` does; null: that one alone.'),
  publicOptIn: z
    .enum(PUBLIC_OPT_INS)
    .exactOptional()
    .describe(
      'What `$opt_in` lifts where the project token alone came with it: `devices`, what the same device said; `lifts-opt-outs`, also ' +
        'an opt-out by the API or the console, though anybody can send such an event.',
    ),
  optedOutByDefault: z.boolean().exactOptional().describe('Keeps nothing of an id until it opted in.'),
  globalPrivacyControl: z
    .enum(PRIVACY_SIGNALS)
    .exactOptional()
    .describe(
      'What `Sec-GPC: 1` does: `off`; `drop`, nothing of the call is kept; `no-links`, no link of its ids is kept.',
    ),
  recordSessions: z
    .number()
    .exactOptional()
    .describe(
      'Of a hundred sessions browsers are told to record so many, from 0 to 100; at 0 no recording is kept, whoever sends one.',
    ),
  replayRetentionDays: z
    .int()
    .exactOptional()
    .describe('Days for which a recording is kept, from 1 to 366; holds for what arrives after the change.'),
});

/** What is left out stays as it is. */
export const projectSettingsSchema = settings
  .extend({ name: name.exactOptional() })
  .refine((given) => Object.keys(given).length > 0, 'holds no setting to change');
export type ProjectSettingsBody = z.output<typeof projectSettingsSchema>;

export const newProjectSchema = settings.extend({
  name,
  token: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'has 32 hex digits in small letters')
    .nullable()
    .default(null)
    .describe('The token that existing clients already carry; left out, a new one is made.'),
});
export type NewProjectBody = z.output<typeof newProjectSchema>;

export const projectIdSchema = z.coerce.number().int().positive();
