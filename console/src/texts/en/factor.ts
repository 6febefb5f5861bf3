export const factor = {
  'factor.title': 'Second factor',
  'factor.about':
    'A code of an app on your telephone beside the password: who has learnt your password alone does not get in.',
  'factor.code': 'Code',
  'factor.code.hint': 'The six digits that your app shows now.',
  'factor.recoveryCode': 'Recovery code',
  'factor.recoveryCode.hint': 'One of the ten codes you kept. It is good once.',
  'factor.useRecoveryCode': 'Use a recovery code',
  'factor.useCode': 'Use the code of the app',
  'factor.begin': 'Set up a second factor',
  'factor.begin.password': 'Your password, to begin',
  'factor.scan': 'Scan this with an authenticator app, or type the secret into it. Then give the code that it shows.',
  'factor.qr': 'QR code for your authenticator app',
  'factor.secret': 'Secret',
  'factor.confirm': 'Confirm',
  'factor.on': 'On since',
  'factor.left':
    '{count, plural, =0 {No recovery code is left.} one {One recovery code is left.} other {# recovery codes are left.}}',
  'factor.few': 'Make new recovery codes before the last one is gone.',
  'factor.renew': 'New recovery codes',
  'factor.renew.words': 'The ten codes you have end, and ten new ones are shown, this once.',
  'factor.turnOff': 'Turn off',
  'factor.turnOff.title': 'Turn off the second factor',
  'factor.turnOff.words':
    'From then on your password alone lets somebody in. The recovery codes end. To go to another telephone, turn it off here and set it up there.',
  'factor.turnOff.required':
    'An organization you belong to asks for a second factor: you will have to set up another at once.',
  'factor.codes.title': 'Your recovery codes',
  'factor.codes.words':
    'These are shown this once. Each lets you in once, in the place of a code, should you lose your telephone. Keep them where your telephone is not.',
  'factor.codes.print': 'Print',
  'factor.codes.kept': 'I have kept them',
  'factor.first.title': 'A second factor is needed',
  'factor.first.words':
    'An organization you belong to asks for a second factor. Until you have set one up, nothing else opens.',
  'factor.require': 'Every member needs a second factor',
  'factor.require.words':
    'Who signs in with a password and has none can do nothing but set one up. Tokens and service accounts are not concerned.',
  'factor.require.first': 'Set up your own second factor first; then you can ask it of others.',
  'factor.require.title': 'Ask a second factor of everybody in {organization}?',
  'factor.require.confirm':
    'Members who have none lose everything but the way to set one up, at once, also in sessions that are open now.',
  'factor.require.yes': 'Ask it of everybody',
} as const;
