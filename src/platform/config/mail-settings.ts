import { HabeasError } from '../core/errors.js';

export interface MailSettings {
  /** `smtp://` or `smtps://`, with a password where the server asks for one: never print it. */
  readonly url: string;
  readonly from: MailFrom;
}

/** Who mails are from; `name` may be empty. */
export interface MailFrom {
  readonly name: string;
  readonly address: string;
}

/**
 * SMTP_URL and MAIL_FROM, both or neither; with them BASE_URL, since what is mailed carries links.
 * @returns null where this installation sends no mail
 * @throws HabeasError `bad-settings` that names what is missing
 */
export function readMailSettings(values: {
  readonly SMTP_URL: string | null;
  readonly MAIL_FROM: MailFrom | null;
  readonly BASE_URL: string | null;
}): MailSettings | null {
  const { SMTP_URL: url, MAIL_FROM: from, BASE_URL: base } = values;
  if (url === null && from === null) return null;
  if (url === null) throw bad('SMTP_URL must be set where MAIL_FROM is');
  if (from === null) throw bad('MAIL_FROM must be set where SMTP_URL is');
  if (base === null) throw bad('BASE_URL must be set where SMTP_URL is: mails carry links');
  return { url, from };
}

/** `Habeas <habeas@example.com>` or the address alone; null where it is neither. */
export function readMailFrom(text: string): MailFrom | null {
  const named = /^([^<>"\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text);
  const [name, address] = named ? [named[1] ?? '', named[2] ?? ''] : ['', text];
  return isMailable(address) ? { name: name.trim(), address } : null;
}

/** Whether an address can stand in a mail as it is: one `@`, nothing that ends a header or begins a second address. */
export function isMailable(address: string): boolean {
  return address.length <= 254 && /^[^\s@\p{C}<>()[\]\\,;:"]+@[^\s@\p{C}<>()[\]\\,;:"]+$/u.test(address);
}

function bad(complaint: string): HabeasError {
  return new HabeasError('invalid', 'bad-settings', `Settings: ${complaint}.`);
}
