/** What the API complains of in a single field, by the code of the complaint. */
export const fieldRefusals = {
  'refusals.field.missing': 'Fill this in.',
  'refusals.field.too-short': '{limit, plural, one {Fill this in.} other {This needs at least # characters.}}',
  'refusals.field.too-long': 'This may have {limit, plural, one {one character} other {# characters}} at the most.',
  'refusals.field.too-small': 'This may not be less than {limit, number}.',
  'refusals.field.too-large': 'This may not be more than {limit, number}.',
  'refusals.field.too-few': 'This needs at least {limit, plural, one {one entry} other {# entries}}.',
  'refusals.field.too-many': 'This may have {limit, plural, one {one entry} other {# entries}} at the most.',
  'refusals.field.no-choice': 'This cannot be chosen here, or no longer.',
  'refusals.field.no-address': 'This is no e-mail address. Write it like name@example.com.',
  'refusals.field.no-day': 'This is no day. Write it like 2026-12-25.',
  'refusals.field.no-time': 'This is no time.',
  'refusals.field.no-text': 'This holds a character that is none. Type it anew instead of pasting it.',
  'refusals.field.no-line': 'This must be one line, with no tab in it.',
  'refusals.field.malformed': 'This cannot be written in this way.',
} as const;
