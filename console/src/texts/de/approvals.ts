import type { approvals as english } from '../en/approvals';

export const approvals: Record<keyof typeof english, string> = {
  'approvals.about':
    'Große Löschungen warten hier auf eine zweite Person: einen Inhaber oder Admin, der es schon vor dem Antrag war und von der antragstellenden Person unabhängig ist.',
  'approvals.empty':
    'Nichts wartet auf Freigabe. Eine Löschung kommt hierher, wenn sie mehr Personen nennt, als das Projekt ohne Freigabe erlaubt.',
  'approvals.people': '{count, plural, one {# Person} other {# Personen}}',
  'approvals.openedBy': 'Gestellt von',
  'approvals.decideBy': 'Zu entscheiden bis',
  'approvals.due': 'Fällig',
  'approvals.approvers': 'Freigeben dürfen',
  'approvals.nobody': 'niemand',
  'approvals.approve': 'Freigeben',
  'approvals.deny': 'Ablehnen',
  'approvals.approve.words':
    'Daten von {count, plural, one {# Person} other {# Personen}} werden aus „{project}“ gelöscht. Die Löschung läuft dann von selbst weiter: Bis sie beginnt, kann sie noch zurückgezogen werden.',
  'approvals.approved': 'Die Löschung ist freigegeben und läuft von selbst weiter.',
  'approvals.refusal.approver-is-opener': 'Sie haben sie beantragt: Freigeben muss sie jemand anderes.',
  'approvals.refusal.approver-is-no-person': 'Freigeben kann sie nur eine Person.',
  'approvals.refusal.approver-too-new': 'Sie waren noch nicht Inhaber oder Admin, als sie beantragt wurde.',
  'approvals.refusal.approver-not-independent':
    'Sie und die antragstellende Person sind nicht unabhängig voneinander: Eine hat die andere eingeladen, oder dieselbe Person hat beide eingeladen.',
  'approvals.earlier': 'Jemand hat schon entschieden',
  'approvals.earlier.approved': '{by} hat sie am {at} freigegeben.',
  'approvals.earlier.denied': '{by} hat sie am {at} abgelehnt.',
  'approvals.earlier.revoked': '{by} hat sie am {at} zurückgezogen.',
  'approvals.earlier.started': 'Sie wurde am {at} begonnen.',
  'approvals.earlier.succeeded': 'Sie wurde am {at} abgeschlossen.',
  'approvals.earlier.failed': 'Sie ist am {at} fehlgeschlagen.',
};
