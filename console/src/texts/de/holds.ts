import type { holds as english } from '../en/holds';

export const holds: Record<keyof typeof english, string> = {
  'holds.about':
    'Wer unter einer Löschsperre steht, wird nicht gelöscht: Eine Löschung lässt die Person aus oder wartet auf das Ende der Löschsperre, wenn ihre Frist das erlaubt.',
  'holds.noProject': 'Es gibt noch kein Projekt. Eine Löschsperre gilt für eine Person eines Projekts.',
  'holds.place': 'Löschsperre setzen',
  'holds.ids.about':
    'Höchstens 500. Jede ID einer Person sperrt die Person. Leerzeichen um eine ID werden weggelassen.',
  'holds.ids.tooMany': '{count, number} IDs sind mehr als 500: Setzen Sie mehrere Löschsperren.',
  'holds.basis': 'Warum nicht gelöscht werden darf',
  'holds.basis.about':
    'Etwa Rechtsstreit, Art. 17 Abs. 3 lit. e DSGVO. Nennen Sie hier niemanden: Der Text bleibt, wenn die IDs vernichtet werden.',
  'holds.reference': 'Ihr eigenes Zeichen',
  'holds.reference.about': 'Akte oder Ticket; freiwillig. Nennen Sie hier niemanden.',
  'holds.until': 'Bis zum Ende des',
  'holds.until.about': 'Dann endet die Löschsperre von selbst, wenn sie nicht vorher aufgehoben wird.',
  'holds.until.missing': 'Geben Sie an, wann die Löschsperre endet.',
  'holds.basis.missing': 'Geben Sie an, warum nicht gelöscht werden darf.',
  'holds.placed': '{count, plural, one {Eine Löschsperre wurde gesetzt.} other {# Löschsperren wurden gesetzt.}}',
  'holds.started':
    'Die Löschung dieser Personen hat begonnen, sie können nicht mehr gesperrt werden. Es wurde keine Löschsperre gesetzt:',
  'holds.search': 'Löschsperren zu einer ID suchen',
  'holds.search.id': 'ID der Person',
  'holds.search.go': 'Suchen',
  'holds.search.none': 'Zu dieser ID gibt und gab es keine Löschsperre.',
  'holds.search.found': '{count, plural, one {Eine Löschsperre zu dieser ID} other {# Löschsperren zu dieser ID}}',
  'holds.active': 'In Kraft',
  'holds.ended': 'Beendet',
  'holds.active.none': 'In diesem Projekt steht niemand unter einer Löschsperre.',
  'holds.ended.none': 'In diesem Projekt ist noch keine Löschsperre beendet.',
  'holds.person': 'Person',
  'holds.person.destroyed': 'Die ID wurde nach ihrer Aufbewahrungsfrist vernichtet',
  'holds.state': 'Stand',
  'holds.state.active': 'in Kraft',
  'holds.state.ended': 'von selbst beendet',
  'holds.state.lifted': 'aufgehoben',
  'holds.reason': 'Grund',
  'holds.placedAt': 'Gesetzt',
  'holds.placedBy': 'von {name}',
  'holds.endsAt': 'Endet',
  'holds.lift': 'Aufheben',
  'holds.lift.of': 'Löschsperre auf {id} aufheben',
  'holds.lift.ask': 'Diese Löschsperre aufheben?',
  'holds.lift.words':
    'Die Person kann dann wieder gelöscht werden. Eine Löschung, die nur auf diese Löschsperre wartet, geht sofort weiter und lässt sich nach ihrem Beginn nicht aufhalten. Was eine frühere Löschung von ihr lassen musste, wird mit dem nächsten Löschlauf gelöscht.',
  'holds.lift.go': 'Löschsperre aufheben',
  'holds.lifted': 'Die Löschsperre wurde aufgehoben.',
};
