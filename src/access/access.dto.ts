import { z } from 'zod';
import { RECEIPT_FIELDS } from '../compliance/index.js';
import { SENSITIVE_KINDS } from '../minimization/index.js';
import { isStorable, LANGUAGES, UNSTORABLE_WORDS } from '../platform/index.js';
import { code, password, secondFactorAnswer } from './second-factor.dto.js';
import { ROLES } from './authorization/actor.js';
import { SERVICE_ACCOUNT_DAYS, SERVICE_ACCOUNT_NAME } from './accounts/service-accounts.service.js';
import { OVERLAP_DAYS } from './accounts/token-life.js';

const { least, most, standard } = SERVICE_ACCOUNT_DAYS;
export const storable = z.string().refine(isStorable, UNSTORABLE_WORDS);
export const name = storable.trim().min(1).max(100);
export const email = storable.trim().toLowerCase().min(3).max(254);
const moment = z.iso.datetime();
export const role = z.enum(ROLES);

export const idSchema = z.uuid();

export const signInSchema = z.object({
  email,
  password: z.string().min(1).max(1024),
  organizationId: z
    .uuid()
    .nullable()
    .default(null)
    .describe('Where an address has an account in each of several organizations: the one that is meant.'),
  code: code.nullable().default(null),
});
export type SignIn = z.output<typeof signInSchema>;

export const passwordChangeSchema = z.object({
  currentPassword: password,
  newPassword: z.string().min(1).max(1024),
});
export type PasswordChange = z.output<typeof passwordChangeSchema>;

export const newTokenSchema = z.object({ name: name.default('GDPR OAuth token') });
export type NewToken = z.output<typeof newTokenSchema>;

export const organizationChangeSchema = z.strictObject({
  requireSecondFactor: z
    .boolean()
    .describe('Whether members who sign in with a password need a second factor; ask it of others once you have one.'),
});
export type OrganizationChange = z.output<typeof organizationChangeSchema>;

export const organizationAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: moment,
  requireSecondFactor: z.boolean(),
});
export const rotationSchema = z.object({
  overlapDays: z
    .int()
    .min(OVERLAP_DAYS.least)
    .max(OVERLAP_DAYS.most)
    .default(OVERLAP_DAYS.standard)
    .describe('For how many days the old token goes on; with 0 it ends at once.'),
});
export type Rotation = z.output<typeof rotationSchema>;

export const roleSchema = z.object({
  role,
  from: role.optional().describe('The role that was seen: where it is another one by now, nothing changes (412).'),
});
export type RoleBody = z.output<typeof roleSchema>;

export const newServiceAccountSchema = z.object({
  name: z.string().regex(SERVICE_ACCOUNT_NAME, 'has 1 to 64 letters, digits, dashes and underscores'),
  role: role.default('admin'),
  expiresInDays: z.int().min(least).max(most).default(standard),
});
export type NewServiceAccountBody = z.output<typeof newServiceAccountSchema>;

export const PUBLIC_OPT_INS = ['devices', 'lifts-opt-outs'] as const;
export const PRIVACY_SIGNALS = ['off', 'drop', 'no-links'] as const;

export const projectAnswer = z.object({
  id: z.int(),
  organizationId: z.uuid(),
  name: z.string(),
  token: z.string(),
  timezone: z.string(),
  language: z.enum(LANGUAGES).describe('Of the pages that people are given, where an order names no other.'),
  allowApiSecret: z.boolean(),
  allowSecretQuestions: z.boolean().describe('Whether the API secret may read profiles and events.'),
  deletionGraceSeconds: z.int().nullable(),
  deletionLimit: z.int().nullable().describe("Subjects that one deletion may name; null: the instance's own."),
  ccpaWindow: z.enum(['twelve-months', 'since-2022']),
  suppressAfterDeletion: z.boolean(),
  requiredReceipt: z
    .array(z.enum(RECEIPT_FIELDS))
    .readonly()
    .describe('Fields that an order must carry; orders of the wire, which has no words for them, are exempt.'),
  holidays: z.array(z.string()).readonly().describe('Public holidays, `YYYY-MM-DD`: deadlines end on working days.'),
  approvalCount: z.int().nullable().describe('A deletion of more subjects than this waits for a second person.'),
  approvalShare: z.number().nullable().describe("The same for a share of the project's profiles, 0 to 1."),
  lookUpPlaces: z.boolean().describe('Whether addresses become places before they are dropped.'),
  blockedProperties: z.array(z.string()).readonly().describe('Properties that are not kept; `*` ends a beginning.'),
  droppedValues: z.array(z.enum(SENSITIVE_KINDS)).readonly().describe('Values that are not kept.'),
  hashIds: z.boolean().describe('Whether ids are kept as keyed hashes alone.'),
  optInEvent: z.string().nullable().describe('The name of an event that opts in as `$opt_in` does.'),
  publicOptIn: z.enum(PUBLIC_OPT_INS).describe('What `$opt_in` lifts where the project token alone came with it.'),
  optedOutByDefault: z.boolean().describe('Whether nothing of an id is kept until it opted in.'),
  globalPrivacyControl: z.enum(PRIVACY_SIGNALS).describe('What `Sec-GPC: 1` does.'),
  recordSessions: z.number().describe('Of a hundred sessions so many are recorded; at 0 no recording is kept.'),
  replayRetentionDays: z.int().describe('Days for which a recording is kept.'),
});

