import { HabeasError } from '../../platform/index.js';
import { readPayload } from './payload.js';

const one = '{"event":"x"}';
const base64 = Buffer.from('[{"event":"ü"},{"event":"~~>>??"}]').toString('base64');

function codeOf(text: string): string {
  try {
    readPayload(text, '');
  } catch (error) {
    if (error instanceof HabeasError) return error.code;
  }
  return 'none';
}

describe('a payload', () => {
  it.each([
    ['an array', `[${one},${one}]`, 'application/json', 2],
    ['an array without a content type', ` [${one}]\n`, '', 1],
    ['one object', one, 'application/json', 1],
    ['one object over several lines', '{\n"event":\n"x"}', '', 1],
    ['lines', `${one}\r\n\n${one}\n`, 'application/x-ndjson', 2],
    ['lines under another content type', `${one}\n${one}\n${one}`, 'application/x-www-form-urlencoded', 3],
    ['a form with JSON', `data=${encodeURIComponent(one)}&verbose=1`, 'application/x-www-form-urlencoded', 1],
    ['a form with base64', `data=${encodeURIComponent(base64)}`, '', 2],
    ['a form with unescaped base64', `ip=1&data=${base64}`, '', 2],
  ])('is read from %s', (_, text, contentType, count) => {
    const { records } = readPayload(text, contentType);
    expect(records).toHaveLength(count);
    expect(records.every((record) => 'value' in record)).toBe(true);
  });

  it.each([
    ['an empty body', ''],
    ['a form without it', 'verbose=1'],
  ])('is read from the query beside %s', (_, body) => {
    const { records, form } = readPayload(body, '', { data: base64.replaceAll('+', ' ') });
    expect([records.length, form]).toEqual([2, { verbose: body !== '' }]);
    expect(readPayload(`data=${one}`, '', { data: base64 }).records).toHaveLength(1);
    expect(readPayload(one, '', { data: base64 }).form).toBeNull();
  });

  it('keeps the good lines beside a broken one', () => {
    const { records } = readPayload(`${one}\n{"event":\n${one}`, 'application/x-ndjson');
    expect(records.map((record) => 'value' in record)).toEqual([true, false, true]);
  });

  it('tells from the form how to answer', () => {
    expect(readPayload(`data=${one}&verbose=1`, '').form).toEqual({ verbose: true });
    expect(readPayload(`data=${one}`, '').form).toEqual({ verbose: false });
    expect(readPayload(one, '').form).toBeNull();
  });

  it.each([
    ['', 'malformed-json'],
    ['hello', 'malformed-json'],
    ['[{"event":', 'malformed-json'],
    [`[${'['.repeat(100)}`, 'json-too-deep'],
    ['verbose=1', 'data-missing'],
    ['data=%ff', 'malformed-json'],
    [`[${'1,'.repeat(2000)}1]`, 'too-many-records'],
    [`${one}\n`.repeat(2001), 'too-many-records'],
  ])('%.20s is refused with %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
