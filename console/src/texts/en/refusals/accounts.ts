/** Refusals about accounts, passwords, members, and the tools that act for an organization. */
export const accountRefusals = {
  'refusals.sign-in-refused':
    'The e-mail or the password is wrong. If you changed your password just now, use the new one.',
  'refusals.credentials-invalid': 'Your session is over. Sign in again.',
  'refusals.credentials-missing': 'You are not signed in. Sign in again.',
  'refusals.several-accounts': 'Several accounts have this e-mail and this password. Choose the organization you mean.',
  'refusals.too-many-sign-ins':
    'There were too many attempts. Try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'refusals.cross-site':
    'The browser says that this did not come from this page. Load the page again, and try once more.',
  'refusals.password-wrong': 'The password is wrong. Give the password you sign in with.',
  'refusals.password-unfit': 'This password is not good enough. Choose another one.',
  'refusals.password-unfit.length': 'A password has {least} to {most} characters. Choose another one.',
  'refusals.password-unfit.pattern':
    'Keys in a row, sequences and repetitions are guessed first. Choose several words that have nothing to do with each other.',
  'refusals.password-unfit.date':
    'Dates and years are guessed first. Choose several words that have nothing to do with each other.',
  'refusals.password-unfit.personal':
    'Your name, your address, or the name of the organization is in it. Choose words that have nothing to do with you.',
  'refusals.password-unfit.common':
    'Many people have this password or one like it. Choose several words that have nothing to do with each other.',
  'refusals.password-unfit.words':
    'It is made of words and names that are guessed first. Choose several that have nothing to do with each other, or let a password manager make one.',
  'refusals.proof-missing':
    'You have to show that it is you: type your password, or sign in at the identity provider once more. That is good for five minutes.',
  'refusals.second-factor-required': 'This account has a second factor. Type the code of your app, or a recovery code.',
  'refusals.second-factor-required-here':
    'An organization you belong to asks for a second factor. Set one up in your profile; until then nothing else is open to you.',
  'refusals.second-factor-refused':
    'This code is wrong, was used already, or is too old. Wait for the next one, and see that the time of your telephone is right.',
  'refusals.second-factor-not-set': 'Your account has no second factor. Set one up in your profile first.',
  'refusals.second-factor-not-begun': 'This has taken too long. Begin to set up the second factor anew.',
  'refusals.second-factor-set':
    'Your account has a second factor already. Turn that one off before you set up another.',
  'refusals.link-over':
    'This link is not good, or no longer: it was used, replaced by another, or is too old. Ask for a new one.',
  'refusals.invitation-over':
    'This invitation is not good, or no longer: it was used, withdrawn, or is too old. Ask whoever invited you for another.',
  'refusals.invitation-not-found': 'This invitation does not exist any more. Load the page again.',
  'refusals.already-verified': 'Your address is confirmed already. Nothing is left to be done.',
  'refusals.already-member': 'Somebody with this address belongs to the organization already.',
  'refusals.mail-not-sent-here': 'No mail is sent from here. Whoever runs Habeas can have it sent (SMTP_URL).',
  'refusals.mail-not-sent': 'The mail server did not take the mail. Try again, or ask who looks after it.',
  'refusals.address-taken':
    'Another account has this address and has shown that it is theirs. Yours stays good in its own organization.',
  'refusals.other-account': 'This link is for another account. Sign out, and sign in with that one.',
  'refusals.account-unverified':
    'Nobody has confirmed the address of your account, so that it is good where it is and nowhere else. Confirm it in your profile first.',
  'refusals.account-made-meanwhile':
    'An account with this address was made at this very moment. Accept again, with the password of that account.',
  'refusals.email-malformed': 'This is no e-mail address. Write it like name@example.com.',
  'refusals.too-many-invitations':
    'There were too many invitations, to this address or at all. Try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'refusals.last-owner': 'An organization needs an owner. Make somebody else an owner first.',
  'refusals.last-owner.own': 'You are the last owner of {organizations}. Make somebody else an owner there first.',
  'refusals.member-not-found': 'This person does not belong to the organization any more. Load the page again.',
  'refusals.person-not-found': 'Nobody signs in with this address. See whether it is spelt right.',
  'refusals.role-too-low': 'Your role does not allow this. Have an owner do it, or ask an owner for the role.',
  'refusals.organization-not-found': 'You do not belong to this organization, or no longer. Load the page again.',
  'refusals.name-missing': 'A name is missing. Type one.',
  'refusals.name-unfit': 'The name of a service account has 1 to 64 letters, digits, dashes and underscores.',
  'refusals.expiry-unfit': 'Choose from 1 to 365 whole days until it ends.',
  'refusals.service-account-not-found': 'This service account does not exist any more. Load the page again.',
  'refusals.token-not-found': 'This token does not exist any more. Load the page again.',
  'refusals.token-over': 'This token has ended. Make a new one.',
  'refusals.token-replaced': 'Another token was made in the place of this one already. Use that.',
  'refusals.review-changed': 'Who could do what has changed since you looked. Look through it again, then mark it.',
  'refusals.credential-unfit': 'An API secret speaks for nobody. Sign in, and do it yourself.',
  'refusals.too-many-domains': 'The organization allows as many domains as it may. Remove one you no longer need.',
  'refusals.sign-in-domain-not-found': 'This domain was removed meanwhile. Load the page again.',
  'refusals.domain-malformed': 'This is no domain of e-mail addresses. Write it like example.com.',
  'refusals.domain-public': 'Anybody can have an address of this domain. Invite your colleagues one by one.',
  'refusals.domain-not-yours':
    'You can allow the domain of your own confirmed address and no other. Ask an owner who has a confirmed address there.',
} as const;
