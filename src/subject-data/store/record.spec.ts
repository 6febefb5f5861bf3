import { BUILT_IN_COLLECTIONS } from '../data-map/built-in-collections.js';
import type { Collection } from '../data-map/collection.js';
import { classified } from '../data-map/collection-classes.js';
import type { ClassRule } from '../data-map/property-class.js';
import { jsonMembers } from './json-members.js';
import { recordLine, WITHHELD_JSON } from './record.js';
import type { StoredRow } from './subject-store.port.js';

const [events, profiles, replays] = BUILT_IN_COLLECTIONS as unknown as [Collection, Collection, Collection];
const row = (columns: Record<string, unknown>, ...json: string[]): StoredRow => ({
  ordinal: 0,
  time: '2026-03-09T22:28:55.999Z',
  columns: Object.assign(Object.create(null) as object, columns),
  json: new Set(json),
});
const event = (properties: string) =>
  row(
    { project_id: 1, distinct_id: 'a"b', event: 'Signed up', insert_id: 'i1', properties, received_at: 'x' },
    'properties',
  );
const withholding = (collection: Collection, ...names: string[]): Collection => ({
  ...collection,
  headers: names.map((name) => ({ name, category: 'government_id', source: false, withhold: true })),
});

describe('a line of an export', () => {
  it('is an event in the raw-export shape, its JSON as stored', () => {
    const line = recordLine(events, event('{"n": 12345678901234567890.10, "__proto__": {"x": 1}, "🦊": "\\u0001"}'));
    expect(line).toBe(
      '{"event":"Signed up","properties":{"time":1773095335.999,"distinct_id":"a\\"b","$insert_id":"i1",' +
        '"n": 12345678901234567890.10, "__proto__": {"x": 1}, "🦊": "\\u0001"}}',
    );
  });

  it('is a bare event where it has no properties', () => {
    const line = recordLine(events, event('{}'));
    expect(line).toBe(
      '{"event":"Signed up","properties":{"time":1773095335.999,"distinct_id":"a\\"b","$insert_id":"i1"}}',
    );
  });

  it('is an event with its time as it was sent, where that is finer than its column', () => {
    const line = recordLine(events, event('{"a": 1, "time": 1773095335.9991234, "b": {"time": 5}}'));
    expect(line).toContain(
      '"time":1773095335.9991234,"distinct_id":"a\\"b","$insert_id":"i1","a": 1, "b": {"time": 5}}}',
    );
  });

  it('is a profile in the query shape', () => {
    const line = recordLine(
      profiles,
      row({ project_id: 1, distinct_id: 'x', properties: '{"$name": "Ada"}' }, 'properties'),
    );
    expect(line).toBe('{"$distinct_id":"x","$properties":{"$name": "Ada"}}');
  });

  it('is a row by its columns, the project left out', () => {
    const given = row(
      {
        project_id: 1,
        ['__proto__']: 'kept',
        big: 9007199254740993n,
        exact: '0.10',
        bytes: Buffer.from('hi'),
        at: new Date('2026-01-02T03:04:05.006Z'),
        none: null,
        infinite: Infinity,
        document: '{\n  "a": "b\\n"\n}',
      },
      'document',
    );
    Object.defineProperty(given.columns, '__proto__', { value: 'kept', enumerable: true });
    const line = recordLine(replays, given);
    expect(line).not.toContain('\n');
    expect(line).toContain('"__proto__":"kept"');
    expect(line).toContain('"big":9007199254740993,"exact":"0.10","bytes":"aGk=","at":"2026-01-02T03:04:05.006Z"');
    expect(line).toContain('"none":null,"infinite":"Infinity","document":{   "a": "b\\n" }');
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('says that a withheld property is held, however its name is written, and leaves the others as they are', () => {
    const line = recordLine(
      withholding(events, 'ssn', 'nothing'),
      event('{"a": 1.00, "\\u0073sn": "078-05-1120", "nothing": null}'),
    );
    expect(line).toContain(`"a": 1.00, "\\u0073sn": ${WITHHELD_JSON}, "nothing": null`);
    expect(line).not.toContain('078');
  });

  it.each(['{"ssn": "078-05-1120"', '["ssn", "078-05-1120"]', '{"ssn: 078-05-1120}'])(
    'shows nothing of properties in which a withheld one cannot be told apart: %s',
    (properties) => {
      const line = recordLine(withholding(events, 'ssn'), event(properties));
      expect(line).toContain('"held":true');
      expect(line).not.toContain('078');
    },
  );

  it('says of what is withheld inside objects and lists that it is held, wherever it stands', () => {
    const given =
      '{"user": {"ssn": "078-05-1120", "plan": 1.0}, "list": [[{"ssn": {"a": [1]}, "b": "ssn"}], "x"], "n": 1e400}';
    const line = recordLine(withholding(events, 'ssn'), event(given));
    expect(line).toContain(
      `"user": {"ssn": ${WITHHELD_JSON}, "plan": 1.0}, "list": [[{"ssn": ${WITHHELD_JSON}, "b": "ssn"}], "x"], "n": 1e400`,
    );
  });

  it('withholds by patterns, by a way of names, and what the project says, and shows what is sensitive', () => {
    const classes: ClassRule[] = [
      { name: 'doc_*', class: 'withheld' },
      { name: 'address.street', class: 'withheld' },
      { name: 'health', class: 'sensitive' },
    ];
    const collection = classified({ ...events, headers: [], classes }, [{ name: 'pin', class: 'withheld' }]);
    const given = '{"doc_nr": 1, "street": "a", "address": {"street": "b", "zip": "c"}, "health": "d", "pin": 4}';
    expect(recordLine(collection, event(given))).toContain(
      `"doc_nr": ${WITHHELD_JSON}, "street": "a", "address": {"street": ${WITHHELD_JSON}, "zip": "c"}, "health": "d", "pin": ${WITHHELD_JSON}`,
    );
  });

  it('withholds inside a column that holds JSON', () => {
    const given = row({ document: '{"ssn": "078-05-1120"}', broken: '{"ssn": 078' }, 'document', 'broken');
    expect(recordLine(withholding(replays, 'ssn'), given)).toBe(
      `{"document":{"ssn": ${WITHHELD_JSON}},"broken":${WITHHELD_JSON}}`,
    );
  });

  it('says that a withheld column is held, and nothing where it is empty', () => {
    const line = recordLine(withholding(replays, 'ssn', 'passport'), row({ ssn: '078-05-1120', passport: null }));
    expect(line).toBe(`{"ssn":${WITHHELD_JSON},"passport":null}`);
  });
});

describe('the members of a JSON object', () => {
  it('are found whatever is nested in them', () => {
    expect(jsonMembers(' { "a" : [1, {"b": "},]\\""}] , "c":{"d":{}} ,"e": 1e400 , "" : "x" } ')).toEqual([
      { name: 'a', value: '[1, {"b": "},]\\""}]' },
      { name: 'c', value: '{"d":{}}' },
      { name: 'e', value: '1e400' },
      { name: '', value: '"x"' },
    ]);
  });

  it('are none in an empty object, and null in what is no object', () => {
    expect(jsonMembers('{ }')).toEqual([]);
    expect(jsonMembers('[1]')).toBeNull();
  });
});
