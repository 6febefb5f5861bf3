import type { requestRefusals as english } from '../../en/refusals/requests';

export const requestRefusals: Record<keyof typeof english, string> = {
  'refusals.request-not-found':
    'Diesen Antrag gibt es nicht, oder Sie dürfen ihn nicht sehen. Sehen Sie nach, ob die Adresse vollständig ist.',
  'refusals.already-finished':
    'Der Antrag ist beendet, sodass nichts mehr darüber entschieden werden kann. Stellen Sie einen neuen, wenn einer nötig ist.',
  'refusals.already-started': 'Die Arbeit hat inzwischen begonnen und lässt sich nicht mehr aufhalten.',
  'refusals.already-approved': 'Jemand hat ihn inzwischen freigegeben. Es ist nichts weiter zu tun.',
  'refusals.already-extended': 'Die Frist wurde schon verlängert, und das Gesetz erlaubt es einmal.',
  'refusals.approval-not-needed': 'Der Antrag wartet auf niemanden. Er geht von selbst weiter.',
  'refusals.approver-is-opener': 'Sie haben ihn gestellt: Freigeben muss ihn jemand anderes.',
  'refusals.approver-is-no-person': 'Freigeben kann ihn nur eine Person. Melden Sie sich an und tun Sie es selbst.',
  'refusals.approver-too-new':
    'Sie waren noch nicht Inhaber oder Admin, als er gestellt wurde: Freigeben muss ihn jemand anderes.',
  'refusals.approver-not-independent':
    'Sie und die antragstellende Person sind nicht unabhängig voneinander: Eine hat die andere eingeladen, oder dieselbe Person hat beide eingeladen. Freigeben muss ihn jemand anderes.',
  'refusals.note-names-subject':
    'Der Vermerk enthält die ID einer betroffenen Person. Er überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.reason-names-subject':
    'Der Grund enthält die ID einer betroffenen Person. Er überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.manner-names-subject':
    'Hier steht die ID einer betroffenen Person. Der Text überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.hold-names-subject':
    'Der Grund oder Ihr Zeichen enthält die ID einer betroffenen Person. Der Text überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.duty-names-subject': 'Der Text enthält die ID der Person. Er überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.receipt-names-subject':
    'Wie der Antrag Sie erreicht hat, enthält die ID einer betroffenen Person. Der Text überdauert die IDs: Schreiben Sie ihn ohne.',
  'refusals.extension-too-late':
    'Die Frist ist verstrichen. Verlängern ließ sie sich nur davor, denn bis dahin muss die Person es wissen.',
  'refusals.nothing-to-hand-over':
    'Es gibt keine Antwort, die sich übergeben ließe. Die gibt es, wenn der Antrag abgeschlossen oder abgelehnt ist.',
  'refusals.handed-over-in-future': 'In der Zukunft wurde nichts übergeben. Berichtigen Sie die Zeit.',
  'refusals.handed-over-before-end':
    'Damals gab es noch keine Antwort. Wählen Sie eine Zeit nach dem Ende des Antrags.',
  'refusals.subject-not-found': 'Der Antrag hat keinen Ordner dieser Person, oder nicht mehr. Laden Sie die Seite neu.',
  'refusals.nothing-to-retry': 'Kein Versuch ist fehlgeschlagen. Der Antrag nimmt seinen Lauf.',
  'refusals.carries-out-a-duty':
    'Diese Löschung erledigt, was noch zu löschen war, und lässt sich nicht zurückziehen. Setzen Sie eine Löschsperre, wenn eine nötig ist.',
  'refusals.ids-under-deletion':
    'Einige dieser IDs sind in einer Löschung, die noch nicht beendet ist. Lassen Sie sie weg, oder warten Sie deren Ende ab.',
  'refusals.idempotency-key-reused':
    'Diese Seite hat schon einen anderen Antrag gesendet. Laden Sie sie neu, und geben Sie den Antrag noch einmal ein.',
  'refusals.raw-id-needed':
    'Einige dieser IDs sind Hashes, und Tabellen des Unternehmens kennen keine Hashes. Nennen Sie die IDs selbst.',
  'refusals.disclosure-needs-ccpa':
    'Kategorien und Quellen gibt es nur nach CCPA. Wählen Sie die Daten selbst, oder CCPA.',
  'refusals.received-in-future': 'Ein Antrag kann nicht in der Zukunft eingegangen sein. Berichtigen Sie die Zeit.',
  'refusals.verified-in-future': 'Niemand wurde in der Zukunft bestätigt. Berichtigen Sie die Zeit.',
  'refusals.suppress-needs-deletion':
    'Nur nach einer Löschung der Daten selbst lässt sich abweisen, was von den Personen noch eintrifft.',
  'refusals.then-needs-export': 'Nur auf eine Auskunft kann eine Löschung folgen.',
  'refusals.then-needs-data':
    'Eine Löschung kann auf eine Auskunft über die Daten selbst folgen. Stellen Sie beide Anträge für sich.',
  'refusals.too-many-subjects':
    '{given, number} Personen sind genannt, höchstens {limit, number} sind es auf einmal. Teilen Sie sie auf mehrere auf.',
  'refusals.too-many-ids':
    '{given, number} IDs sind genannt, höchstens {limit, number} sind es auf einmal. Teilen Sie sie auf mehrere auf.',
  'refusals.receipt-incomplete':
    'Das Projekt verlangt mehr Angaben dazu, wie der Antrag Sie erreicht hat. Ergänzen Sie, was fehlt.',
  'refusals.too-many-decisions':
    'Das sind mehr Entscheidungen über IDs, als ein Antrag aufnimmt. Teilen Sie die Personen auf mehrere auf.',
  'refusals.decision-subject-unknown':
    'Eine geteilte ID kann nur einer der Personen des Antrags gehören. Wählen Sie eine von ihnen.',
  'refusals.decision-repeated': 'Über eine geteilte ID wird einmal entschieden, für eine Person.',
  'refusals.decision-not-ambiguous':
    'Einige dieser IDs sind nicht oder nicht mehr geteilt. Lassen Sie die Vorschau noch einmal zeigen.',
  'refusals.distinct-ids-invalid': 'Eine der IDs kann keine sein.',
  'refusals.csv-invalid':
    'Zeile {line, number} der Datei lässt sich nicht lesen. Berichtigen Sie sie, und wählen Sie die Datei noch einmal.',
  'refusals.csv-empty': 'In der Datei steht keine ID. Schreiben Sie eine in jede Zeile.',
  'refusals.csv-not-utf8':
    'Welche Buchstaben in der Datei stehen, lässt sich nicht sicher sagen. Speichern Sie sie als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-other-format':
    'Das ist keine CSV-Datei. Speichern Sie die Liste der IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-too-large':
    'Die Datei hat mehr als die {limit, number} Bytes, die angenommen werden. Teilen Sie sie auf mehrere auf.',
  'refusals.csv-too-many-rows': 'Die Datei nennt dieselben Personen immer wieder. Lassen Sie weg, was doppelt ist.',
  'refusals.csv-header-unclear': 'Die erste Zeile der Datei kann ein Name sein oder eine ID.',
  'refusals.csv-column-unclear': 'Es ist nicht klar, in welcher Spalte der Datei die IDs stehen.',
  'refusals.multipart-invalid': 'Die Datei ist nicht vollständig angekommen. Wählen Sie sie noch einmal.',
  'refusals.ids-destroyed':
    'Die IDs wurden nach ihrer Aufbewahrungsfrist vernichtet. Stellen Sie einen neuen Antrag, wenn einer nötig ist.',
  'refusals.closure-too-large':
    'Mit diesen Personen sind mehr IDs verknüpft, als Personen haben. Lassen Sie die Verknüpfungen ansehen, und versuchen Sie es dann noch einmal.',
  'refusals.hold-not-found':
    'Diese Löschsperre gibt es nicht, oder Sie dürfen sie nicht sehen. Laden Sie die Seite neu.',
  'refusals.hold-ended': 'Die Löschsperre hat von selbst geendet. Es ist nichts mehr aufzuheben.',
  'refusals.until-not-ahead': 'Eine Löschsperre muss in der Zukunft enden. Wählen Sie einen späteren Tag.',
  'refusals.deletion-started':
    'Die Löschung einiger dieser Personen hat begonnen und lässt sich nicht mehr aufhalten. Es wurde keine Löschsperre gesetzt: Lassen Sie diese Personen weg.',
  'refusals.duty-not-found':
    'Diese Löschpflicht gibt es nicht, oder Sie dürfen sie nicht sehen. Laden Sie die Seite neu.',
  'refusals.duty-ended': 'Hier ist nichts mehr zu löschen. Laden Sie die Seite neu.',
  'refusals.duty-under-way': 'Sie wird gerade erledigt. Verfolgen Sie die Löschung, die das tut.',
  'refusals.duty-held':
    'Die Person steht unter Löschsperre. Heben Sie diese zuerst auf, dann wird die Löschpflicht von selbst fällig.',
  'refusals.duty-of-an-end':
    'Das ist übrig von einem Projekt, das weg ist, und lässt sich nicht aufgeben. Gelöscht wird es, wenn niemand die Person sperrt.',
  'refusals.duty-of-a-file': 'Die Datei wird von selbst vernichtet. Es ist nichts aufzugeben.',
  'refusals.property-withheld':
    'Diese Eigenschaft wird vor allen zurückgehalten, damit niemand durch sie gefunden wird. Suchen Sie nach einer anderen.',
  'refusals.property-sensitive':
    'Diese Eigenschaft ist sensibel, und das Projekt zeigt sie Ihnen nicht. Suchen Sie nach einer anderen, oder fragen Sie einen Inhaber.',
  'refusals.search-too-slow':
    'Die Suche hat zu lange gedauert und wurde abgebrochen. Suchen Sie nach einer anderen Eigenschaft, oder später.',
  'refusals.request-not-finished':
    'Der Antrag ist nicht beendet, und der Nachweis berichtet von seinem Ende. Kommen Sie wieder, wenn er es ist.',
  'refusals.revision-not-found': 'Eine solche Fassung hat der Nachweis nicht. Laden Sie die Seite neu.',
  'refusals.export-not-finished': 'Die Datei ist noch nicht fertig. Die Seite zeigt, wann sie es ist.',
  'refusals.artifact-expired':
    'Die Datei wurde nach ihrer Aufbewahrungsfrist vernichtet. Beantragen Sie eine neue Auskunft, wenn sie noch einmal gebraucht wird.',
  'refusals.artifact-destroyed':
    'Was die Datei enthielt, wurde seither gelöscht, und sie damit. Beantragen Sie eine neue Auskunft, wenn eine nötig ist.',
  'refusals.artifact-damaged':
    'Die gespeicherte Datei ist nicht, was geschrieben wurde, und wird darum nicht herausgegeben. Beantragen Sie eine neue Auskunft, und sagen Sie es denen, die Habeas betreiben.',
  'refusals.artifact-missing':
    'Die gespeicherte Datei ist nicht mehr da. Beantragen Sie eine neue Auskunft, und sagen Sie es denen, die Habeas betreiben.',
  'refusals.artifact-store-refused':
    'Der Speicherort der Dateien verweigert sich Habeas. Sagen Sie es denen, die es betreiben.',
  'refusals.artifact-store-unavailable':
    'Der Speicherort der Dateien antwortet nicht. Versuchen Sie es später noch einmal.',
  'refusals.key-unreadable':
    'Das ist mit einem anderen Hauptschlüssel verschlüsselt. Sagen Sie es denen, die Habeas betreiben.',
  'refusals.too-many-streams': 'Es sind zu viele Seiten auf einmal offen. Schließen Sie einige.',
};
