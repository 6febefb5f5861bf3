import { HabeasError } from '../../platform/index.js';
import { Refusal } from '../records/refusal.js';
import { MOST_EVENTS, RecordedEvents } from './recorded-events.js';

/** How many events there are, or what is wrong. */
function read(text: string, pieceBytes = Number.POSITIVE_INFINITY): number | string {
  const bytes = new TextEncoder().encode(text);
  const events = new RecordedEvents();
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) events.add(bytes.subarray(at, at + pieceBytes));
    return events.end();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    if (error instanceof HabeasError) return error.code;
    throw error;
  }
}

const SNAPSHOT = {
  type: 2,
  data: { node: { childNodes: [{ textContent: 'Grüße "\\ \u2028 {[', rootId: null }, []], id: -1.5e-7 }, isOk: true },
  timestamp: 1_795_894_707_261,
};
const BATCH = JSON.stringify([{ type: 4, data: {}, timestamp: 1.5 }, SNAPSHOT]);

it('counts the events of a recorder, however they are cut into pieces', () => {
  for (const pieceBytes of [1, 2, 3, 7, 64, Number.POSITIVE_INFINITY]) expect(read(BATCH, pieceBytes)).toBe(2);
  expect(read(` \r\n\t${JSON.stringify([SNAPSHOT], null, 2)}\n`, 5)).toBe(1);
});

it.each([
  ['', 'body ends too early: it is not the whole batch'],
  ['[]', 'body holds no event'],
  ['{}', 'body must be an array of events'],
  ['7', 'body must be an array of events'],
  ['[7]', 'body must hold events, which are objects'],
  ['[[{"timestamp":1}]]', 'body must hold events, which are objects'],
  ['[{"type":3}]', 'body holds an event without a number as its timestamp'],
  ['[{"timestamp":"1"}]', 'body holds an event without a number as its timestamp'],
  ['[{"timestamp":[1]}]', 'body holds an event without a number as its timestamp'],
  ['[{"timestamp":1,"timestamp":null}]', 'body holds an event without a number as its timestamp'],
  ['[{"data":{"timestamp":1}}]', 'body holds an event without a number as its timestamp'],
  ['[{"timestamp":1},{"data":{}}]', 'body holds an event without a number as its timestamp'],
  ['[{"timestamp":1}', 'body ends too early: it is not the whole batch'],
  ['[{"timestamp":1}] x', 'body is not valid JSON'],
  ['[{"timestamp":1},]', 'body must hold events, which are objects'],
])('of %s says that it %s', (text, fault) => {
  expect(read(text)).toBe(fault);
});

it('takes what JSON.parse takes, and refuses what it refuses, wherever a batch is damaged', () => {
  const isBatch = (text: string): boolean => {
    try {
      const value = JSON.parse(text) as unknown;
      const isEvent = (each: unknown) =>
        typeof each === 'object' && each !== null && typeof (each as { timestamp?: unknown }).timestamp === 'number';
      return Array.isArray(value) && value.length > 0 && value.every((each) => isEvent(each) && !Array.isArray(each));
    } catch {
      return false;
    }
  };
  const signs = [
    '',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    'u',
    ' ',
    '\n',
    'é',
    '"":1,',
    '\\u00zz',
  ];
  let taken = 0;
  for (let at = 0; at < BATCH.length; at++) {
    for (const sign of signs) {
      for (const cut of [0, 1]) {
        const damaged = BATCH.slice(0, at) + sign + BATCH.slice(at + cut);
        const isTaken = typeof read(damaged, 11) === 'number';
        expect([damaged, isTaken]).toEqual([damaged, isBatch(damaged)]);
        taken += isTaken ? 1 : 0;
      }
    }
  }
  expect(taken).toBeGreaterThan(100);
});

it('takes ten thousand events and no more, whatever stands in them', () => {
  const of = (count: number) => `[${Array.from({ length: count }, () => '{"timestamp":1}').join(',')}]`;
  expect(read(of(MOST_EVENTS))).toBe(MOST_EVENTS);
  expect(read(of(MOST_EVENTS + 1))).toBe('too-many-recorded-events');
});

it('takes documents as deep as browsers have them, and no deeper than anybody would', () => {
  const of = (levels: number) => `[{"timestamp":1,"data":${'['.repeat(levels)}${']'.repeat(levels)}}]`;
  expect(read(of(4_000))).toBe(1);
  expect(read(of(5_000))).toBe('body must not nest deeper than 5000 levels');
});

it('refuses a number that has no end', () => {
  expect(read(`[{"timestamp":${'1'.repeat(1000)}}]`)).toBe('body is not valid JSON');
});
