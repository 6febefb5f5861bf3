export const find = {
  'find.about':
    'From what you know of a person to the id under which they are known here. Only profiles are looked through; who looked, and by which property, is in the audit, what was looked for is not.',
  'find.what': 'What you know',
  'find.property': 'Property',
  'find.property.$email': 'E-mail',
  'find.property.$phone': 'Telephone ($phone)',
  'find.property.$name': 'Name ($name)',
  'find.property.other': 'Another property',
  'find.other': 'Name of the property',
  'find.other.words': 'Exactly as it is sent to the project.',
  'find.value': 'Value',
  'find.value.email': 'The whole address, in capital or small letters. $email and email are looked up.',
  'find.value.exact': 'The whole value, exactly as it is.',
  'find.find': 'Find',
  'find.found': 'Found',
  'find.nobody':
    'No profile of this project says so. What stands in events or in your own tables alone is not found here, and neither is whoever is being erased.',
  'find.ids':
    '{count, plural, =0 {No other id} one {# other id} other {# other ids}} of this person{shared, plural, =0 {.} one {, # shared with others.} other {, # shared with others.}}',
  'find.chosen': '{count, plural, =0 {Nobody is chosen.} one {# person is chosen.} other {# people are chosen.}}',
  'find.export': 'Request export',
  'find.deletion': 'Request deletion',
} as const;
