import { z } from 'zod';
import { ROLES } from '../access/index.js';

export { projectIdSchema } from './classification/classification.dto.js';

const MOST_TOOLS = 500;

const roles = z.array(z.enum(ROLES)).readonly();
const ids = z.array(z.uuid()).max(MOST_TOOLS).readonly();

export const viewSchema = z.strictObject({
  roles: roles.describe('Of people who signed in, and of those whose tokens are named.'),
  serviceAccounts: ids.describe('Ids of service accounts of the organization.'),
  oauthTokens: ids.describe(
    'Ids of GDPR OAuth tokens of its members; one that takes the place of another is named with it.',
  ),
  apiSecret: z.boolean().describe("Whether the project's API secret is shown it, where it may ask at all."),
});
export type ViewBody = z.output<typeof viewSchema>;

const tool = z.object({
  id: z.uuid(),
  name: z.string(),
  of: z.string().nullable().describe('Of a token: the e-mail address of the person whose it is.'),
  isNamed: z.boolean(),
});

export const viewAnswer = z.object({
  roles,
  apiSecret: z.boolean(),
  serviceAccounts: z.array(tool).readonly().describe('Those of the organization that are good.'),
  oauthTokens: z.array(tool).readonly(),
  version: z.string().describe('Names what is set, for `If-Match` of a change.'),
});
export type ViewAnswer = z.output<typeof viewAnswer>;