export const shownProjectAnswer = projectAnswer.extend({
  version: z.string().describe('Names the settings as they are shown here, for `If-Match` of a change.'),
});
export type ShownProject = z.output<typeof shownProjectAnswer>;

export const sessionAnswer = z.object({
  person: z.object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    emailVerified: z.boolean().describe('Whether the address is proved; else the account is good in one organization.'),
  }),
  secondFactor: secondFactorAnswer,
  proof: z
    .object({
      provider: z
        .boolean()
        .describe('Whether you can prove that it is you by signing in at the identity provider anew.'),
      until: moment.nullable().describe('Until when such a sign-in stands for your password; null: you have not.'),
    })
    .describe('Beside the password, for what a session alone does not open.'),
  organizations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      role,
      requireSecondFactor: z.boolean().describe('Whether members need a second factor.'),
      projects: z.array(projectAnswer),
    }),
  ),
  subjectLimits: z
    .object({ export: z.int(), deletion: z.int() })
    .describe("Subjects that one request may name; of a deletion where the project's `deletionLimit` is null."),
});
export type SessionAnswer = z.output<typeof sessionAnswer>;

const credentialLife = {
  prefix: z.string().describe('The first characters, by which one recognizes it.'),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
};
export const tokenAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  ...credentialLife,
  expiresAt: moment,
  replacedBy: z.uuid().nullable().describe('The token that was made in its place, which makes this one end earlier.'),
});
export const ownTokenAnswer = tokenAnswer.extend({
  endedIn: z
    .array(z.object({ organizationId: z.uuid(), organization: z.string(), at: moment }))
    .describe('Organizations in which an owner has ended it, for good; it may be good in others.'),
});
export const newTokenAnswer = tokenAnswer.extend({ token: z.string().describe('Shown this once.') });

export const memberAnswer = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  emailVerified: z.boolean(),
  role,
  createdAt: moment,
  lastUsedAt: moment.nullable().describe('When they last signed in, did something, or used a token.'),
});

export const serviceAccountAnswer = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  name: z.string().describe('The user name of Basic authorization.'),
  role,
  ...credentialLife,
  expiresAt: moment.nullable(),
  createdBy: z
    .string()
    .nullable()
    .describe(
      'E-mail of who made it, or `operator`: it ends when they leave the organization, or lose the role for it.',
    ),
});
export const newServiceAccountAnswer = serviceAccountAnswer.extend({ secret: z.string().describe('Shown this once.') });

export const newApiSecretSchema = z.strictObject({
  overlapDays: z
    .int()
    .min(OVERLAP_DAYS.least)
    .max(OVERLAP_DAYS.most)
    .default(0)
    .describe('Days for which older secrets stay good beside the new one; 0 ends them at once.'),
});
export type NewApiSecretBody = z.output<typeof newApiSecretSchema>;

export const apiSecretAnswer = z.object({
  prefix: z.string().nullable().describe('The first characters; null of one that was made before they were kept.'),
  madeAt: moment,
  madeBy: z.string().nullable().describe('E-mail of who made it, or `operator`; null where nobody wrote it down.'),
  endsAt: moment.nullable().describe('When it ends, since there is a newer one; null: the newest.'),
  lastUsedAt: moment.nullable(),
});
const shownSecret = z.string().describe('Shown this once.');
export const newApiSecretAnswer = z.object({ apiSecret: shownSecret, secrets: z.array(apiSecretAnswer) });
export const newProjectAnswer = projectAnswer.extend({ apiSecret: shownSecret });

/** Lists stand under `results`, so that an answer can grow. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ results: z.array(item) });
