/** What is wrong with a file of ids, or with ids that were typed, by the fault that the API names. */
export const fileFaults = {
  'refusals.distinct-ids-invalid.no-array': 'The ids are no list.',
  'refusals.distinct-ids-invalid.none': 'Nobody is named. Enter an id.',
  'refusals.distinct-ids-invalid.no-string': 'Id number {number, number} is no text. Correct it.',
  'refusals.distinct-ids-invalid.empty': 'Id number {number, number} is empty. Correct it.',
  'refusals.distinct-ids-invalid.nul-character': 'Id number {number, number} holds a NUL character. Correct it.',
  'refusals.distinct-ids-invalid.half-character': 'Id number {number, number} holds half of a character. Correct it.',
  'refusals.distinct-ids-invalid.too-long':
    'Id number {number, number} has more than {limit, number} characters. Correct it.',
  'refusals.distinct-ids-invalid.of-recordings':
    'Id number {number, number} begins as ids of recordings do. Correct it.',
  'refusals.csv-invalid.id-no-string':
    'Line {line, number} of the file holds an id that is no text. Correct it, and choose the file again.',
  'refusals.csv-invalid.id-empty':
    'Line {line, number} of the file holds an id that is empty. Correct it, and choose the file again.',
  'refusals.csv-invalid.id-nul-character':
    'Line {line, number} of the file holds an id that holds a NUL character. Correct it, and choose the file again.',
  'refusals.csv-invalid.id-half-character':
    'Line {line, number} of the file holds an id that holds half of a character. Correct it, and choose the file again.',
  'refusals.csv-invalid.id-too-long':
    'Line {line, number} of the file holds an id that has more than {limit, number} characters. Correct it, and choose the file again.',
  'refusals.csv-invalid.id-of-recordings':
    'Line {line, number} of the file holds an id that begins as ids of recordings do. Correct it, and choose the file again.',
  'refusals.csv-invalid.shortened-id':
    'Line {line, number} of the file holds an id that a spreadsheet has shortened, as in 1.2E+15. Format the column as text, enter the ids again, and save it once more.',
  'refusals.csv-invalid.error-value':
    'Line {line, number} of the file holds an error value of a spreadsheet. Correct the cell, and choose the file again.',
  'refusals.csv-invalid.control-character':
    'Line {line, number} of the file holds an id with a control character. Save the file as CSV (UTF-8), and choose it again.',
  'refusals.csv-invalid.long-line':
    'Line {line, number} of the file has more than {limit, number} characters. Save one id a line, and choose the file again.',
  'refusals.csv-invalid.cells':
    'Line {line, number} of the file has {cells, plural, one {one cell} other {# cells}}, and {expected, number} belong there. Put quotes around a cell that holds {separator, select, comma {a comma} semicolon {a semicolon} tab {a tab} bar {a bar} other {the separator}}.',
  'refusals.csv-invalid.name':
    'Line {line, number} of the file holds the name of a column where an id belongs. Leave it and what is above it out.',
  'refusals.csv-invalid.open-quote':
    'Line {line, number} of the file opens a quote that is never closed. Close it, and choose the file again.',
  'refusals.csv-invalid.quote-inside':
    'Line {line, number} of the file has a quote inside an unquoted cell. Put the cell in quotes, and write its own quotes twice.',
  'refusals.csv-invalid.after-quote':
    'Line {line, number} of the file goes on after a closing quote. Write quotes inside a quoted cell twice.',
  'refusals.csv-invalid.unreadable':
    'Line {line, number} of the file cannot be read as CSV. Correct it, and choose the file again.',
  'refusals.csv-not-utf8.guessed-id':
    'Line {line, number} of the file holds an id whose letters can only be guessed. Save the file as CSV (UTF-8), and choose it again.',
  'refusals.csv-not-utf8.broken-off':
    'The file is UTF-16 and ends in the midst of a character. Save it as CSV (UTF-8), and choose it again.',
  'refusals.csv-not-utf8.half-character':
    'Line {line, number} of the file holds half of a UTF-16 character. Save the file as CSV (UTF-8), and choose it again.',
  'refusals.csv-not-utf8.unknown-encoding':
    'Line {line, number} of the file is neither UTF-8 nor Windows-1252. Save the file as CSV (UTF-8), and choose it again.',
  'refusals.csv-other-format.spreadsheet':
    'The file is no CSV file but a spreadsheet ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.old-office':
    'The file is no CSV file but an Excel workbook ({format}) or another document of old Microsoft Office. Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.document':
    'The file is no CSV file but a document ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.image':
    'The file is no CSV file but an image ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.archive':
    'The file is no CSV file but an archive ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.database':
    'The file is no CSV file but a database ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.data-file':
    'The file is no CSV file but a file of data ({format}). Open it, save its list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.markup':
    'The file is no CSV file but an HTML or XML document. Open it in a spreadsheet, save it as CSV (UTF-8), and choose that.',
  'refusals.csv-other-format.vcard': 'The file is no CSV file but a vCard. Save the ids as CSV, and choose that.',
  'refusals.csv-other-format.json': 'The file is no CSV file but JSON. Save one id a line, and choose that.',
} as const;
