import type { find as english } from '../en/find';

export const find: Record<keyof typeof english, string> = {
  'find.about':
    'Von dem, was Sie über eine Person wissen, zu der Kennung, unter der sie hier bekannt ist. Durchsucht werden nur Profile; wer nach welcher Eigenschaft gesucht hat, steht im Protokoll, der gesuchte Wert nicht.',
  'find.what': 'Was Sie wissen',
  'find.property': 'Eigenschaft',
  'find.property.$email': 'E-Mail',
  'find.property.$phone': 'Telefon ($phone)',
  'find.property.$name': 'Name ($name)',
  'find.property.other': 'Eine andere Eigenschaft',
  'find.other': 'Name der Eigenschaft',
  'find.other.words': 'Genau so, wie sie an das Projekt gesendet wird.',
  'find.value': 'Wert',
  'find.value.email': 'Die ganze Adresse, groß- oder kleingeschrieben. Gesucht wird in $email und email.',
  'find.value.exact': 'Der ganze Wert, genau so, wie er ist.',
  'find.find': 'Suchen',
  'find.found': 'Gefunden',
  'find.nobody':
    'Kein Profil dieses Projekts sagt das. Was nur in Ereignissen oder in Ihren eigenen Tabellen steht, wird hier nicht gefunden, ebenso wenig, wer gerade gelöscht wird.',
  'find.ids':
    '{count, plural, =0 {Keine weitere Kennung} one {# weitere Kennung} other {# weitere Kennungen}} dieser Person{shared, plural, =0 {.} one {, # mit anderen geteilt.} other {, # mit anderen geteilt.}}',
  'find.chosen':
    '{count, plural, =0 {Niemand ist ausgewählt.} one {# Person ist ausgewählt.} other {# Personen sind ausgewählt.}}',
  'find.export': 'Auskunft beantragen',
  'find.deletion': 'Löschung beantragen',
};
