import { z } from 'zod';
import { email, name, role, storable } from './access.dto.js';

const moment = z.iso.datetime();
const token = z.string().min(1).max(200).describe('What stands at the end of the link.');
const password = z.string().min(1).max(1024);

export const newInvitationSchema = z.object({ email, role });
export type NewInvitationBody = z.output<typeof newInvitationSchema>;

export const tokenSchema = z.object({ token });
export type TokenBody = z.output<typeof tokenSchema>;

export const acceptanceSchema = z.object({
  token,
  name: storable.trim().max(100).default('').describe('Of a new account; left out, the address stands for it.'),
  password: password.describe('A new one; or, where `asks` is `password`, that of the account this address has.'),
});
export type AcceptanceBody = z.output<typeof acceptanceSchema>;

export const newPasswordSchema = z.object({ token, password });
export type NewPasswordBody = z.output<typeof newPasswordSchema>;

export const resetSchema = z.object({ email });
export type ResetBody = z.output<typeof resetSchema>;

export const invitationAnswer = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  state: z.enum(['pending', 'accepted', 'revoked', 'expired']),
  delivery: z
    .enum(['mail', 'shown', 'failed'])
    .describe('`failed`: the mail server has not taken the mail; invite again.'),
  invitedBy: z.string().describe('E-mail of who invited, or `operator`.'),
  createdAt: moment,
  expiresAt: moment,
});
export const newInvitationAnswer = invitationAnswer.extend({
  link: z
    .string()
    .nullable()
    .describe('Shown this once where no mail is sent; good for one person, once. Null where it was mailed.'),
});

export const offerAnswer = z.object({
  organization: name,
  email: z.string(),
  role,
  invitedBy: z.string(),
  expiresAt: moment,
  asks: z
    .enum(['password', 'new-password'])
    .describe('`password`: the address the link was mailed to has an account, which joins by its own.'),
});

export const acceptedAnswer = z.object({
  organization: z.object({ id: z.uuid(), name: z.string() }),
  person: z.object({ id: z.uuid(), email: z.string(), name: z.string(), emailVerified: z.boolean() }),
  role,
});

export const resetAnswer = z.object({ message: z.string() });
