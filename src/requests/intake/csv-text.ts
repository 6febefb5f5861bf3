import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { HabeasError } from '../../platform/index.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A line is parsed in one go. */
const MOST_LINE_BYTES = 256 * 1024;

/**
 * The text of a file, in pieces that end at a line's end. A byte order mark is dropped.
 * @param limit bytes
 * @throws HabeasError `csv-too-large` (413), `csv-not-utf8` (400, with the line), `csv-invalid` (400) for a line that is too long
 */
export async function* utf8Text(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let waiting: Buffer[] = [];
  let size = 0;
  let lines = 0;
  let held = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) {
      throw csvTooLarge(limit);
    }
    // A carriage return at the very end may be half of a line's end.
    const end = 1 + Math.max(chunk.lastIndexOf(LINE_FEED), chunk.lastIndexOf(CARRIAGE_RETURN, chunk.length - 2));
    if (end === 0) {
      waiting.push(chunk);
      held += chunk.length;
      if (held > MOST_LINE_BYTES) throw csvInvalid(lines + 1, `is longer than ${MOST_LINE_BYTES} bytes`);
      continue;
    }
    const piece = Buffer.concat([...waiting, chunk.subarray(0, end)]);
    if (lines === 0) refuseUtf16(piece);
    yield decode(decoder, piece, lines, true);
    lines += countLines(piece);
    waiting = [chunk.subarray(end)];
    held = chunk.length - end;
  }
  const rest = Buffer.concat(waiting);
  if (lines === 0) refuseUtf16(rest);
  yield decode(decoder, rest, lines, false);
}

function decode(decoder: TextDecoder, piece: Buffer, linesBefore: number, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream });
  } catch {
    const inPiece = linesOf(piece).findIndex((line) => !isUtf8(line));
    throw notUtf8(
      `Line ${linesBefore + inPiece + 1} of the file is not UTF-8: save the file as UTF-8 and send it again.`,
    );
  }
}

function refuseUtf16(start: Buffer): void {
  const mark = start.subarray(0, 2).toString('latin1');
  if (mark === '\xff\xfe' || mark === '\xfe\xff') {
    throw notUtf8('The file is UTF-16, as line 1 begins with its mark: save it as UTF-8 and send it again.');
  }
}

function linesOf(piece: Buffer): Buffer[] {
  // latin1 keeps one character a byte, so the text can be cut and turned back.
  return piece
    .toString('latin1')
    .split(/\r\n|\n|\r/)
    .map((line) => Buffer.from(line, 'latin1'));
}

function countLines(piece: Buffer): number {
  return linesOf(piece).length - 1;
}

export function csvTooLarge(limit: number): HabeasError {
  const message = `The file is larger than the ${limit} bytes that are taken: split it.`;
  return new HabeasError('too-large', 'csv-too-large', message);
}

function notUtf8(message: string): HabeasError {
  return new HabeasError('invalid', 'csv-not-utf8', message);
}

/** A complaint about a line (counted from 1), written as the end of a sentence that begins with it. */
export function csvInvalid(line: number, complaint: string): HabeasError {
  const message = `Line ${line} of the file ${complaint}.`;
  return new HabeasError('invalid', 'csv-invalid', message, {
    extra: { errors: [{ path: `line ${line}`, message: complaint }] },
  });
}
