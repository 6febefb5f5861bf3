import type { EventRecord } from '../../subject-data/index.js';
import { eventLine } from './event-line.js';

const record = (properties: string, more: Partial<EventRecord> = {}): EventRecord => ({
  event: 'Signed up',
  distinctId: 'u1',
  time: new Date('2026-03-09T22:28:55.078Z'),
  insertId: 'i1',
  properties,
  ...more,
});
const line = (properties: string, inMilliseconds = false) => eventLine(record(properties), inMilliseconds);

describe('an event of a raw export', () => {
  it('is one line of JSON, its time in whole seconds or in milliseconds', () => {
    expect(line('{"plan": "Pro"}')).toBe(
      '{"event":"Signed up","properties":{"time":1773095335,"distinct_id":"u1","$insert_id":"i1","plan": "Pro"}}',
    );
    expect(JSON.parse(line('{}', true))).toEqual({
      event: 'Signed up',
      properties: { time: 1_773_095_335_078, distinct_id: 'u1', $insert_id: 'i1' },
    });
  });

  it('keeps the properties as they are stored: every digit, every sign, on one line', () => {
    expect(line('{"n": 9007199254740993, "x": 0.1234567890123456789012345}')).toContain(
      '"n": 9007199254740993, "x": 0.1234567890123456789012345}}',
    );
    const written = line('{\n  "text": "two\\nlines",\r\n  "list": [1,\n 2]\n}');
    expect(written).not.toMatch(/[\r\n]/);
    expect(JSON.parse(written)).toMatchObject({ properties: { text: 'two\nlines', list: [1, 2] } });
    const odd = eventLine(record('{}', { event: 'a"b\\c\n', distinctId: '🦊' }), false);
    expect(JSON.parse(odd)).toMatchObject({ event: 'a"b\\c\n', properties: { distinct_id: '🦊' } });
  });

  it('says no member twice', () => {
    const said = line('{"time": 1773095335.0781234, "a": {"time": 1}, "$insert_id": "other", "distinct_id": "else"}');
    expect(said).toBe(
      '{"event":"Signed up","properties":{"time":1773095335,"distinct_id":"u1","$insert_id":"i1","a":{"time": 1}}}',
    );
    expect(line('{"time": 5}')).toBe(
      '{"event":"Signed up","properties":{"time":1773095335,"distinct_id":"u1","$insert_id":"i1"}}',
    );
  });

  it('is of before 1970 where it happened then', () => {
    const early = eventLine(record('{}', { time: new Date(-1) }), false);
    expect(early).toContain('"time":-1,');
  });
});
