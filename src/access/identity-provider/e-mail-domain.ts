import { domainToASCII } from 'node:url';
import { PUBLIC_MAIL_DOMAINS } from './public-mail-domains.js';

const MOST_CHARACTERS = 253;
/** What would end a host in a URL, which is how the text is read. */
const NO_HOST = /[\s/?#:@\\[\]%]/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain as it is compared: in small letters of ASCII; null where it is none that mail is sent to. */
export function normalDomain(text: string): string | null {
  const given = text.trim().replace(/^@/, '');
  if (NO_HOST.test(given)) return null;
  const domain = domainToASCII(given).toLowerCase();
  const labels = domain.split('.');
  if (domain.length > MOST_CHARACTERS || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  // What ends in a number is an address of a machine.
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : domain;
}

/** The domain of an address; null where it has none that could be allowed. */
export function domainOf(email: string): string | null {
  return normalDomain(email.slice(email.lastIndexOf('@') + 1));
}

/** Whether anybody can have a mailbox there, so that it says nothing about who somebody works for. */
export function isPublicMail(domain: string): boolean {
  const labels = domain.split('.');
  return labels.some((_, at) => PUBLIC_MAIL_DOMAINS.has(labels.slice(at).join('.')));
}
