export const account = {
  'account.signIn': 'Sign in',
  'account.email': 'E-mail',
  'account.password': 'Password',
  'account.forgotten': 'Forgotten your password?',
  'account.whichOrganization': 'Several accounts have this address: which organization is meant?',
} as const;
