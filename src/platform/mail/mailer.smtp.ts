import { createTransport } from 'nodemailer';
import { HabeasError } from '../core/errors.js';
import type { MailSettings } from '../config/mail-settings.js';
import { Mailer, type Mail } from './mailer.port.js';

const PATIENCE = 20_000;

/** Mails by SMTP, a connection each: they are few. STARTTLS is used where the server offers it; `?requireTLS=true` insists. */
export class SmtpMailer extends Mailer {
  override readonly sends = true;
  private readonly transport;

  constructor(private readonly settings: MailSettings) {
    super();
    this.transport = createTransport({
      url: settings.url,
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
    });
  }

  override async send({ to, subject, text, id }: Mail): Promise<void> {
    const { from } = this.settings;
    try {
      await this.transport.sendMail({
        from,
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        subject,
        text,
        ...(id === undefined ? {} : { messageId: `<${id}@${from.address.split('@')[1]}>` }),
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      // The server's own words may name the address, so that neither they nor the cause go on.
      throw new HabeasError(
        'unavailable',
        'mail-not-sent',
        `The mail server did not take the mail (${codeOf(error)}).`,
      );
    }
  }
}

/** Such as `ECONNECTION` or `EENVELOPE 550`. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const words = [code, responseCode].filter((each) => typeof each === 'string' || typeof each === 'number');
  return words.filter((word) => /^[A-Z0-9]{1,20}$/.test(String(word))).join(' ') || 'no code';
}
