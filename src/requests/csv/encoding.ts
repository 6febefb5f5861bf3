import { isUtf8 } from 'node:buffer';
import { csvNotText } from './csv-errors.js';

/** What bytes 0x80 to 0x9F are in Windows-1252; five of them are nothing. */
const FROM_80 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

const SAVE = 'save the file as UTF-8 and send it again.';

export interface Decoded {
  readonly text: string;
  /** Whether letters beyond ASCII may be others: in Windows-1250, 1254 or Mac Roman the same bytes mean other names. */
  readonly isGuessed: boolean;
}

/**
 * The text of a file as spreadsheets save it: UTF-8, UTF-16 of either order with its mark or without, or Windows-1252, which is
 * what a western Windows calls CSV. A byte order mark is dropped.
 * @throws HabeasError `csv-not-utf8` (400)
 */
export function decoded(bytes: Buffer): Decoded {
  const order = utf16Order(bytes);
  if (order !== null) return { text: withoutMark(fromUtf16(bytes, order)), isGuessed: false };
  if (isUtf8(bytes)) return { text: withoutMark(bytes.toString('utf8')), isGuessed: false };
  return { text: fromWindows1252(bytes), isGuessed: true };
}

/** @throws HabeasError `csv-not-utf8` (400) for an id that somebody else may have in another encoding */
export function refuseGuessedId(id: string, line: number): void {
  if (/^\p{ASCII}*$/u.test(id)) return;
  throw csvNotText('guessed-id', `Line ${line} of the file holds an id whose letters can only be guessed: ${SAVE}`, {
    line,
  });
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function utf16Order(bytes: Buffer): 'little' | 'big' | null {
  const mark = bytes.toString('latin1', 0, 2);
  if (mark === '\xff\xfe') return 'little';
  if (mark === '\xfe\xff') return 'big';
  // Without a mark: ids and line ends are mostly ASCII, of which every other byte is zero.
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = start.length / 4;
  if (odd >= many && even === 0) return 'little';
  return even >= many && odd === 0 ? 'big' : null;
}

function fromUtf16(bytes: Buffer, order: 'little' | 'big'): string {
  if (bytes.length % 2 !== 0) {
    throw csvNotText('broken-off', `The file is UTF-16 and ends in the midst of a character: ${SAVE}`);
  }
  const text = (order === 'little' ? bytes : Buffer.from(bytes).swap16()).toString('utf16le');
  const half = text.search(/\p{Surrogate}/u);
  if (half !== -1) {
    const line = lineOf(text, half);
    throw csvNotText('half-character', `Line ${line} of the file holds half of a UTF-16 character: ${SAVE}`, { line });
  }
  return text;
}

/**
 * A word of a western language has single letters beyond ASCII. Three in a row are another alphabet in another encoding, and one
 * well-formed UTF-8 letter is UTF-8 that was damaged elsewhere: guessing would make other people's ids of those.
 */
function fromWindows1252(bytes: Buffer): string {
  const latin1 = bytes.toString('latin1');
  const doubtful = /[\x80-\xff]{3}|[\xc3-\xdf][\x80-\xbf]|[\x81\x8d\x8f\x90\x9d]/.exec(latin1) ?? truncated(latin1);
  if (doubtful !== null) {
    const line = lineOf(latin1, faultAt(bytes));
    const message = `Line ${line} of the file is neither UTF-8 nor Windows-1252: ${SAVE}`;
    throw csvNotText('unknown-encoding', message, { line });
  }
  return latin1.replace(/[\x80-\x9f]/g, (character) => FROM_80[character.charCodeAt(0) - 0x80] ?? '');
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\n|\r/).length;
}

/** A letter cut off at the very end is UTF-8 that was broken off. */
function truncated(latin1: string): RegExpExecArray | null {
  return /[\xc2\xc3]$/.exec(latin1);
}

/** Where the first line is that is not UTF-8. */
function faultAt(bytes: Buffer): number {
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== 0x0a && byte !== 0x0d && byte !== undefined) continue;
    if (!isUtf8(bytes.subarray(start, at))) return start;
    start = at + 1;
  }
  return bytes.length;
}
