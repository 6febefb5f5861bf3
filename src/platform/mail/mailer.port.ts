/** A mail in plain text to one address. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Of a mail that may be sent twice, since nobody could say whether it was taken: mailboxes know it again by this. */
  readonly id?: string;
}

/** Hands mails to the operator's server. What they say, and whether they are sent again, is for those who send. */
export abstract class Mailer {
  /** Whether this installation sends mail at all; where not, `send` is never called. */
  abstract readonly sends: boolean;

  /**
   * Resolves when the server has taken the mail over.
   * @throws HabeasError 503 `mail-not-sent`, which holds no address
   */
  abstract send(mail: Mail): Promise<void>;
}

/** Where SMTP_URL is not set. */
export class NoMailer extends Mailer {
  override readonly sends = false;

  override async send(): Promise<void> {
    throw new Error('This installation sends no mail: ask `sends` first.');
  }
}
