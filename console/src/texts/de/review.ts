import type { review as english } from '../en/review';

export const review: Record<keyof typeof english, string> = {
  'review.about': 'Wer in diesem Moment was tun könnte, seit wann, durch wen, und wann zuletzt etwas geschah.',
  'review.mark': 'Als geprüft kennzeichnen',
  'review.mark.about':
    'Sehen Sie die Listen durch, beenden Sie, was niemand mehr braucht, und halten Sie fest, dass Sie es getan haben. Es bleibt im Protokoll.',
  'review.never': 'Das wurde noch nie als geprüft gekennzeichnet.',
  'review.last': 'Zuletzt geprüft:',
  'review.note': 'Notiz',
  'review.note.about': 'Was Sie gefunden und getan haben. Es bleibt für immer: Nennen Sie keine Betroffenen.',
  'review.may': 'Darf',
  'review.letInBy': 'Eingelassen von',
  'review.madeAt': 'Erstellt',
  'review.noEnd': 'mit dem nächsten',
  'review.prefixUnknown': 'unbekannt',
  'review.people': 'Personen',
  'review.people.about': 'Wer sich anmeldet, und als was.',
  'review.tools.about': 'Werkzeuge mit der Rolle, in der sie handeln.',
  'review.secrets': 'API-Geheimnisse',
  'review.secrets.about':
    'Eines je Projekt, und während einer Übergangszeit die davor. Sie stehen in den Einstellungen von Werkzeugen.',
  'review.secrets.none': 'Es gibt kein Projekt.',
  'review.secrets.requests': 'Daten senden, Anträge stellen und sehen',
  'review.secrets.data': 'Daten senden',
  'review.secrets.reads': 'Profile und Ereignisse lesen',
  'review.secrets.permittedBy': 'erlaubt von',
  'review.tokens': 'DSGVO-OAuth-Token',
  'review.tokens.about': 'Gelten für Anträge im Namen ihrer Person, soweit deren Rolle reicht.',
  'review.views.about': 'Wer in jedem Projekt Eigenschaften sieht, die als sensibel gekennzeichnet sind.',
  'review.change': 'Hier ändern Sie es:',
};
