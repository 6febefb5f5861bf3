import { whereFault } from './where-fault.js';

/** `at`: the place of its first character, from 0. `text` of a string is its value, of a number its digits. */
export interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const SPACE = /\s+/y;
/** What is longer is no number that anybody means, and no word that there is: it falls apart, and is refused. */
const NUMBER = /(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,9})?/y;
const NAME = /[A-Za-z_]\w{0,99}/y;
const SIGN = /==|!=|<=|>=|&&|\|\||[<>()[\],+\-*/%]/y;
const PLAIN = /[^"'\\]+/y;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * The words of a `where`; the last is an `end`.
 * @throws HabeasError `where-malformed` (400)
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while ((at += matched(SPACE, text, at).length) < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function tokenAt(text: string, at: number): { readonly token: Token; readonly end: number } {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const { value, end } = stringAt(text, at, quote);
    return { token: { kind: 'string', text: value, at }, end };
  }
  for (const [kind, pattern] of [['number', NUMBER] as const, ['name', NAME] as const, ['sign', SIGN] as const]) {
    const found = matched(pattern, text, at);
    if (found !== '') return { token: { kind, text: found, at }, end: at + found.length };
  }
  throw whereFault(at, quote === '=' ? 'a single "=": equality is written "=="' : 'a sign that means nothing here');
}

function stringAt(text: string, start: number, quote: string): { readonly value: string; readonly end: number } {
  let [value, at] = ['', start + 1];
  while (at < text.length) {
    const sign = text[at];
    if (sign === quote) return { value, end: at + 1 };
    const plain = matched(PLAIN, text, at);
    if (plain !== '') {
      value += plain;
      at += plain.length;
    } else if (sign === '\\') {
      const escape = escapeAt(text, at);
      value += escape.value;
      at = escape.end;
    } else {
      // The other quote.
      value += sign;
      at += 1;
    }
  }
  throw whereFault(start, 'a text that does not end: its closing quote is missing');
}

function escapeAt(text: string, at: number): { readonly value: string; readonly end: number } {
  const letter = text[at + 1] ?? '';
  if (letter === 'u') {
    const digits = text.slice(at + 2, at + 6);
    if (/^[0-9A-Fa-f]{4}$/.test(digits)) {
      return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
    }
  }
  const value = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (value !== undefined) return { value, end: at + 2 };
  throw whereFault(at, 'an escape that is none: there are \\" \\\' \\\\ \\/ \\n \\r \\t and \\u with four digits');
}

/** What the pattern finds at this very place; empty where it finds nothing. */
function matched(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
