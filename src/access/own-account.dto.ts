import { z } from 'zod';
import { name } from './access.dto.js';
import { password } from './second-factor.dto.js';
import { LANGUAGES } from './own-account/languages.js';

const moment = z.iso.datetime();
const language = z.enum(LANGUAGES);

export const accountChangeSchema = z
  .strictObject({
    name: name.exactOptional(),
    language: language.exactOptional().describe('In which mails are written to you.'),
  })
  .refine((change) => Object.keys(change).length > 0, 'holds nothing to change');
export type AccountChangeBody = z.output<typeof accountChangeSchema>;

export const accountEndSchema = z.strictObject({ password });
export type AccountEndBody = z.output<typeof accountEndSchema>;

export const accountAnswer = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  emailVerified: z.boolean(),
  language: language.nullable().describe('Null until one was chosen: mails are in English then.'),
  createdAt: moment,
});

const rows = z.array(z.record(z.string(), z.unknown()));

/** Each list as it is stored, without secrets. */
export const ownDataAnswer = z.object({
  about: z.string(),
  writtenAt: moment,
  account: z.record(z.string(), z.unknown()),
  memberships: rows,
  sessions: rows,
  secondFactor: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Since when you have one, and which recovery codes were used.'),
  oauthTokens: rows.describe('With the organizations that take them no longer.'),
  signInIdentities: rows.describe('Who you are at identity providers.'),
  mailedLinks: rows,
  invitations: rows.describe(
    'Those you accepted, or that wait for you (`mine`), and those you wrote (`wroteIt`): without the addresses of others.',
  ),
  noticesChosen: z.array(z.string()).nullable(),
  notices: rows.describe('What you were told of by mail.'),
  letIn: rows.describe('Who let you into which organization.'),
  letOthersIn: rows.describe('Accounts that you let in, or made, by number.'),
  apiSecretsMade: rows,
  domainsAllowed: rows.describe('Whose people come in by the identity provider since you allowed it.'),
  requestsOpened: rows.describe('Without the people they are about.'),
  requestsApproved: rows,
  holdsPlaced: rows.describe('Or lifted.'),
  handOvers: rows.describe('What you handed over, or downloaded.'),
  timeline: rows.describe('What you did to requests.'),
  audit: rows.describe('What you did.'),
});
