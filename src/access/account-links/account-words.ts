import type { Mail } from '../../platform/index.js';

/** What each link is for: which page of the console it leads to, and which endpoint takes its token. */
const DOORS = {
  invitation: { page: 'invitations', endpoint: 'invitations/accept' },
  'password-reset': { page: 'password-resets', endpoint: 'password-resets/complete' },
  'email-verification': { page: 'email-verification', endpoint: 'session/email-verification/complete' },
} as const;
export type LinkPurpose = keyof typeof DOORS;

/** The token stands behind the #, which browsers send to nobody and no server writes into its log. */
export function linkTo(baseUrl: string, purpose: LinkPurpose, token: string): string {
  return `${baseUrl}/#/${DOORS[purpose].page}/${token}`;
}

/** How to do without a page, at a terminal. */
export function commandFor(baseUrl: string, purpose: LinkPurpose, token: string): string {
  // Too short to be taken for a password, should somebody send it as it is.
  const body = JSON.stringify({ token, password: '<yours>' });
  return `curl -s ${baseUrl}/api/v1/${DOORS[purpose].endpoint} -H 'Content-Type: application/json' -d '${body}'`;
}

export interface InvitationWords {
  readonly organization: string;
  /** Name or address of who invites. */
  readonly inviter: string;
  readonly role: string;
  readonly expiresAt: Date;
}

export function invitationMail(to: string, baseUrl: string, token: string, words: InvitationWords): Mail {
  const [organization, inviter] = [oneLine(words.organization), oneLine(words.inviter)];
  return {
    to,
    subject: `Invitation to ${organization}`,
    text: [
      `${inviter} invites you to "${organization}" in Habeas, as ${words.role}.`,
      `To accept, open this link before ${moment(words.expiresAt)}. It works once:`,
      linkTo(baseUrl, 'invitation', token),
      'Or at a terminal:',
      commandFor(baseUrl, 'invitation', token),
      'If you already sign in to Habeas with this address, give the password you have; else choose one.',
      'If you do not know what this is about, do nothing: the link ends by itself.',
      '',
    ].join('\n\n'),
  };
}

export function passwordResetMail(to: string, baseUrl: string, token: string, expiresAt: Date): Mail {
  return {
    to,
    subject: 'A new password for Habeas',
    text: [
      'Somebody, perhaps you, asked for a new password for this address in Habeas.',
      `To choose one, open this link before ${moment(expiresAt)}. It works once, and ends all sessions:`,
      linkTo(baseUrl, 'password-reset', token),
      'Or at a terminal:',
      commandFor(baseUrl, 'password-reset', token),
      'If it was not you, do nothing: the password stays as it is.',
      '',
    ].join('\n\n'),
  };
}

export function emailVerificationMail(to: string, baseUrl: string, token: string, expiresAt: Date): Mail {
  return {
    to,
    subject: 'Is this your address?',
    text: [
      'Somebody who signs in to Habeas with this address asked to confirm that it is theirs.',
      `If that was you, open this link before ${moment(expiresAt)} where you are signed in, and choose a new password:`,
      linkTo(baseUrl, 'email-verification', token),
      'If it was not you, do nothing.',
      '',
    ].join('\n\n'),
  };
}

/** Names are others' words: no line of a mail begins with them, and no header ends in them. */
function oneLine(text: string): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 100);
}

/** `2026-03-09 22:28 UTC`. */
function moment(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
