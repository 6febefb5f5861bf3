import { HabeasError } from '../../platform/index.js';
import {
  ARITHMETIC,
  COMPARISONS,
  FUNCTIONS,
  isCondition,
  type BinaryOperator,
  type Expression,
  type FunctionName,
} from './expression.js';
import { tokensOf, type Token } from './tokens.js';
import { whereFault } from './where-fault.js';

/** How large a `where` may be: bytes of its text, levels of it inside each other, and texts, numbers and properties in it. */
export const WHERE_LIMITS = { bytes: 8_192, depth: 64, terms: 200 } as const;

/** Under each of these names the properties of whoever is asked about are found. */
const HOLDERS = ['properties', 'user', 'event'];

const SUMS = ARITHMETIC.filter((operator) => operator === '+' || operator === '-');
const PRODUCTS = ARITHMETIC.filter((operator) => operator !== '+' && operator !== '-');

/**
 * Reads the subset of Mixpanel's segmentation expressions that selects people or events. From the loosest: `or`; `and`; `not`;
 * comparisons and `in`; `+ -`; `* / %`; unary `-`; calls. So `not "x" in p` is `not ("x" in p)`.
 * @throws HabeasError `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-malformed`, `where-no-condition` (400)
 */
export function parseWhere(text: string): Expression {
  if (Buffer.byteLength(text) > WHERE_LIMITS.bytes) {
    throw beyond('where-too-long', `where is longer than ${WHERE_LIMITS.bytes} bytes`);
  }
  const expression = new Parser(tokensOf(text)).whole();
  if (isCondition(expression)) return expression;
  throw new HabeasError(
    'invalid',
    'where-no-condition',
    'where: a part of it compares nothing, so that it would be true of everybody: write a comparison such as properties["plan"] == "Pro".',
  );
}

/** A precedence parser: a method a level, each of which reads what binds tighter first. */
class Parser {
  private next = 0;
  private depth = 0;
  private terms = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.or();
    if (this.token.kind !== 'end') throw whereFault(this.token.at, 'something behind the end of the expression');
    return expression;
  }

  private get token(): Token {
    // The last one is an `end`, which nothing goes beyond.
    return this.tokens[this.next] ?? { kind: 'end', text: '', at: 0 };
  }

  private or(): Expression {
    return this.joined('or', '||', () => this.and());
  }

  private and(): Expression {
    return this.joined('and', '&&', () => this.not());
  }

  private joined(word: 'and' | 'or', sign: string, read: () => Expression): Expression {
    const first = read();
    const parts = [first];
    while (this.take(word) || this.take(sign)) parts.push(read());
    return parts.length === 1 ? first : { kind: word, parts };
  }

  private not(): Expression {
    if (!this.take('not')) return this.comparison();
    return { kind: 'not', of: this.deeper(() => this.not()) };
  }

  private comparison(): Expression {
    let left = this.sum();
    for (;;) {
      if (this.isNotIn()) left = { kind: 'not', of: this.binary('in', left, this.sum()) };
      else {
        const operator = COMPARISONS.find((each) => this.take(each));
        if (operator === undefined) return left;
        left = this.binary(operator, left, this.sum());
      }
    }
  }

  private sum(): Expression {
    return this.chain(SUMS, () => this.product());
  }

  private product(): Expression {
    return this.chain(PRODUCTS, () => this.unary());
  }

  private chain(operators: readonly BinaryOperator[], read: () => Expression): Expression {
    let left = read();
    for (;;) {
      const operator = operators.find((each) => this.take(each));
      if (operator === undefined) return left;
      left = this.binary(operator, left, read());
    }
  }

  private unary(): Expression {
    if (!this.take('-')) return this.operand();
    const of = this.deeper(() => this.unary());
    const isNumber = of.kind === 'literal' && typeof of.value === 'number';
    return isNumber ? { ...of, value: -Number(of.value) } : { kind: 'minus', of };
  }

  private operand(): Expression {
    const { kind, text, at } = this.token;
    if (kind === 'string') return this.term({ kind: 'literal', value: text });
    if (kind === 'number') return this.term({ kind: 'literal', value: numberOf(text, at) });
    if (kind === 'name') return this.named();
    if (this.take('(')) {
      const inner = this.deeper(() => this.or());
      this.expect(')');
      return inner;
    }
    if (this.take('[')) return this.list();
    throw whereFault(at, kind === 'end' ? 'the end, where a value was expected' : 'a sign in the place of a value');
  }

  private named(): Expression {
    const { text, at } = this.token;
    const word = text.toLowerCase();
    if (word === 'true' || word === 'false') return this.term({ kind: 'literal', value: word === 'true' });
    if (word === 'now') return this.term({ kind: 'now' });
    this.next += 1;
    if (HOLDERS.includes(text)) return this.property();
    const name = FUNCTIONS.find((each) => each === text);
    if (name !== undefined && this.take('(')) return this.call(name);
    const known = FUNCTIONS.join(', ');
    throw whereFault(
      at,
      `a word that means nothing here: texts stand in quotes, properties as properties["…"], and the functions are ${known}`,
    );
  }

  private property(): Expression {
    this.expect('[');
    const { kind, text, at } = this.token;
    if (kind !== 'string') throw whereFault(at, 'no name of a property in quotes');
    const property = this.term({ kind: 'property', name: text });
    this.expect(']');
    return property;
  }

  private call(name: FunctionName): Expression {
    const of = this.deeper(() => this.or());
    this.expect(')');
    return { kind: 'call', name, of };
  }

  private list(): Expression {
    const items: Expression[] = [];
    while (!this.take(']')) {
      if (items.length > 0) this.expect(',');
      items.push(this.deeper(() => this.or()));
    }
    return { kind: 'list', items };
  }

  /** What stands here is one more value. */
  private term(expression: Expression): Expression {
    this.next += 1;
    this.terms += 1;
    if (this.terms <= WHERE_LIMITS.terms) return expression;
    throw beyond('where-too-many-terms', `where names more than ${WHERE_LIMITS.terms} values and properties`);
  }

  private binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    return { kind: 'binary', operator, left, right };
  }

  private deeper(read: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > WHERE_LIMITS.depth) {
      throw beyond('where-too-deep', `where nests deeper than ${WHERE_LIMITS.depth} levels`);
    }
    const expression = read();
    this.depth -= 1;
    return expression;
  }

  private isNotIn(): boolean {
    const [first, second] = [this.token, this.tokens[this.next + 1]];
    if (!isWord(first, 'not') || second === undefined || !isWord(second, 'in')) return false;
    this.next += 2;
    return true;
  }

  /** Whether this sign or word stands here; then it is behind us. */
  private take(text: string): boolean {
    const { token } = this;
    if (!(token.kind === 'sign' ? token.text === text : isWord(token, text))) return false;
    this.next += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw whereFault(this.token.at, `no "${sign}", which was expected`);
  }
}

function isWord({ kind, text }: Token, word: string): boolean {
  return kind === 'name' && text.toLowerCase() === word;
}

function numberOf(digits: string, at: number): number {
  const number = Number(digits);
  if (Number.isFinite(number)) return number;
  throw whereFault(at, 'a number that is too large');
}

function beyond(code: string, what: string): HabeasError {
  return new HabeasError('invalid', code, `${what}: ask for less at once.`);
}
