import type { EventRecord } from '../../subject-data/index.js';
import { parseWhere } from '../where/parser.js';
import { conditionOf, idsNamedBy, namedProperties } from './event-condition.js';

const event: EventRecord = {
  event: 'Signed up',
  distinctId: 'u1',
  time: new Date('2023-11-14T22:13:20.500Z'), // 1700000000.5
  insertId: 'i1',
  properties: '{"plan": "Pro", "n": 3, "time": 5, "__proto__": 1}',
};
const terms = { now: new Date('2026-03-10'), timeZone: 'UTC' };
const holds = (where: string) => conditionOf(parseWhere(where), terms)(event);

describe('a condition on events', () => {
  it.each([
    ['properties["distinct_id"] == "u1"', true],
    ['properties["$distinct_id"] in ["u2", "u1"]', true],
    ['properties["distinct_id"] == "u2"', false],
    ['properties["$time"]>=datetime(1700000000)', true],
    ['properties["$time"]>=datetime(1700000001)', false],
    ['properties["time"] < 1700000001 and properties["plan"] == "Pro"', true],
    ['properties["$insert_id"] == "i1" and event["$event_name"] == "Signed up"', true],
    ['properties["n"] > 2 and not properties["plan"] == "Free"', true],
    ['defined(properties["constructor"])', false],
    ['defined(properties["nothing"])', false],
  ])('goes by the properties, and by what every event has: %s', (where, expected) => {
    expect(holds(where)).toBe(expected);
  });

  it('names the properties it goes by', () => {
    expect(namedProperties(parseWhere('properties["time"] > 1 and properties["plan"] == "Pro"'))).toEqual(['plan']);
  });

  it.each([
    ['properties["distinct_id"] == "u1"', ['u1']],
    ['properties["$distinct_id"] in ["u1", "u2"] and properties["plan"] == "Pro"', ['u1', 'u2']],
    ['properties["distinct_id"] == "u1" or properties["distinct_id"] == "u2"', ['u1', 'u2']],
    ['properties["distinct_id"] == "u1" or properties["plan"] == "Pro"', null],
    ['not properties["distinct_id"] == "u1"', null],
    ['properties["distinct_id"] == 5', []],
    ['properties["time"] == 5', null],
  ])('says whose events it can be true of: %s', (where, ids) => {
    expect(idsNamedBy(parseWhere(where))).toEqual(ids);
  });
});
