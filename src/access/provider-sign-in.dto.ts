import { z } from 'zod';
import { storable } from './access.dto.js';
import { DOMAIN_ROLES } from './identity-provider/sign-in-domains.service.js';

const role = z.enum(DOMAIN_ROLES).describe('Of whoever comes by it; owners are invited.');

export const newSignInDomainSchema = z.object({
  domain: storable.trim().min(1).max(254).describe('What stands behind the @: that of your own confirmed address.'),
  role,
});
export type NewSignInDomainBody = z.output<typeof newSignInDomainSchema>;

export const signInDomainAnswer = z.object({
  id: z.uuid(),
  domain: z.string(),
  role,
  allowedBy: z
    .string()
    .describe('E-mail of who allowed it, or `operator`: who counts as having let in whoever comes by it.'),
  inEffect: z
    .boolean()
    .describe('Whether who allowed it is still an owner; else it lets nobody in until another owner allows it.'),
  createdAt: z.iso.datetime(),
});

export const signInWaysAnswer = z.object({
  password: z.boolean(),
  oauth: z
    .object({ name: z.string().describe('What people call the provider: it stands on the button.') })
    .nullable()
    .describe('The company’s own identity provider, begun at `/api/v1/session/oauth`; null where there is none.'),
});
export type SignInWays = z.output<typeof signInWaysAnswer>;
