export const signIn = {
  'signIn.or': 'or',
  'signIn.with': 'Sign in with {name}',
  'signIn.inNewTab': 'Sign in with {name} in a new tab, and come back here.',
  'signIn.failed': 'You are not signed in',
  'signIn.proof.with': 'Sign in with {name} once more instead',
  'signIn.proof.given': 'You have just signed in with {name}. That stands for your password until',
  'signIn.proof.title': 'Is it you?',
  'signIn.proof.failed': 'This has not shown that it is you',
  'signIn.proof.back': 'Back to where you were',
  'signIn.confirm.with': 'Confirm it with {name}',
  'signIn.confirm.about':
    '{name} can confirm it too. Your password, a second factor, all sessions and tokens, and service accounts you made then end, and you come in with {name}.',
  'signIn.error.provider-not-set': 'No identity provider is set up here. Sign in with your password.',
  'signIn.error.provider-denied': 'The identity provider did not let you in, or you turned back there.',
  'signIn.error.provider-unavailable':
    'The identity provider does not answer as it should. Try again later, or sign in with your password.',
  'signIn.error.sign-in-state-over':
    'The sign-in took longer than ten minutes, or was begun in another window. Begin again.',
  'signIn.error.sign-in-code-refused': 'The identity provider does not know this sign-in any more. Begin again.',
  'signIn.error.email-unconfirmed':
    'The identity provider does not say that your e-mail address is confirmed. Confirm it there, or ask who runs it.',
  'signIn.error.account-unconfirmed':
    'Nobody has confirmed that the account of your address is yours. Sign in with its password, and confirm the address in your profile, where this does it too.',
  'signIn.error.account-of-another':
    'The account of your address belongs to somebody else at the identity provider. Ask the operator of Habeas.',
  'signIn.error.another-person': 'You signed in at the identity provider as somebody else than you are here.',
  'signIn.error.sign-in-not-fresh':
    'The identity provider does not say that you signed in there just now. Give your password instead; sign out and press “Forgotten your password?” to choose one.',
  'signIn.error.owner-by-link': 'You are invited as an owner. Open the link of the invitation to accept it.',
  'signIn.error.several-invitations':
    'Several organizations have invited you. Open the link of the invitation that you want to accept.',
  'signIn.error.nobody-invited': 'Nobody has invited your address. Ask an owner or admin of your organization.',
  'signIn.error.too-many-sign-ins':
    'There were too many attempts from where you are. Try again in a quarter of an hour.',
  'signIn.error.sign-in-failed': 'Something went wrong in Habeas. Try again; if it stays so, ask the operator.',
  'signIn.domains': 'Sign-in',
  'signIn.domains.about':
    'People with a confirmed address of these domains come in by your identity provider, without an invitation.',
  'signIn.domains.owners': 'Owners of the organization decide whose domain may come in.',
  'signIn.domains.noProvider':
    'No identity provider is set up, so that nobody comes in by a domain. The operator of Habeas sets one up.',
  'signIn.domains.empty': 'No domain is allowed. Whoever belongs to the organization was invited.',
  'signIn.domains.domain': 'Domain',
  'signIn.domains.domain.about': 'What stands behind the @ of your own confirmed address, such as example.com.',
  'signIn.domains.role': 'Role',
  'signIn.domains.role.about': 'Of whoever comes by it. Owners are invited.',
  'signIn.domains.role.admin': 'Admin',
  'signIn.domains.role.member': 'Member',
  'signIn.domains.allowedBy': 'Allowed by',
  'signIn.domains.since': 'Since',
  'signIn.domains.state': 'State',
  'signIn.domains.inEffect': 'in effect',
  'signIn.domains.notInEffect': 'ended: who allowed it is no owner any more',
  'signIn.domains.allow': 'Allow',
  'signIn.domains.remove': 'Remove',
  'signIn.domains.removeOf': 'Remove {domain}',
  'signIn.domains.remove.title': 'Remove {domain}?',
  'signIn.domains.remove.words':
    'Nobody further comes in by this domain. Who came already stays a member; remove them under Members.',
  'account.signIn': 'Sign in',
  'account.email': 'E-mail',
  'account.password': 'Password',
  'account.forgotten': 'Forgotten your password?',
  'account.whichOrganization': 'Several accounts have this address: which organization is meant?',
} as const;
