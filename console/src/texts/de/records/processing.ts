import type { processing as english } from '../../en/records/processing';

export const processing: Record<keyof typeof english, string> = {
  'processing.title': 'Verarbeitungsverzeichnis',
  'processing.about':
    'Art. 30 Abs. 1 DSGVO: was mit Daten von Personen geschieht, nach Datenverzeichnis, Einstellungen und Protokoll, wie sie jetzt sind. Es enthält keine Daten einer Person.',
  'processing.print': 'Drucken',
  'processing.save': 'Als JSON speichern',
  'processing.controller': 'Verantwortlicher',
  'processing.contact': 'Kontakt',
  'processing.authority': 'Aufsichtsbehörde',
  'processing.people': 'Wessen Daten es sind',
  'processing.people.words':
    'Wen die Daten nennen: Nutzer und Besucher dessen, was das Unternehmen anbietet, mit IDs von Nutzern und Geräten; und wen Tabellen des Unternehmens nennen.',
  'processing.drawnUp': 'Erstellt',
  'processing.by': 'Von',
  'processing.collections': 'Was verarbeitet wird, und wozu',
  'processing.collections.about': 'In den Worten des Datenverzeichnisses, das in einer Datei auf dem Server steht.',
  'processing.categories': 'Kategorien von Daten',
  'processing.transfers': 'Übermittlung in Drittländer und Garantien',
  'processing.sensitive': 'Nach dem Datenverzeichnis nur wenigen gezeigt',
  'processing.where': 'Speicher und Tabelle',
  'processing.presumed': 'Zu manchem hat das Unternehmen nichts gesagt: Dort stehen Worte von Habeas.',
  'processing.retentionSince': 'Seit wann so lange aufbewahrt wird',
  'processing.since.about': 'Wie das Protokoll es sagt.',
  'processing.since.plan': 'Tarif, seit',
  'processing.since.events': 'Ereignisse, seit',
  'processing.since.profiles': 'Profile, seit',
  'processing.since.recordings': 'Aufzeichnungen, seit',
  'processing.unchanged': 'nie geändert',
  'processing.pending':
    '{count, plural, one {Eine Änderung gilt} other {# Änderungen gelten}} noch nicht: siehe die Seite Aufbewahrung.',
  'processing.settings': 'Geltende Einstellungen',
  'processing.setting': 'Einstellung',
  'processing.value': 'Gilt',
  'processing.since': 'Seit',
  'processing.classes': 'Wem was gezeigt wird',
  'processing.classes.about': 'Eigenschaften und Spalten, die nicht jeder sehen darf, wie das Projekt es sagt.',
  'processing.classes.none': 'Das Projekt sagt nichts neben dem Datenverzeichnis.',
  'processing.classes.since': 'So gesagt seit',
  'processing.shownSince': 'Ihnen gezeigt seit',
  'processing.serviceAccounts': '{count, plural, one {ein Dienstkonto} other {# Dienstkonten}}',
  'processing.tokens': '{count, plural, one {ein GDPR-OAuth-Token} other {# GDPR-OAuth-Tokens}}',
  'processing.hours': '{count, plural, one {# Stunde} other {# Stunden}}',
  'processing.minutes': '{count, plural, one {# Minute} other {# Minuten}}',
  'processing.security': 'Sicherheitsmaßnahmen',
  'processing.security.about': 'Soweit das Programm sie trifft.',
  'processing.security.left': 'Ließe sich treffen und ist es nicht:',
  'processing.measure.addresses-dropped':
    'Die Adresse eines Besuchers wird verworfen, bevor etwas gespeichert, eingereiht oder protokolliert wird.',
  'processing.measure.ids-hashed': 'IDs von Personen liegen nur als Hashes mit Schlüssel vor.',
  'processing.measure.ids-sealed':
    'Habeas’ eigene Tabellen enthalten IDs von Personen als Hashes mit Schlüssel und als Chiffrat unter einem Schlüssel je Antrag, der vernichtet wird.',
  'processing.measure.exports-encrypted':
    'Dateien von Auskünften sind verschlüsselt (AES-256-GCM), in Teilen, die sich einzeln vernichten lassen; Links zu ihnen laufen ab.',
  'processing.measure.audit-unchanged':
    'Was getan wurde, steht ohne IDs von Personen in einem Protokoll, das die Datenbank nicht ändern lässt.',
  'processing.measure.roles':
    'Jeder Weg verlangt eine Rolle; was sensibel ist, sehen nur, die das Projekt dafür nennt.',
  'processing.measure.passwords-hashed':
    'Passwörter liegen als Argon2id-Hashes vor, Tokens und Geheimnisse als Hashes.',
  'processing.measure.second-factor': 'Mitglieder, die sich mit Passwort anmelden, brauchen einen zweiten Faktor.',
  'processing.measure.identity-provider': 'Die Anmeldung geht über den Identitätsanbieter des Unternehmens.',
  'processing.measure.second-person': 'Große Löschungen warten auf eine zweite, unabhängige Person.',
  'processing.measure.erasure-read-back':
    'Eine Löschung gilt als erledigt, wenn ein Kontrolllesen nichts mehr fand, und wird mit Signatur festgehalten.',
  'processing.measure.bytes-scrubbed': 'Bytes des Gelöschten werden regelmäßig aus den Datendateien entfernt.',
  'processing.measure.transport-encrypted': 'Die Adresse der Instanz ist eine mit https.',
  'processing.period.deletionGrace': 'Eine Löschung lässt sich widerrufen für',
  'processing.period.export': 'Die Datei einer Auskunft wird vernichtet nach',
  'processing.period.link': 'Ein Link zu ihr gilt für',
  'processing.period.requestId': 'IDs in einem Antrag sind nach dessen Ende lesbar für',
  'processing.period.retentionGrace': 'Eine kürzere Aufbewahrung wartet',
  'processing.period.endedProject': 'Ein gelöschtes Projekt ist weg nach',
  'processing.notSaid': 'Was nur das Unternehmen sagen kann',
  'processing.notSaid.about': 'Es gehört in ein Verarbeitungsverzeichnis und ist hier nicht bekannt.',
  'processing.unsaid.contact': 'Wie der Verantwortliche zu erreichen ist: company.contact im Datenverzeichnis.',
  'processing.unsaid.protection-officer': 'Wer Datenschutzbeauftragter und wer Vertreter ist.',
  'processing.unsaid.joint-controllers': 'Ob andere über die Verarbeitung mitentscheiden.',
  'processing.unsaid.legal-bases': 'Auf welcher Grundlage nach Art. 6 Abs. 1 jeder Zweck beruht.',
  'processing.unsaid.recipients': 'Wem Daten mancher Sammlungen offengelegt werden: recipients im Datenverzeichnis.',
  'processing.unsaid.transfers':
    'Welche Daten in Drittländer gehen, und mit welchen Garantien: transfers im Datenverzeichnis.',
  'processing.unsaid.other-measures':
    'Maßnahmen neben denen des Programms: Verschlüsselung von Platten und Sicherungen, Zutritt zu den Räumen.',
  'processing.unsaid.other-systems':
    'Was in anderen Systemen mit den Daten geschieht, und durch wen in wessen Auftrag.',
};
