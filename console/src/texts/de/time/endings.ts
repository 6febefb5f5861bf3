import type { endings as english } from '../../en/time/endings';

export const endings: Record<keyof typeof english, string> = {
  'endings.title': 'Ende des Projekts',
  'endings.about': 'Für Inhaber. 60 Tage lang lässt es sich zurückholen, danach ist es endgültig weg.',
  'endings.ownersOnly': 'Ein Projekt löschen oder leeren können Inhaber.',
  'endings.deleted': 'Projekt löschen',
  'endings.reset': 'Projekt leeren',
  'endings.deleted.words':
    'Das Projekt ist sofort auf jedem Weg hinein und hinaus verborgen: Für sein Token wird nichts angenommen, und seine Personen, Anträge und Einstellungen sieht niemand mehr.',
  'endings.reset.words':
    'Das Projekt geht mit Token, Einstellungen und Löschsperren weiter und enthält nichts mehr. Solange sein Inhalt zur Seite gelegt wird, was Minuten dauern kann, lässt sich nichts senden und nichts lesen.',
  'endings.later':
    'Inhaber können es 60 Tage lang zurückholen. Danach wird es gelöscht und zur Kontrolle gelesen: Daten, Dateien, IDs und Schlüssel. Personen unter Löschsperre bleiben, bis diese endet.',
  'endings.tables': 'Tabellen des Unternehmens selbst bleiben, wie sie sind.',
  'endings.requests': 'Das geht nicht, solange ein Antrag des Projekts nicht abgeschlossen ist.',
  'endings.name': 'Name des Projekts, zur Bestätigung',
  'endings.name.about': 'Geben Sie {name} ein',
  'endings.deleted.done': 'Das Projekt wurde gelöscht.',
  'endings.reset.done': 'Das Projekt wird geleert.',

  'endings.list': 'Gelöschte und geleerte Projekte',
  'endings.list.about': 'Was Inhaber zurückholen können, und bis wann; was weg ist, mit seinem Nachweis.',
  'endings.project': 'Projekt',
  'endings.kind': 'Was geschah',
  'endings.kind.deleted': 'gelöscht',
  'endings.kind.reset': 'geleert',
  'endings.ordered': 'Wann',
  'endings.orderedBy': 'von {name}',
  'endings.restorableUntil': 'Zurückzuholen bis',
  'endings.goneBy': 'Endgültig weg bis',
  'endings.state': 'Stand',
  'endings.state.setting-aside': 'wird geleert',
  'endings.state.restorable': 'kann zurückgeholt werden',
  'endings.state.restoring': 'wird zurückgeholt',
  'endings.state.restored': 'zurückgeholt',
  'endings.state.going': 'wird gelöscht',
  'endings.state.gone': 'weg',
  'endings.trouble': 'Es wird noch einmal versucht. Was im Weg stand:',
  'endings.restore': 'Zurückholen',
  'endings.restore.of': '{name} zurückholen',
  'endings.restore.words.deleted':
    'Das Projekt ist mit allem wieder da, was es enthielt, und nimmt an, was ihm gesendet wird.',
  'endings.restore.words.reset':
    'Was das Projekt enthielt, kommt zurück neben das, was seither eingetroffen ist. Wo beides dasselbe ist, bleibt, was seither eintraf.',
  'endings.restored': 'Das Projekt kommt zurück.',
  'endings.went.rows': '{rows, plural, =0 {Keine Zeile war da} one {Eine Zeile ging} other {# Zeilen gingen}}',
  'endings.went.of': '{collection}: {rows, number}',
  'endings.went.exports':
    '{count, plural, one {Eine Datei einer Auskunft} other {# Dateien von Auskünften}}, mit Schlüssel',
  'endings.went.requestIds': 'IDs in {count, plural, one {einem Antrag} other {# Anträgen}}',
  'endings.went.holdIds': 'IDs in {count, plural, one {einer beendeten Löschsperre} other {# beendeten Löschsperren}}',
  'endings.went.privacyChoices':
    '{count, plural, one {Ein Widerspruch oder eine Einwilligung} other {# Widersprüche und Einwilligungen}}',
  'endings.went.suppressions': '{count, plural, one {Eine Abweisung einer ID} other {# Abweisungen von IDs}}',
  'endings.went.apiSecrets': '{count, plural, one {Ein API-Geheimnis} other {# API-Geheimnisse}}',
  'endings.went.propertyClasses':
    '{count, plural, one {Eine Klasse einer Eigenschaft} other {# Klassen von Eigenschaften}}',
  'endings.went.counts': '{count, plural, one {Eine Tageszahl} other {# Tageszahlen}} dessen, was eintraf',
  'endings.spared': '{rows, plural, one {Eine Zeile blieb} other {# Zeilen blieben}}: von Personen unter Löschsperre',
  'endings.duties':
    '{count, plural, one {Eine Löschpflicht: Eine Person ist} other {# Löschpflichten: Personen sind}} noch zu löschen',
  'endings.scrubbed': 'Bytes vom Datenträger entfernt am',
  'endings.notScrubbed': 'Die Bytes werden beim nächsten Bereinigen vom Datenträger entfernt.',
  'endings.record': 'Nachweis',
  'endings.record.of': 'Nachweis zu {name}',
  'endings.signature': 'Signatur',
  'endings.signature.of': 'Signatur des Nachweises zu {name}',
};
