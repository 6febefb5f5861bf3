import { randomUUID } from 'node:crypto';
import { nestsDeeper } from './json-depth.js';

/** Stands in front of the digits of an exact number while JSON is read or written. Nobody can send it: it is made at the start. */
const MARK = `${randomUUID()}:`;
const QUOTED_MARK = `"${MARK}`;
const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Digits that every double keeps. */
const SURE_DIGITS = 15;
/** Characters up to which it is worth finding out whether a double holds a number. */
const MOST_COMPARED = 800;

const [MINUS, PLUS, POINT, ZERO, NINE, LETTER_E] = [0x2d, 0x2b, 0x2e, 0x30, 0x39, 0x65];

/** A number of a JSON text that a double would change, as its digits stood there. */
export class ExactNumber {
  constructor(readonly digits: string) {}

  /** To be read by `writeExactly` alone. */
  toJSON(): string {
    return MARK + this.digits;
  }
}

/**
 * As `JSON.parse`, but for numbers that a double would change: those come as an ExactNumber. Undefined where it nests deeper than
 * `mostDepth` levels.
 * @throws SyntaxError
 */
export function parseExactly(text: string, mostDepth = Number.POSITIVE_INFINITY): unknown {
  const marks = new Marks(text);
  if (nestsDeeper(text, mostDepth, (at) => marks.number(at))) return undefined;
  const marked = marks.text();
  return marked === text ? JSON.parse(text) : JSON.parse(marked, unmarked);
}

/** As `JSON.stringify`; an ExactNumber is written with its digits. */
export function writeExactly(value: unknown): string {
  const text = JSON.stringify(value);
  let [written, done] = ['', 0];
  for (let at = text.indexOf(QUOTED_MARK); at >= 0; at = text.indexOf(QUOTED_MARK, done)) {
    const start = at + QUOTED_MARK.length;
    const end = text.indexOf('"', start);
    written += text.slice(done, at) + text.slice(start, end);
    done = end + 1;
  }
  return done === 0 ? text : written + text.slice(done);
}

/** The number of an integer's digits: a plain one where that says it exactly. */
export function integerOf(digits: bigint): number | ExactNumber {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : new ExactNumber(String(digits));
}

function unmarked(key: string, value: unknown): unknown {
  // A number in the place of a key, which the mark made a text.
  if (key.startsWith(MARK)) throw new SyntaxError('A key must be a string.');
  return typeof value === 'string' && value.startsWith(MARK) ? new ExactNumber(value.slice(MARK.length)) : value;
}

/** Puts the numbers that a double would change in quotes, behind the mark. */
class Marks {
  private marked = '';
  private done = 0;

  constructor(private readonly given: string) {}

  /** @returns where the number ends whose first digit stands at `at` */
  number(at: number): number {
    const { given } = this;
    const end = endOfNumber(given, at + 1);
    if (mayChange(given, at, end)) {
      const start = given.charCodeAt(at - 1) === MINUS ? at - 1 : at;
      const token = given.slice(start, end);
      if (isChanged(token)) {
        this.marked += `${given.slice(this.done, start)}"${MARK}${token}"`;
        this.done = end;
      }
    }
    return end;
  }

  text(): string {
    return this.done === 0 ? this.given : this.marked + this.given.slice(this.done);
  }
}

function mayChange(text: string, start: number, end: number): boolean {
  if (end - start > SURE_DIGITS) return true;
  for (let at = start; at < end; at++) if ((text.charCodeAt(at) | 0x20) === LETTER_E) return true;
  return false;
}

function endOfNumber(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= ZERO && code <= NINE;
    if (!isDigit && code !== POINT && (code | 0x20) !== LETTER_E && code !== MINUS && code !== PLUS) break;
  }
  return at;
}

/** What is no number of JSON is left to the parser. */
function isChanged(token: string): boolean {
  const kept = String(Number(token));
  if (kept === token || !NUMBER.test(token)) return false;
  return token.length > MOST_COMPARED || decimalOf(token) !== decimalOf(kept);
}

/** A number as its significant digits and the power of ten behind them: the same for all ways to write it. */
function decimalOf(token: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(token) ?? [token];
  const digits = whole + fraction;
  let [first, last] = [0, digits.length];
  while (digits[first] === '0') first++;
  while (last > first && digits[last - 1] === '0') last--;
  if (first === last) return '0';
  return `${sign}${digits.slice(first, last)} ${Number(exponent) - fraction.length + digits.length - last}`;
}
