import type { decisions as english } from '../en/decisions';

export const decisions: Record<keyof typeof english, string> = {
  'decisions.act.revoke': 'Zurückziehen',
  'decisions.act.deny': 'Ablehnen',
  'decisions.act.extend': 'Frist verlängern',
  'decisions.act.approve': 'Freigeben',
  'decisions.act.retry': 'Noch einmal ansehen',
  'decisions.act.handOver': 'Übergabe festhalten',
  'decisions.act.print': 'Drucken',
  'decisions.act.stale': 'Die Seite dahinter zeigt, wie der Antrag jetzt steht.',
  'decisions.revoke.export':
    'Die Auskunft wird angehalten, und was sie geschrieben hat, wird vernichtet. Eine damit beantragte Löschung wartet dann auf Freigabe.',
  'decisions.revoke.deletion': 'Die Löschung endet, und nichts wird gelöscht. Sie kann erneut beantragt werden.',
  'decisions.revoke.final': 'Das lässt sich nicht rückgängig machen: Stellen Sie stattdessen einen neuen Antrag.',
  'decisions.revoked': 'Der Antrag wurde zurückgezogen.',
  'decisions.deny.words':
    'Der Antrag endet, ohne dass etwas offengelegt oder gelöscht wird. Der betroffenen Person ist der Grund mitzuteilen.',
  'decisions.deny.reason': 'Grund',
  'decisions.deny.noReason': 'Wählen Sie den Grund.',
  'decisions.deny.namesSubject': 'Der Vermerk enthält die ID einer betroffenen Person. Schreiben Sie ihn ohne.',
  'decisions.deny.note': 'Vermerk für die Akte (freiwillig)',
  'decisions.deny.note.about': 'Ohne Kennung der Person: Er überdauert die Kennungen.',
  'decisions.denied': 'Der Antrag wurde abgelehnt.',
  'decisions.extend.GDPR':
    'Zwei weitere Monate ab der ersten Frist, einmal (Art. 12 Abs. 3 DSGVO). Teilen Sie das der betroffenen Person mit dem Grund mit, bevor die erste Frist verstrichen ist.',
  'decisions.extend.CCPA':
    '45 weitere Tage, einmal (11 CCR §7021(b)). Teilen Sie das der betroffenen Person mit dem Grund mit, bevor die erste Frist verstrichen ist.',
  'decisions.extend.reason': 'Warum mehr Zeit nötig ist',
  'decisions.extend.reason.about': 'Wie es der Person mitgeteilt wird, ohne ihre Kennung.',
  'decisions.extended': 'Die Frist wurde verlängert.',
  'decisions.approve.words':
    'Die Löschung geht ohne weitere Rückfrage weiter: Nach der Bedenkzeit werden {people, plural, one {die Daten einer Person} other {die Daten von # Personen}} gelöscht. Sehen Sie sich zuerst die Betroffenen unten an.',
  'decisions.approved': 'Die Löschung wurde freigegeben.',
  'decisions.retry.words': 'Habeas sieht den Antrag sofort noch einmal an, statt auf den nächsten Versuch zu warten.',
  'decisions.retried': 'Der Antrag wird noch einmal angesehen.',
  'decisions.handOver.words': 'Für die Akte: wann, wie und von wem die betroffene Person die Antwort bekam.',
  'decisions.handOver.grace':
    'Bei einer Auskunft mit anschließender Löschung beginnt mit der Übergabe des Ganzen deren Bedenkzeit.',
  'decisions.handOver.what': 'Was übergeben wurde',
  'decisions.handOver.manner': 'Wie',
  'decisions.handOver.manner.about': 'Etwa: E-Mail, Post, Kundenkonto. Ohne Kennung der Person.',
  'decisions.handOver.at': 'An welchem Tag (leer: jetzt)',
  'decisions.handedOver': 'Die Übergabe wurde festgehalten.',
};
