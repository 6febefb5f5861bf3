/** What a text of JSON is made of: marks of punctuation, and values that hold no others. */
export type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'number' | 'word';

type State = 'between' | 'string' | 'escape' | 'unicode' | 'scalar';

/** What cannot be JSON. */
export class NoJson extends Error {}

/** Bytes of a string that are told: no name that is looked for is longer. */
const MOST_TOLD = 16;

/** Bytes of a number: no double needs as many. */
const MOST_SCALAR = 400;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
const [QUOTE, BACKSLASH, FIRST_CHARACTER, LETTER_U] = [0x22, 0x5c, 0x20, 0x75];

/** What a byte may be, by its number. */
const [NOTHING, SPACE, MARK, PART] = [0, 1, 2, 3];
const KINDS = kindsOf([
  [SPACE, ' \t\n\r'],
  [MARK, '{}[],:'],
  [PART, '0123456789+-.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'],
]);
const ESCAPED = kindsOf([[MARK, '"\\/bfnrtu']]);
const HEX = kindsOf([[MARK, '0123456789abcdefABCDEF']]);
const MARKS: readonly Token[] = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code) as Token);

/** Divides JSON (RFC 8259) into its tokens, piece by piece; it remembers none of them. */
export class JsonTokens {
  /** Whether anybody listens to what stands in strings. */
  tellsStrings = true;
  private state: State = 'between';
  private text = '';
  private hexLeft = 0;

  /** @param told of each token; of a string its beginning, in which an escape is only a backslash */
  constructor(private readonly told: (token: Token, text: string) => void) {}

  /** @throws NoJson, and what `told` does */
  add(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      if (this.state === 'between') at = this.between(piece, at);
      else if (this.state === 'string') at = this.string(piece, at);
      else if (this.state === 'scalar') at = this.scalar(piece, at);
      else at = this.escape(piece[at] as number, at);
    }
  }

  /** @throws NoJson where a token has no end, and what `told` does */
  end(): void {
    if (this.state === 'scalar') this.endScalar();
    if (this.state !== 'between') throw new NoJson();
  }

  private between(piece: Uint8Array, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const code = piece[at] as number;
      const kind = KINDS[code];
      if (kind === MARK) this.told(MARKS[code] as Token, '');
      else if (code === QUOTE || kind === PART) {
        this.text = '';
        this.state = kind === PART ? 'scalar' : 'string';
        return kind === PART ? at : at + 1;
      } else if (kind !== SPACE) throw new NoJson();
    }
    return piece.length;
  }

  private string(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && !isEnd(piece[at] as number)) at++;
    if (this.isListening()) this.text += told(piece, from, Math.min(at, from + MOST_TOLD));
    if (at === piece.length) return at;
    const code = piece[at] as number;
    if (code < FIRST_CHARACTER) throw new NoJson();
    if (code === BACKSLASH) {
      if (this.isListening()) this.text += '\\';
      this.state = 'escape';
    } else {
      this.state = 'between';
      this.told('string', this.text);
    }
    return at + 1;
  }

  /** The byte behind a backslash, or one of the four digits behind `\u`. */
  private escape(code: number, at: number): number {
    if ((this.state === 'escape' ? ESCAPED : HEX)[code] === NOTHING) throw new NoJson();
    this.hexLeft = this.state === 'unicode' ? this.hexLeft - 1 : code === LETTER_U ? 4 : 0;
    this.state = this.hexLeft === 0 ? 'string' : 'unicode';
    return at + 1;
  }

  private scalar(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && KINDS[piece[at] as number] === PART) at++;
    if (this.text.length + at - from > MOST_SCALAR) throw new NoJson();
    this.text += told(piece, from, at);
    if (at < piece.length) this.endScalar();
    return at;
  }

  private isListening(): boolean {
    return this.tellsStrings && this.text.length < MOST_TOLD;
  }

  private endScalar(): void {
    this.state = 'between';
    if (NUMBER.test(this.text)) this.told('number', this.text);
    else if (WORDS.has(this.text)) this.told('word', this.text);
    else throw new NoJson();
  }
}

function isEnd(code: number): boolean {
  return code === QUOTE || code === BACKSLASH || code < FIRST_CHARACTER;
}

/** Bytes as text, each by itself. */
function told(piece: Uint8Array, from: number, until: number): string {
  let text = '';
  for (let at = from; at < until; at++) text += String.fromCharCode(piece[at] as number);
  return text;
}

function kindsOf(kinds: readonly (readonly [kind: number, signs: string])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [kind, signs] of kinds) for (const sign of signs) table[sign.charCodeAt(0)] = kind;
  return table;
}
