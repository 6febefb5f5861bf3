import { type ErrorKind, HabeasError } from '../../platform/index.js';

/**
 * Why somebody who went to the provider is not signed in: a kind, and a sentence for the log and the API. The console has a text
 * of its own for each code.
 */
export const SIGN_IN_REFUSALS = {
  'provider-not-set': ['not-found', 'No identity provider is set up here: sign in with a password.'],
  'provider-denied': ['forbidden', 'The provider did not let you in, or you turned back there.'],
  'provider-unavailable': ['unavailable', 'The identity provider does not answer as it should: try again later.'],
  'sign-in-state-over': ['gone', 'This sign-in took too long, or was begun elsewhere: begin again.'],
  'sign-in-code-refused': ['gone', 'The provider does not know this code, or no longer: begin again.'],
  'email-unconfirmed': ['forbidden', 'The provider does not say that your e-mail address is confirmed.'],
  'account-unconfirmed': [
    'forbidden',
    'Nobody confirmed the account of this address: sign in with its password first, and confirm it in your profile.',
  ],
  'account-of-another': [
    'forbidden',
    'The account of this address belongs to another person of the provider: ask the operator.',
  ],
  'another-person': ['forbidden', 'You signed in at the provider as somebody else than you are here.'],
  'sign-in-not-fresh': [
    'forbidden',
    'The provider does not say that you signed in there just now (auth_time): give your password instead.',
  ],
  'owner-by-link': ['forbidden', 'Who is invited as an owner comes in by the link of the invitation.'],
  'several-invitations': [
    'forbidden',
    'Several organizations invited this address: open the link of the one you mean.',
  ],
  'nobody-invited': ['forbidden', 'Nobody invited this address: ask an owner or admin of your organization.'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;
export type SignInRefusal = keyof typeof SIGN_IN_REFUSALS;

export function signInRefused(code: SignInRefusal, cause?: unknown): HabeasError {
  const [kind, message] = SIGN_IN_REFUSALS[code];
  return new HabeasError(kind, code, message, cause === undefined ? {} : { cause });
}

/** The provider's own word for what is wrong, as far as it is one: what else it sends may be anything. */
export function errorWord(error: unknown): string {
  return typeof error === 'string' && /^[a-z_]{1,50}$/.test(error) ? error : 'no reason';
}

/** What the sign-in page has a text for; everything else is for the log. */
export const TOLD_AT_SIGN_IN: ReadonlySet<string> = new Set([...Object.keys(SIGN_IN_REFUSALS), 'too-many-sign-ins']);

export function isToldAtSignIn(code: string): boolean {
  return TOLD_AT_SIGN_IN.has(code);
}
