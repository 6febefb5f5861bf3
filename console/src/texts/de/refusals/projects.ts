import type { projectRefusals as english } from '../../en/refusals/projects';

export const projectRefusals: Record<keyof typeof english, string> = {
  'refusals.project-not-found':
    'Dieses Projekt gibt es nicht, oder Sie dürfen es nicht sehen. Laden Sie die Seite neu.',
  'refusals.project-forbidden':
    'Dieses Projekt gibt es nicht, oder Sie sind in seiner Organisation weder Inhaber noch Admin.',
  'refusals.project-closed':
    'Das Projekt ist geschlossen, solange sein Inhalt zur Seite gelegt oder zurückgeholt wird. Versuchen Sie es in einigen Minuten noch einmal.',
  'refusals.project-ended': 'Das Projekt wurde gelöscht. Zurückholen können es Inhaber unter „Projekte“.',
  'refusals.project-not-empty':
    'Ob Kennungen nur als Hash aufbewahrt werden, lässt sich nur ändern, solange das Projekt nichts enthält. Erstellen Sie dafür ein neues.',
  'refusals.token-malformed': 'Ein Projekt-Token hat 32 Hexziffern in Kleinbuchstaben.',
  'refusals.token-taken': 'Ein anderes Projekt hat dieses Token. Lassen Sie es weg, um ein neues zu bekommen.',
  'refusals.setting-unfit': 'Eine der Einstellungen geht so nicht, wie sie eingegeben ist. Berichtigen Sie sie.',
  'refusals.overlap-unfit': 'Das alte API-Geheimnis gilt noch 0 bis 7 ganze Tage.',
  'refusals.view-unfit':
    'Eines der genannten Werkzeuge gehört nicht mehr zur Organisation oder gilt nicht mehr. Laden Sie die Seite neu.',
  'refusals.class-unfit': 'Einer der Namen kann keiner sein. Berichtigen Sie ihn.',
  'refusals.made-at-set': 'Wann das Projekt angelegt wurde, ist schon angegeben, und das geht einmal.',
  'refusals.made-at-unfit':
    'Ein Projekt kann nicht angelegt worden sein, nachdem es hierher kam. Wählen Sie einen früheren Tag.',
  'refusals.beyond-plan': 'Der Tarif des Projekts bewahrt Aufzeichnungen kürzer auf. Wählen Sie weniger Tage.',
  'refusals.basis-missing':
    'Ereignisse länger aufzubewahren, als die Regel sagt, braucht eine Grundlage. Geben Sie sie an.',
  'refusals.map-decides':
    'Wie lange das aufbewahrt wird, steht im Datenverzeichnis, einer Datei auf dem Server. Lassen Sie es dort ändern.',
  'refusals.plan-unknown': 'Diesen Tarif gibt es hier nicht oder nicht mehr. Laden Sie die Seite neu.',
  'refusals.change-not-found': 'Diese Änderung gibt es nicht mehr. Laden Sie die Seite neu.',
  'refusals.change-not-chosen': 'Diese Zeit hat niemand gewählt: Die Regel sagt sie. Wählen Sie eine andere.',
  'refusals.change-in-effect': 'Die Änderung gilt schon. Wählen Sie die Zeit neu.',
  'refusals.change-followed':
    'Die Zeit wurde seither noch einmal geändert. Nehmen Sie zuerst das zurück, oder wählen Sie sie neu.',
  'refusals.retention-run-not-found': 'Diesen Lauf gibt es nicht. Laden Sie die Seite neu.',
  'refusals.retention-run-not-finished':
    'Der Lauf ist nicht beendet, und sein Nachweis berichtet von seinem Ende. Kommen Sie wieder, wenn er es ist.',
  'refusals.retention-record-not-found':
    'Der Lauf hatte für Ihre Projekte nichts zu tun, und kein Nachweis berichtet davon.',
  'refusals.organization-missing':
    'Sie gehören mehreren Organisationen an. Wählen Sie oben rechts, welche gemeint ist.',
  'refusals.ending-not-found': 'Das gibt es nicht, oder Sie dürfen es nicht sehen. Laden Sie die Seite neu.',
  'refusals.ending-not-finished': 'Es ist noch nicht weg, und der Nachweis berichtet davon. Kommen Sie danach wieder.',
  'refusals.ending-restored': 'Es wurde schon zurückgeholt. Laden Sie die Seite neu.',
  'refusals.ending-under-way': 'Die Daten werden gerade bewegt. Versuchen Sie es in einigen Minuten noch einmal.',
  'refusals.restore-too-late': 'Die Zeit, in der es sich zurückholen ließ, ist um.',
  'refusals.requests-open':
    '{open, plural, one {Ein Antrag des Projekts ist} other {# Anträge des Projekts sind}} nicht abgeschlossen. Warten Sie das ab, oder ziehen Sie zurück, was sich zurückziehen lässt.',
  'refusals.name-differs': 'Das ist nicht der Name des Projekts. Geben Sie ihn ein, wie er oben steht.',
  'refusals.coverage-slow':
    'Die Prüfung ist noch nicht fertig und geht weiter. Sehen Sie in einer Minute noch einmal nach.',
};
