import { csvOther } from './csv-errors.js';

/** What a file is: of which kind, how its format is called everywhere, and both as a part of a sentence. */
interface Kind {
  readonly fault: 'spreadsheet' | 'old-office' | 'document' | 'image' | 'archive' | 'database' | 'data-file';
  readonly format: string;
  readonly words: string;
}
type Signature = readonly [start: string | RegExp, kind: Kind];

const kind = (fault: Kind['fault'], format: string, words: string): Kind => ({ fault, format, words });
const image = (format: string): Kind => kind('image', format, `an image (${format})`);

/** How files begin that are no text, in latin1: by more than an id could begin with. */
const SIGNATURES: readonly Signature[] = [
  [
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    kind('old-office', '.xls', 'an Excel workbook (.xls) or another document of old Microsoft Office'),
  ],
  ['SQLite format 3\0', kind('database', 'SQLite', 'an SQLite database')],
  ['\x89PNG\r\n\x1a\n', image('PNG')],
  ['7z\xbc\xaf\x27\x1c', kind('archive', '7-Zip', 'a 7-Zip archive')],
  ['\xfd7zXZ\0', kind('archive', 'xz', 'an xz archive')],
  ['Rar!\x1a\x07', kind('archive', 'RAR', 'a RAR archive')],
  [/^%PDF-\d\.\d/, kind('document', 'PDF', 'a PDF document')],
  ['{\\rtf1', kind('document', 'RTF', 'a rich-text document (RTF)')],
  // The second byte of its width is a small number.
  [/^GIF8[79]a.(?![\t\n\r])\p{Cc}/su, image('GIF')],
  ['PAR1\x15', kind('data-file', 'Parquet', 'a Parquet file')],
  ['\x28\xb5\x2f\xfd', kind('archive', 'Zstandard', 'a Zstandard archive')],
  ['II*\0', image('TIFF')],
  ['MM\0*', image('TIFF')],
  ['\xff\xd8\xff', image('JPEG')],
  [/^BZh[1-9]1AY&SY/, kind('archive', 'bzip2', 'a bzip2 archive')],
  ['\x1f\x8b', kind('archive', 'gzip', 'a gzip archive')],
];

const MARKUP = /^<(?:\?xml|!doctype|html|head|body|meta|style|table|div|workbook|office|svg)\b/i;

/**
 * Refuses what is a file of another kind and not a CSV file, by how it begins.
 * @throws HabeasError `csv-other-format` (400): what it is, and what to do
 */
export function refuseOtherKinds(bytes: Buffer): void {
  const start = bytes.toString('latin1', 0, 4096);
  const found = start.startsWith('PK\x03\x04') ? kindOfZip(bytes, start) : binaryKindOf(start);
  if (found === null) return;
  const { fault, format, words } = found;
  throw csvOther(fault, `${words}: open it, save its list of ids as CSV (UTF-8), and send that`, { format });
}

/** The same for text. @throws HabeasError `csv-other-format` (400) */
export function refuseOtherTexts(text: string): void {
  const start = text.slice(0, 4096).trimStart();
  if (MARKUP.test(start)) {
    throw csvOther(
      'markup',
      'an HTML or XML document: open it in a spreadsheet, save it as CSV (UTF-8), and send that',
    );
  }
  if (/^BEGIN:(?:VCARD|VCALENDAR)\b/i.test(start))
    throw csvOther('vcard', 'a vCard: save the ids as CSV, and send that');
  if (/^(?:\{\s*(?:"|\})|\[\s*["[{\]])/.test(start)) {
    throw csvOther('json', 'JSON: send it as the "distinctIds" of a JSON body, or save one id a line');
  }
}

function binaryKindOf(start: string): Kind | null {
  if (start.startsWith('RIFF') && start.slice(8, 15) === 'WEBPVP8') return image('WebP');
  if (/^\0\0.{2}ftyp/s.test(start)) return kind('image', 'HEIC, MP4', 'an image or a film (HEIC, MP4)');
  const isOf = (sign: string | RegExp): boolean =>
    typeof sign === 'string' ? start.startsWith(sign) : sign.test(start);
  return SIGNATURES.find(([sign]) => isOf(sign))?.[1] ?? null;
}

/** Spreadsheets are ZIP archives with names in them that nothing else has. */
function kindOfZip(bytes: Buffer, start: string): Kind {
  if (start.includes('opendocument.spreadsheet'))
    return kind('spreadsheet', '.ods', 'an OpenDocument spreadsheet (.ods)');
  if (bytes.includes('xl/')) return kind('spreadsheet', '.xlsx', 'an Excel workbook (.xlsx)');
  if (bytes.includes('Index/Document.iwa')) return kind('spreadsheet', 'Numbers', 'a Numbers spreadsheet');
  if (bytes.includes('word/')) return kind('document', '.docx', 'a Word document (.docx)');
  return kind('archive', 'ZIP', 'a ZIP archive');
}
