export const review = {
  'review.about': 'Who could do what at this moment, since when, by whom, and when they last did anything.',
  'review.mark': 'Mark as reviewed',
  'review.mark.about':
    'Look through the lists, end what nobody needs any more, and say that you did. It stays in the audit log.',
  'review.never': 'This was never marked as reviewed.',
  'review.last': 'Last reviewed:',
  'review.note': 'Note',
  'review.note.about': 'What you found and did. It is kept for good: do not name anybody whose data you process.',
  'review.may': 'May',
  'review.letInBy': 'Let in by',
  'review.madeAt': 'Made',
  'review.noEnd': 'with the next one',
  'review.prefixUnknown': 'unknown',
  'review.people': 'People',
  'review.people.about': 'Who signs in, as what.',
  'review.tools.about': 'Tools, with the role they act in.',
  'review.secrets': 'API secrets',
  'review.secrets.about':
    'One a project, and those before it while an overlap lasts. They stand in the settings of tools.',
  'review.secrets.none': 'There is no project.',
  'review.secrets.requests': 'send data, and open and see requests',
  'review.secrets.data': 'send data',
  'review.secrets.permittedBy': 'let by',
  'review.tokens': 'GDPR OAuth tokens',
  'review.tokens.about':
    'Good for privacy requests in the name of their person, as far as the role of the person goes.',
  'review.change': 'Change it here:',
} as const;
