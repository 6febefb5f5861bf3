import type { account as english } from '../en/account';

export const account: Record<keyof typeof english, string> = {
  'account.signIn': 'Anmelden',
  'account.email': 'E-Mail',
  'account.password': 'Passwort',
  'account.forgotten': 'Passwort vergessen?',
  'account.whichOrganization': 'Diese Adresse hat mehrere Konten: Welche Organisation ist gemeint?',
};
