import { HabeasError, isMailable } from '../../platform/index.js';

/** How addresses are kept and compared: small letters, no white space around. */
export function foldEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** Folded. @throws HabeasError 422 `email-malformed` */
export function normalEmail(text: string): string {
  const email = foldEmail(text);
  if (isMailable(email)) return email;
  throw new HabeasError('unprocessable', 'email-malformed', 'This is not an e-mail address: write name@example.com.');
}
