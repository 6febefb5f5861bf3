import { HabeasError } from '../../platform/index.js';
import { Refusal } from '../records/refusal.js';
import { JsonTokens, NoJson, type Token } from './json-tokens.js';

/** Events one batch may bring; recorders send 1,000 at the most. */
export const MOST_EVENTS = 10_000;

/** Levels of objects and arrays: a document in a browser has 512 elements within each other, and each is two levels. */
const MOST_LEVELS = 5_000;

type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'next' | 'nothing';

/**
 * Checks a batch of a recording, piece by piece: an array of objects with a number as `timestamp`, which is all that is read of them.
 * However much is packed into it, nothing of it is kept.
 */
export class RecordedEvents {
  private readonly tokens = new JsonTokens((token, text) => this.next(token, text));
  /** Of each level that is open, whether it is an object. */
  private readonly open: boolean[] = [];
  private expected: Expected = 'value';
  private isTimestamp = false;
  private hasTimestamp = false;
  private count = 0;

  /** @throws Refusal, HabeasError 413 `too-many-recorded-events` */
  add(piece: Uint8Array): void {
    within(() => this.tokens.add(piece));
  }

  /**
   * How many there were.
   * @throws Refusal
   */
  end(): number {
    within(() => this.tokens.end());
    if (this.expected !== 'nothing') throw new Refusal('body', 'ends too early: it is not the whole batch');
    if (this.count === 0) throw new Refusal('body', 'holds no event');
    return this.count;
  }

  private next(token: Token, text: string): void {
    if (this.expected === 'next') return this.goOn(token);
    if (this.expected === 'value' || this.expected === 'value-or-end') return this.value(token);
    if (this.expected === 'colon' && token === ':') this.expected = 'value';
    else if (this.expected === 'name-or-end' && token === '}') this.close();
    else if (this.expected.startsWith('name') && token === 'string') this.name(text);
    else throw new NoJson();
  }

  private goOn(token: Token): void {
    const isObject = this.open.at(-1) === true;
    if (token === ',') this.expected = isObject ? 'name' : 'value';
    else if (token === (isObject ? '}' : ']')) this.close();
    else throw new NoJson();
  }

  private name(text: string): void {
    this.isTimestamp = this.open.length === 2 && text === 'timestamp';
    this.expected = 'colon';
  }

  private value(token: Token): void {
    if (token === ']' && this.expected === 'value-or-end') return this.close();
    if (this.open.length === 0 && token !== '[') throw new Refusal('body', 'must be an array of events');
    if (this.open.length === 1) this.beginEvent(token);
    else if (this.isTimestamp) this.hasTimestamp = token === 'number';
    this.isTimestamp = false;
    if (token === '{' || token === '[') this.beginLevel(token === '{');
    else if (token === 'string' || token === 'number' || token === 'word') this.expected = 'next';
    else throw new NoJson();
  }

  private beginEvent(token: Token): void {
    if (token !== '{') throw new Refusal('body', 'must hold events, which are objects');
    this.count += 1;
    this.hasTimestamp = false;
    if (this.count <= MOST_EVENTS) return;
    const message = `The batch holds more than the ${MOST_EVENTS} events that are taken at once.`;
    throw new HabeasError('too-large', 'too-many-recorded-events', message);
  }

  private beginLevel(isObject: boolean): void {
    if (this.open.length === MOST_LEVELS) throw new Refusal('body', `must not nest deeper than ${MOST_LEVELS} levels`);
    this.open.push(isObject);
    this.tokens.tellsStrings = this.open.length === 2;
    this.expected = isObject ? 'name-or-end' : 'value-or-end';
  }

  private close(): void {
    this.open.pop();
    this.tokens.tellsStrings = this.open.length === 2;
    if (this.open.length === 1 && !this.hasTimestamp)
      throw new Refusal('body', 'holds an event without a number as its timestamp');
    this.expected = this.open.length === 0 ? 'nothing' : 'next';
  }
}

function within(step: () => void): void {
  try {
    step();
  } catch (error) {
    throw error instanceof NoJson ? new Refusal('body', 'is not valid JSON') : error;
  }
}
