import type { Config } from '../config/config.js';
import { NoMailer, type Mailer } from './mailer.port.js';
import { SmtpMailer } from './mailer.smtp.js';

/** The mailer of these settings; no connection is made before the first mail. */
export function openMailer(config: Config): Mailer {
  const { mail } = config;
  return mail === null ? new NoMailer() : new SmtpMailer(mail);
}
