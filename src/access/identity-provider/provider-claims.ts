import { z } from 'zod';
import { isMailable, isStorable } from '../../platform/index.js';
import { foldEmail } from '../accounts/e-mail.js';
import { signInRefused } from './sign-in-refusal.js';

/** What the provider says of whoever signed in there (OpenID Connect Core 1.0, section 5.1). */
export interface ProviderClaims {
  /** Who it is there, for good: an address may be given to somebody else. */
  readonly subject: string;
  /** Folded; null where the provider names none, or does not say that it is confirmed. */
  readonly provenEmail: string | null;
  /** Empty where the provider names none. */
  readonly name: string;
}

const userinfo = z.object({
  sub: z.string().min(1).max(255).refine(isStorable),
  email: z.string().nullish(),
  // Amazon Cognito writes it as a text.
  email_verified: z.union([z.boolean(), z.string()]).nullish(),
  name: z.string().nullish(),
});

const MOST_LETTERS = 100;

/** @throws HabeasError 503 `provider-unavailable` where it is no answer to who somebody is */
export function readClaims(answer: unknown): ProviderClaims {
  const { success, data } = userinfo.safeParse(answer);
  if (!success) throw signInRefused('provider-unavailable');
  const { sub: subject, email, email_verified: verified, name } = data;
  const isProven = verified === true || verified === 'true';
  return { subject, provenEmail: isProven && email ? ownSpelling(email) : null, name: nameOf(name ?? '') };
}

/**
 * The address as accounts have it; null where it is none. Letters that only folding makes those of another address (the Kelvin
 * sign of a k) are another mailbox, and would open that address's account.
 */
function ownSpelling(email: string): string | null {
  const folded = foldEmail(email);
  const plain = email.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return folded === plain && isMailable(folded) && isStorable(folded) ? folded : null;
}

function nameOf(text: string): string {
  if (!isStorable(text)) return '';
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  // By whole characters: half of a surrogate pair is no text.
  return [...line].slice(0, MOST_LETTERS).join('');
}
