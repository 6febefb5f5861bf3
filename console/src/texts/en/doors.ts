export const doors = {
  'doors.toSignIn': 'To the sign-in',
  'doors.newPassword': 'New password',
  'doors.newPassword.hint': 'At least 12 characters. Several words that have nothing to do with each other are good.',
  'doors.forgotten.title': 'Forgotten your password?',
  'doors.forgotten.words': 'Give the e-mail you sign in with. A link to choose a new password is sent to it.',
  'doors.forgotten.send': 'Send me a link',
  'doors.forgotten.sent':
    'If a confirmed account has this address and this installation sends mail, a link is on its way. It is good for an hour. Else ask whoever runs Habeas.',
  'doors.reset.title': 'Choose a new password',
  'doors.reset.words': 'With the new password all sessions and GDPR OAuth tokens of your account end.',
  'doors.reset.save': 'Set the password',
  'doors.reset.done': 'The new password is set. Sign in with it.',
  'doors.reset.again': 'Ask for another link',
  'doors.verify.title': 'Confirm your address',
  'doors.verify.signIn': 'Sign in to the account whose address you confirm.',
  'doors.verify.words':
    'Your account {email} gets a new password, and all of its sessions and GDPR OAuth tokens end: somebody else may have made it.',
  'doors.verify.save': 'Confirm the address',
  'doors.verify.done': 'Your address is confirmed. Sign in with the new password.',
  'doors.invitation.title': 'Invitation',
  'doors.invitation.words':
    '{inviter} invites {email} to “{organization}” in Habeas, as {role, select, owner {an owner} admin {an admin} other {a member}}.',
  'doors.invitation.until': 'The invitation is good until',
  'doors.invitation.name': 'Your name',
  'doors.invitation.password.known': 'You sign in with this address already: give the password you have.',
  'doors.invitation.accept': 'Accept',
  'doors.invitation.join': 'Join as {email}',
  'doors.invitation.join.words': 'You are signed in. The organization is added to your account.',
  'doors.invitation.separate': 'Or make an account for this organization alone:',
  'doors.invitation.other':
    'You are signed in as {signedIn}, and this invitation is for {email}. Sign out to accept it with that address.',
} as const;
