import { z } from 'zod';
import { ROLES } from '../access/index.js';
import { pendingAnswer, retentionAnswer } from '../retention/index.js';
import { PROPERTY_CLASSES } from '../subject-data/index.js';
import { policyAnswer, windowAnswer } from './data-map.dto.js';
import { MEASURES } from './security-measures.js';

const moment = z.iso.datetime();
const said = z.string().nullable();
const since = moment
  .nullable()
  .describe('When it was last set to something else, as the audit tells. Null: never, since there is such a setting.');

export const projectIdSchema = z.coerce.number().int().positive();
export const organizationIdSchema = z.uuid();

export const SETTINGS = [
  ...['globalPrivacyControl', 'optedOutByDefault', 'publicOptIn', 'optInEvent', 'suppressAfterDeletion'],
  ...['lookUpPlaces', 'blockedProperties', 'droppedValues', 'hashIds', 'recordSessions', 'replayRetentionDays'],
  ...['deletionGraceSeconds', 'deletionLimit', 'approvalCount', 'approvalShare', 'requiredReceipt', 'ccpaWindow'],
  ...['allowApiSecret', 'allowSecretQuestions', 'timezone'],
] as const;

/** What a record of processing should say, and only the company can. */
export const UNSAID = [
  ...(['contact', 'protection-officer', 'joint-controllers', 'legal-bases', 'recipients', 'transfers'] as const),
  ...(['other-measures', 'other-systems'] as const),
] as const;
export type Unsaid = (typeof UNSAID)[number];

const collection = z.object({
  name: z.string(),
  title: z.string(),
  builtIn: z.boolean(),
  where: z.string().describe('Store and `schema.table`.'),
  purpose: z.string(),
  categories: z.array(z.string()).describe('Of the data it holds, as the data map has them; ids are identifiers.'),
  source: z.string().describe('The category of the source.'),
  recipients: z.array(z.string()).readonly().nullable().describe('Null: the company has not said.'),
  transfers: said.describe('To third countries, with the safeguards. Null: the company has not said.'),
  retention: z
    .string()
    .describe('In words. What is reckoned stands in `window`, and for built-in ones in `retention`.'),
  presumed: z
    .array(z.enum(['purpose', 'sourceCategory', 'retention']))
    .readonly()
    .describe('Of what the company has said nothing, so that words of Habeas stand there.'),
  policy: policyAnswer,
  window: windowAnswer,
  sensitive: z.array(z.string()).describe('Properties and columns that the data map shows to few.'),
  withheld: z.array(z.string()).describe('The same, shown to nobody.'),
});

export const processingRecordAnswer = z.object({
  format: z.literal('habeas-processing-record/1'),
  drawnUpAt: moment,
  instance: z.object({ baseUrl: z.string(), version: z.string() }),
  controller: z.object({
    organizationId: z.uuid(),
    name: z.string(),
    contact: said.describe('As the data map has it. Null: the company has not said.'),
    supervisoryAuthority: said,
  }),
  project: z.object({ id: z.int(), name: z.string(), createdAt: moment }),
  people: z.string().describe('Whose data it is, by categories.'),
  collections: z.array(collection).describe('What the data map says of each table that holds data of the people.'),
  classes: z.object({
    rules: z.array(z.object({ name: z.string(), class: z.enum(PROPERTY_CLASSES) })).describe('What the project says.'),
    since,
    shownTo: z.object({
      roles: z.array(z.enum(ROLES)).readonly(),
      serviceAccounts: z.int().describe('How many are named.'),
      oauthTokens: z.int(),
      apiSecret: z.boolean(),
    }),
    shownSince: since,
  }),
  retention: retentionAnswer.omit({ projectId: true, plans: true }).extend({
    pending: z.array(pendingAnswer.omit({ by: true })).describe('What was shortened and has not taken effect.'),
    since: z.object({ plan: since, events: since, profiles: since, recordings: since }),
  }),
  settings: z
    .array(
      z.object({
        setting: z.enum(SETTINGS),
        value: z
          .union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])
          .nullable()
          .describe('As in the settings of the project; null: none, or where the instance has one, as that.'),
        since,
      }),
    )
    .describe('What is in force, and since when.'),
  periods: z
    .object({
      deletionGraceSeconds: z.int().describe('For which a deletion can be revoked.'),
      exportSeconds: z.int().describe('After which the file of an export is destroyed, with its key.'),
      linkSeconds: z.int().describe('For which a link to it is good.'),
      requestIdSeconds: z.int().describe('After the end of a request, for which the ids in it can be read.'),
      retentionGraceSeconds: z.int().describe('For which a shorter retention waits.'),
      endedProjectSeconds: z.int().describe('After which a deleted project is gone.'),
    })
    .describe('Of the instance.'),
  security: z
    .array(z.object({ measure: z.enum(MEASURES), inForce: z.boolean(), words: z.string() }))
    .describe('Measures as far as the program takes them (Art. 32(1)).'),
  notSaid: z
    .array(z.object({ what: z.enum(UNSAID), words: z.string() }))
    .describe('What belongs into a record of processing, and only the company can say.'),
});
export type ProcessingRecord = z.output<typeof processingRecordAnswer>;

export const processingRecordsAnswer = z.object({ results: z.array(processingRecordAnswer) });
