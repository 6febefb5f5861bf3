import type { Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import type { Request } from 'express';
import { HabeasError } from '../platform/index.js';
import { readCsv, type CsvIds } from './csv.js';

const LIMITS = { fieldNameSize: 100, fieldSize: 1024, fields: 20, files: 1, parts: 21 };
const BROKEN = 'The form cannot be read: its parts are malformed or broken off.';

export interface CsvUpload {
  readonly fields: Readonly<Record<string, string>>;
  readonly csv: CsvIds;
}

export function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
}

/**
 * Reads a multipart form: text fields in any order, and one part `file` with the ids as CSV. Nothing is returned before all
 * of it was read and found well-formed.
 * @param limit bytes of the file
 * @throws HabeasError `multipart-invalid` (400), and what `readCsv` throws
 */
export async function readUpload(request: Request, limit: number): Promise<CsvUpload> {
  const form = openForm(request);
  const fields = new Map<string, string>();
  const files: Promise<CsvIds>[] = [];
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
        if (name !== 'file') return refuse('The file must be the part named "file".');
        const csv = readCsv(content, limit);
        csv.catch((error: unknown) => (error instanceof HabeasError ? reject(error) : refuse(BROKEN)));
        files.push(csv);
      });
      form.on('filesLimit', () => refuse('The form holds more than one file: send one.'));
      form.on('fieldsLimit', () => refuse('The form holds too many fields.'));
      form.on('partsLimit', () => refuse('The form holds too many parts.'));
      form.on('error', () => refuse(BROKEN));
      form.on('close', resolve);
      request.once('close', () => {
        if (!request.readableEnded) refuse(BROKEN);
      });
      request.pipe(form);
    });
  } catch (error) {
    // The rest of the body is read and dropped, so that the caller gets the answer and not a broken connection.
    request.unpipe(form);
    request.resume();
    throw error;
  }
  const [csv] = files;
  if (!csv) throw invalid('The form holds no file: send the ids as the part "file".');
  return { fields: Object.fromEntries(fields), csv: await csv };
}

function openForm(request: Request): Busboy {
  try {
    return busboy({ headers: request.headers, limits: LIMITS });
  } catch {
    throw invalid('The form cannot be read: its Content-Type names no boundary.');
  }
}

function invalid(message: string): HabeasError {
  return new HabeasError('invalid', 'multipart-invalid', message);
}
