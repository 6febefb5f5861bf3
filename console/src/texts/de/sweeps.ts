import type { sweeps as english } from '../en/sweeps';

export const sweeps: Record<keyof typeof english, string> = {
  'sweeps.title': 'Fällige Löschungen',
  'sweeps.due':
    '{deletions, plural, =0 {Keine Löschung wartet auf den Löschlauf.} one {Eine Löschung wartet auf den Löschlauf: {subjects, plural, one {# Person} other {# Personen}}.} other {# Löschungen warten auf den Löschlauf: {subjects, plural, one {# Person} other {# Personen}}.}}',
  'sweeps.next': 'Der nächste Löschlauf beginnt von selbst:',
  'sweeps.underway': 'Ein Löschlauf ist im Gange.',
  'sweeps.now': 'Jetzt löschen',
  'sweeps.ownersOnly': 'Inhaber können ihn sofort starten.',
  'sweeps.confirm': 'Löschlauf jetzt starten?',
  'sweeps.confirm.words':
    'Sofort ausgeführt: {deletions, plural, one {# Löschung} other {# Löschungen}}, {subjects, plural, one {# Person} other {# Personen}}. Was gelöscht ist, kommt nicht zurück, und eine begonnene Löschung lässt sich nicht widerrufen.',
  'sweeps.confirm.go': 'Endgültig löschen',
  'sweeps.ordered': 'Der Löschlauf beginnt: {deletions, plural, one {# Löschung} other {# Löschungen}}.',
  'sweeps.latest': 'Letzte Löschläufe',
  'sweeps.latest.none': 'Noch hat kein Löschlauf eine Ihrer Löschungen übernommen.',
  'sweeps.started': 'Begonnen',
  'sweeps.finished': 'Beendet',
  'sweeps.finished.not': 'im Gange',
  'sweeps.deletions': 'Löschungen',
  'sweeps.people': 'Personen',
};
