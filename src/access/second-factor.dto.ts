import { z } from 'zod';

/** Six digits, or a recovery code. */
export const code = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .describe('The six digits that the app shows now, or a recovery code. Each is good once.');
/** Of who does what a session alone does not open. */
export const password = z
  .string()
  .min(1)
  .max(1024)
  .nullable()
  .describe(
    'The one of this account; null: you signed in at the identity provider anew (`/api/v1/session/oauth/proof`).',
  );

export const beginSchema = z.object({ password });
export type BeginBody = z.output<typeof beginSchema>;

export const confirmSchema = z.object({ code: code.describe('The six digits that the app shows now.') });
export type ConfirmBody = z.output<typeof confirmSchema>;

export const proofSchema = z.object({ password, code });
export type ProofBody = z.output<typeof proofSchema>;

export const sharedSecretAnswer = z.object({
  secret: z.string().describe('Base32, for apps that take it typed in. Shown this once.'),
  uri: z.string().describe('`otpauth://totp/…`, for a QR code.'),
});

export const recoveryCodesAnswer = z.object({
  recoveryCodes: z.array(z.string()).describe('Each good once, in the place of a code. Shown this once.'),
});

export const secondFactorAnswer = z.object({
  enrolled: z.boolean(),
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int(),
  required: z.boolean().describe('Whether an organization asks it of its members.'),
  mustEnrol: z
    .boolean()
    .describe('Until a second factor is set up, this session is good for that alone, and names no organization.'),
});
