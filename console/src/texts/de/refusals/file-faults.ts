import type { fileFaults as english } from '../../en/refusals/file-faults';

export const fileFaults: Record<keyof typeof english, string> = {
  'refusals.distinct-ids-invalid.no-array': 'Die IDs sind keine Liste.',
  'refusals.distinct-ids-invalid.none': 'Niemand ist genannt. Geben Sie eine ID an.',
  'refusals.distinct-ids-invalid.no-string': 'Die ID Nummer {number, number} ist kein Text. Berichtigen Sie sie.',
  'refusals.distinct-ids-invalid.empty': 'Die ID Nummer {number, number} ist leer. Berichtigen Sie sie.',
  'refusals.distinct-ids-invalid.nul-character':
    'Die ID Nummer {number, number} enthält ein NUL-Zeichen. Berichtigen Sie sie.',
  'refusals.distinct-ids-invalid.half-character':
    'Die ID Nummer {number, number} enthält ein halbes Zeichen. Berichtigen Sie sie.',
  'refusals.distinct-ids-invalid.too-long':
    'Die ID Nummer {number, number} hat mehr als {limit, number} Zeichen. Berichtigen Sie sie.',
  'refusals.distinct-ids-invalid.of-recordings':
    'Die ID Nummer {number, number} beginnt, wie es die IDs von Aufzeichnungen tun. Berichtigen Sie sie.',
  'refusals.csv-invalid.id-no-string':
    'Zeile {line, number} der Datei enthält eine ID, die kein Text ist. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.id-empty':
    'Zeile {line, number} der Datei enthält eine ID, die leer ist. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.id-nul-character':
    'Zeile {line, number} der Datei enthält eine ID, die ein NUL-Zeichen enthält. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.id-half-character':
    'Zeile {line, number} der Datei enthält eine ID, die ein halbes Zeichen enthält. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.id-too-long':
    'Zeile {line, number} der Datei enthält eine ID, die mehr als {limit, number} Zeichen hat. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.id-of-recordings':
    'Zeile {line, number} der Datei enthält eine ID, die wie die einer Aufzeichnung beginnt. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.shortened-id':
    'Zeile {line, number} der Datei enthält eine ID, die eine Tabellenkalkulation gekürzt hat, wie 1,2E+15. Formatieren Sie die Spalte als Text, geben Sie die IDs noch einmal ein, und speichern Sie neu.',
  'refusals.csv-invalid.error-value':
    'Zeile {line, number} der Datei enthält einen Fehlerwert einer Tabellenkalkulation. Berichtigen Sie die Zelle, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.control-character':
    'Zeile {line, number} der Datei enthält eine ID mit einem Steuerzeichen. Speichern Sie die Datei als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-invalid.long-line':
    'Zeile {line, number} der Datei hat mehr als {limit, number} Zeichen. Schreiben Sie eine ID in jede Zeile, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.cells':
    'Zeile {line, number} der Datei hat {cells, plural, one {eine Zelle} other {# Zellen}}, und {expected, number} gehören dorthin. Setzen Sie eine Zelle in Anführungszeichen, die {separator, select, comma {ein Komma} semicolon {ein Semikolon} tab {einen Tabulator} bar {einen senkrechten Strich} other {das Trennzeichen}} enthält.',
  'refusals.csv-invalid.name':
    'Zeile {line, number} der Datei enthält den Namen einer Spalte, wo eine ID hingehört. Lassen Sie ihn und alles darüber weg.',
  'refusals.csv-invalid.open-quote':
    'Zeile {line, number} der Datei öffnet ein Anführungszeichen, das nie geschlossen wird. Schließen Sie es, und wählen Sie die Datei noch einmal.',
  'refusals.csv-invalid.quote-inside':
    'Zeile {line, number} der Datei hat ein Anführungszeichen mitten in einer Zelle. Setzen Sie die Zelle in Anführungszeichen, und schreiben Sie ihre eigenen doppelt.',
  'refusals.csv-invalid.after-quote':
    'Zeile {line, number} der Datei geht nach einem schließenden Anführungszeichen weiter. Schreiben Sie Anführungszeichen innerhalb einer Zelle doppelt.',
  'refusals.csv-invalid.unreadable':
    'Zeile {line, number} der Datei lässt sich nicht als CSV lesen. Berichtigen Sie das, und wählen Sie die Datei noch einmal.',
  'refusals.csv-not-utf8.guessed-id':
    'Zeile {line, number} der Datei enthält eine ID, deren Buchstaben sich nur raten lassen. Speichern Sie die Datei als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-not-utf8.broken-off':
    'Die Datei ist UTF-16 und endet mitten in einem Zeichen. Speichern Sie sie als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-not-utf8.half-character':
    'Zeile {line, number} der Datei enthält ein halbes Zeichen von UTF-16. Speichern Sie die Datei als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-not-utf8.unknown-encoding':
    'Zeile {line, number} der Datei ist weder UTF-8 noch Windows-1252. Speichern Sie die Datei als CSV (UTF-8), und wählen Sie sie noch einmal.',
  'refusals.csv-other-format.spreadsheet':
    'Die Datei ist keine CSV-Datei, sondern eine Tabelle ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.old-office':
    'Die Datei ist keine CSV-Datei, sondern eine Excel-Mappe ({format}) oder ein anderes Dokument eines alten Microsoft Office. Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.document':
    'Die Datei ist keine CSV-Datei, sondern ein Dokument ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.image':
    'Die Datei ist keine CSV-Datei, sondern ein Bild ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.archive':
    'Die Datei ist keine CSV-Datei, sondern ein Archiv ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.database':
    'Die Datei ist keine CSV-Datei, sondern eine Datenbank ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.data-file':
    'Die Datei ist keine CSV-Datei, sondern eine Datendatei ({format}). Öffnen Sie sie, speichern Sie ihre IDs als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.markup':
    'Die Datei ist keine CSV-Datei, sondern ein HTML- oder XML-Dokument. Öffnen Sie sie in einer Tabellenkalkulation, speichern Sie sie als CSV (UTF-8), und wählen Sie diese.',
  'refusals.csv-other-format.vcard':
    'Die Datei ist keine CSV-Datei, sondern eine vCard. Speichern Sie die IDs als CSV, und wählen Sie diese.',
  'refusals.csv-other-format.json':
    'Die Datei ist keine CSV-Datei, sondern JSON. Schreiben Sie eine ID in jede Zeile, und wählen Sie diese.',
};
