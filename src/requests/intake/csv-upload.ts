import { Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import type { Request } from 'express';
import { HabeasError, type Turns } from '../../platform/index.js';
import { slicesOf } from './slices.js';

const LIMITS = { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 20, files: 1, parts: 21 };
/** A longer Content-Type has a boundary longer than the 70 characters of RFC 2046, each of which is looked for everywhere. */
const MOST_TYPE_CHARACTERS = 128;
const BROKEN = 'The form cannot be read: its parts are malformed or broken off.';

export interface CsvUpload {
  readonly fields: Readonly<Record<string, string>>;
  /** The bytes of the file, not looked at yet. */
  readonly file: Buffer;
}

export function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
}

/**
 * Reads a multipart form: text fields in any order, and one part `file`. Nothing is returned before all of it was found
 * well-formed.
 * @throws HabeasError `multipart-invalid` (400), `stopping` (503)
 */
export async function readUpload(body: Buffer, contentType: string, turns: Turns): Promise<CsvUpload> {
  const form = openForm(contentType);
  const fields = new Map<string, string>();
  const files: Buffer[][] = [];
  const source = Readable.from(slicesOf(body, turns));
  try {
    await new Promise<void>((resolve, reject) => {
      const refuse = (message: string): void => reject(invalid(message));
      form.on('field', (name, value, { valueTruncated, nameTruncated }) => {
        if (name === 'file') refuse('The part "file" must be a file: with curl, -F file=@ids.csv.');
        else if (valueTruncated || nameTruncated) refuse('A field of the form is too long.');
        else if (fields.has(name)) refuse('A field of the form comes twice.');
        else fields.set(name, value);
      });
      form.on('file', (name, content: Readable) => {
        if (name !== 'file') refuse('The file must be the part named "file".');
        const pieces: Buffer[] = [];
        files.push(pieces);
        content.on('data', (piece: Buffer) => pieces.push(piece));
        content.on('error', () => refuse(BROKEN));
      });
      form.on('filesLimit', () => refuse('The form holds more than one file: send one.'));
      form.on('fieldsLimit', () => refuse('The form holds too many fields.'));
      form.on('partsLimit', () => refuse('The form holds too many parts.'));
      form.on('error', () => refuse(BROKEN));
      form.on('close', resolve);
      source.on('error', reject);
      source.pipe(form);
    });
  } finally {
    source.destroy();
    form.destroy();
  }
  const [file] = files;
  if (!file) throw invalid('The form holds no file: send the ids as the part "file".');
  return { fields: Object.fromEntries(fields), file: Buffer.concat(file) };
}

function openForm(contentType: string): Busboy {
  if (contentType.length > MOST_TYPE_CHARACTERS) {
    throw invalid('The form cannot be read: its Content-Type has a boundary of more than 70 characters.');
  }
  try {
    return busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch {
    throw invalid('The form cannot be read: its Content-Type names no boundary.');
  }
}

function invalid(message: string): HabeasError {
  return new HabeasError('invalid', 'multipart-invalid', message);
}
