import type { troubles as english } from '../en/troubles';

export const troubles: Record<keyof typeof english, string> = {
  'troubles.internal':
    'Damit hat niemand gerechnet. Geben Sie das Protokoll des Arbeitsprozesses mit der Zeit dieses Versuchs denen, die Habeas betreiben.',
  'troubles.store-refused':
    'Die Datenbank verweigert, was das Datenverzeichnis von ihr verlangt. Lassen Sie ihre Einstellungen oder Rechte oder das Datenverzeichnis ändern.',
  'troubles.missing-right': 'Lassen Sie der Rolle, die Habeas in dieser Datenbank benutzt, das genannte Recht geben.',
  'troubles.mutation-refused': 'ClickHouse hat die Entfernung aufgegeben. Lassen Sie dort den Grund beheben.',
  'troubles.session-shared':
    'Etwas zwischen Habeas und der Datenbank teilt Sitzungen. Lassen Sie Habeas direkt verbinden oder über einen Pooler, der Sitzungen behält.',
  'troubles.would-take-others':
    'Mit diesen Zeilen würden Zeilen anderer Personen gelöscht. Lassen Sie die Tabellen, die auf sie verweisen, in das Datenverzeichnis aufnehmen.',
  'troubles.files-refused': 'Lassen Sie dem Benutzer von Habeas das Verzeichnis geben, das HABEAS_DATA_DIR nennt.',
  'troubles.artifact-store-refused':
    'Der Speicherort der Dateien verweigert sich Habeas. Lassen Sie Zugangsdaten und Rechte richtigstellen.',
  'troubles.artifact-store-unavailable':
    'Der Speicherort der Dateien antwortet nicht. Sobald er antwortet, geht es von selbst weiter.',
  'troubles.store-unavailable': 'Die Datenbank antwortet nicht. Sobald sie antwortet, geht es von selbst weiter.',
  'troubles.store-away': 'Die Datenbank antwortet nicht. Sobald sie antwortet, geht es von selbst weiter.',
  'troubles.store-busy': 'Die Datenbank ist überlastet. Es geht von selbst weiter.',
  'troubles.database-busy': 'Die eigene Datenbank von Habeas ist überlastet. Es geht von selbst weiter.',
  'troubles.database-unavailable':
    'Die eigene Datenbank von Habeas antwortet nicht. Sobald sie antwortet, geht es von selbst weiter.',
  'troubles.database-full': 'Der Datenträger der Datenbank von Habeas ist voll. Lassen Sie dort Platz schaffen.',
  'troubles.database-read-only':
    'Die Datenbank von Habeas nimmt im Augenblick nichts an. Lassen Sie das ansehen, wenn es dauert.',
  'troubles.too-many-open-files': 'Lassen Sie die Höchstzahl offener Dateien des Prozesses von Habeas erhöhen.',
  'troubles.machine-unavailable':
    'Dem Rechner von Habeas fehlt es an etwas. Lassen Sie Datenträger und Speicher ansehen.',
  'troubles.older-snapshot':
    'Eine ältere Transaktion kann die Zeilen noch sehen. Danach geht es von selbst weiter; fragen Sie, wer lange Abfragen oder Sicherungen laufen hat.',
  'troubles.mutation': 'ClickHouse entfernt die Zeilen noch. Danach geht es von selbst weiter.',
  'troubles.would-untie': 'Zeilen anderer verweisen auf diese. Es geht weiter, wenn jene gelöscht sind.',
  'troubles.survivors': 'Nach der Löschung wurden Zeilen gefunden. Der nächste Versuch löscht sie noch einmal.',
  'troubles.not-read-back':
    'Die Sammlung wurde nicht bis zum Ende zur Kontrolle gelesen. Der nächste Versuch liest sie noch einmal.',
  'troubles.artifact-not-read-back':
    'Die Datei ließ sich nicht so lesen, wie sie geschrieben wurde. Der nächste Versuch schreibt sie neu.',
  'troubles.count-mismatch':
    'Zeilen haben sich geändert, während sie geschrieben wurden. Der nächste Versuch schreibt sie neu.',
  'troubles.clock-distrusted':
    'Die Uhren der Rechner gehen zu weit auseinander. Lassen Sie sie nach demselben Zeitserver stellen.',
  'troubles.lease-lost': 'Ein anderer Arbeitsprozess hat übernommen. Es geht von selbst weiter.',
  'troubles.turn-lost': 'Ein anderer Arbeitsprozess hat übernommen. Es geht von selbst weiter.',
  'troubles.outcome-unknown':
    'Die Verbindung zur Datenbank riss beim letzten Schritt ab. Der nächste Versuch stellt fest, wie er ausging.',
  'troubles.stopping': 'Der Arbeitsprozess wurde beendet. Ein anderer macht weiter.',
  'troubles.key-unreadable':
    'Die Kennungen sind mit einem anderen Hauptschlüssel versiegelt. Lassen Sie Habeas mit jenem starten.',
  'troubles.store-unknown':
    'Das Datenverzeichnis nennt eine Datenbank, die Habeas nicht kennt. Lassen Sie das Datenverzeichnis richtigstellen.',
  'troubles.collection-kept':
    'Das Datenverzeichnis bewahrt diese Sammlung auf. Lassen Sie das Datenverzeichnis ansehen und stellen Sie dann einen neuen Antrag.',
  'troubles.closure-too-large':
    'Mit dieser Person sind mehr Kennungen verknüpft, als eine Person hat. Nennen Sie sie mit einer anderen Kennung, oder lassen Sie die Verknüpfungen ansehen.',
  'troubles.ids-destroyed':
    'Die Kennungen wurden nach ihrer Aufbewahrungsfrist vernichtet. Stellen Sie einen neuen Antrag, wenn einer nötig ist.',
  'troubles.poisoned':
    'Dieser Antrag allein hat den Löschlauf aufgehalten. Geben Sie seine Nummer denen, die Habeas betreiben.',
  'troubles.subjects-failed':
    'Die Personen, für die es fehlschlug, sind unten gekennzeichnet. Stellen Sie für sie einen neuen Antrag.',
  'troubles.request-not-started': 'Der Antrag wurde inzwischen beendet. Sie brauchen nichts zu tun.',
  // The same in few words, as the timeline names it.
  'reasons.internal': 'etwas, das niemand vorhergesehen hat',
  'reasons.store-refused': 'die Datenbank hat abgelehnt',
  'reasons.missing-right': 'Habeas fehlt ein Recht in der Datenbank',
  'reasons.mutation-refused': 'ClickHouse hat das Entfernen aufgegeben',
  'reasons.session-shared': 'Sitzungen der Datenbank werden geteilt',
  'reasons.would-take-others': 'Zeilen anderer Personen gingen mit',
  'reasons.files-refused': 'Habeas darf seine eigenen Dateien nicht schreiben',
  'reasons.artifact-store-refused': 'der Speicherort der Dateien hat abgelehnt',
  'reasons.artifact-store-unavailable': 'der Speicherort der Dateien hat nicht geantwortet',
  'reasons.store-unavailable': 'die Datenbank hat nicht geantwortet',
  'reasons.store-away': 'die Datenbank hat nicht geantwortet',
  'reasons.store-busy': 'die Datenbank hatte zu viel vor sich',
  'reasons.database-busy': 'die eigene Datenbank von Habeas hatte zu viel vor sich',
  'reasons.database-unavailable': 'die eigene Datenbank von Habeas hat nicht geantwortet',
  'reasons.database-full': 'der Datenträger der eigenen Datenbank von Habeas war voll',
  'reasons.database-read-only': 'die eigene Datenbank von Habeas ließ nichts schreiben',
  'reasons.too-many-open-files': 'es waren zu viele Dateien offen',
  'reasons.machine-unavailable': 'dem Rechner von Habeas fehlte etwas',
  'reasons.older-snapshot': 'eine ältere Transaktion konnte die Zeilen noch sehen',
  'reasons.mutation': 'ClickHouse war noch dabei, die Zeilen zu entfernen',
  'reasons.would-untie': 'Zeilen anderer verweisen auf diese',
  'reasons.survivors': 'nach dem Löschen wurden noch Zeilen gefunden',
  'reasons.not-read-back': 'die Sammlung wurde nicht bis zum Ende zur Kontrolle gelesen',
  'reasons.artifact-not-read-back': 'die Datei las sich nicht so, wie sie geschrieben wurde',
  'reasons.count-mismatch': 'Zeilen haben sich beim Schreiben geändert',
  'reasons.clock-distrusted': 'die Uhren der Rechner gingen zu weit auseinander',
  'reasons.lease-lost': 'ein anderer Arbeitsprozess hat übernommen',
  'reasons.turn-lost': 'ein anderer Arbeitsprozess hat übernommen',
  'reasons.outcome-unknown': 'die Verbindung zur Datenbank riss beim letzten Schritt ab',
  'reasons.stopping': 'der Arbeitsprozess wurde gerade beendet',
  'reasons.key-unreadable': 'die Kennungen sind mit einem anderen Hauptschlüssel versiegelt',
  'reasons.store-unknown': 'das Datenverzeichnis nennt eine unbekannte Datenbank',
  'reasons.collection-kept': 'das Datenverzeichnis bewahrt eine der Sammlungen auf',
  'reasons.closure-too-large': 'mit einer Person sind mehr Kennungen verknüpft, als eine Person hat',
  'reasons.ids-destroyed': 'die Kennungen wurden nach ihrer Frist vernichtet',
  'reasons.poisoned': 'dieser Antrag allein hielt den Löschlauf auf',
  'reasons.subjects-failed': 'bei einigen der Personen ist es gescheitert',
  'reasons.request-not-started': 'der Antrag wurde inzwischen beendet',
};
