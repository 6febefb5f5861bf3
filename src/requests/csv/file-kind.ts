import { HabeasError } from '../../platform/index.js';

type Signature = readonly [start: string | RegExp, name: string];

/** How files begin that are no text, in latin1: by more than an id could begin with. */
const SIGNATURES: readonly Signature[] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Excel workbook (.xls) or another document of old Microsoft Office'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['\x89PNG\r\n\x1a\n', 'an image (PNG)'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['\xfd7zXZ\0', 'an xz archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  [/^%PDF-\d\.\d/, 'a PDF document'],
  ['{\\rtf1', 'a rich-text document (RTF)'],
  // The second byte of its width is a small number.
  [/^GIF8[79]a.(?![\t\n\r])\p{Cc}/su, 'an image (GIF)'],
  ['PAR1\x15', 'a Parquet file'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['II*\0', 'an image (TIFF)'],
  ['MM\0*', 'an image (TIFF)'],
  ['\xff\xd8\xff', 'an image (JPEG)'],
  [/^BZh[1-9]1AY&SY/, 'a bzip2 archive'],
  ['\x1f\x8b', 'a gzip archive'],
];

const MARKUP = /^<(?:\?xml|!doctype|html|head|body|meta|style|table|div|workbook|office|svg)\b/i;

/**
 * Refuses what is a file of another kind and not a CSV file, by how it begins.
 * @throws HabeasError `csv-other-format` (400): what it is, and what to do
 */
export function refuseOtherKinds(bytes: Buffer): void {
  const start = bytes.toString('latin1', 0, 4096);
  const name = start.startsWith('PK\x03\x04') ? nameOfZip(bytes, start) : binaryNameOf(start);
  if (name !== null) throw otherFormat(`${name}: open it, save its list of ids as CSV (UTF-8), and send that`);
}

/** The same for text. @throws HabeasError `csv-other-format` (400) */
export function refuseOtherTexts(text: string): void {
  const start = text.slice(0, 4096).trimStart();
  if (MARKUP.test(start)) {
    throw otherFormat('an HTML or XML document: open it in a spreadsheet, save it as CSV (UTF-8), and send that');
  }
  if (/^BEGIN:(?:VCARD|VCALENDAR)\b/i.test(start)) throw otherFormat('a vCard: save the ids as CSV, and send that');
  if (/^(?:\{\s*(?:"|\})|\[\s*["[{\]])/.test(start)) {
    throw otherFormat('JSON: send it as the "distinctIds" of a JSON body, or save one id a line');
  }
}

function binaryNameOf(start: string): string | null {
  if (start.startsWith('RIFF') && start.slice(8, 15) === 'WEBPVP8') return 'an image (WebP)';
  if (/^\0\0.{2}ftyp/s.test(start)) return 'an image or a film (HEIC, MP4)';
  const isOf = (sign: string | RegExp): boolean =>
    typeof sign === 'string' ? start.startsWith(sign) : sign.test(start);
  return SIGNATURES.find(([sign]) => isOf(sign))?.[1] ?? null;
}

/** Spreadsheets are ZIP archives with names in them that nothing else has. */
function nameOfZip(bytes: Buffer, start: string): string {
  if (start.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (.ods)';
  if (bytes.includes('xl/')) return 'an Excel workbook (.xlsx)';
  if (bytes.includes('Index/Document.iwa')) return 'a Numbers spreadsheet';
  if (bytes.includes('word/')) return 'a Word document (.docx)';
  return 'a ZIP archive';
}

function otherFormat(what: string): HabeasError {
  return new HabeasError('invalid', 'csv-other-format', `The file is no CSV file but ${what}.`);
}
