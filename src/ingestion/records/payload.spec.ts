import { HabeasError } from '../../platform/index.js';
import { readCall, readRecords } from './payload.js';

const one = '{"event":"x"}';
const base64 = Buffer.from('[{"event":"ü"},{"event":"~~>>??"}]').toString('base64');

function read(text: string, contentType = '', query = {}) {
  const call = readCall(text, query);
  return { ...call, records: readRecords(call, contentType) };
}

function codeOf(text: string): string {
  try {
    read(text);
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
    ['a form with base64 in lines', `data=${encodeURIComponent(base64.replaceAll(/.{8}/g, '$&\r\n'))}`, '', 2],
    ['a form with base64 behind a byte order mark', `data=${Buffer.from(`\ufeff[${one}]`).toString('base64')}`, '', 1],
    ['a form with JSON and a percent sign that escapes nothing', `data={"event":"5%+off"}`, '', 1],
    ['a form with unescaped base64', `ip=1&data=${base64}`, '', 2],
    ['a form with url-safe base64', `data=${base64.replaceAll('+', '-').replaceAll('/', '_')}`, '', 2],
    ['a beacon', `data=${encodeURIComponent(base64)}`, 'text/plain;charset=UTF-8', 2],
  ])('is read from %s', (_, text, contentType, count) => {
    const { records } = read(text, contentType);
    expect(records).toHaveLength(count);
    expect(records.every((record) => 'value' in record)).toBe(true);
  });

  it.each([
    ['an empty body', ''],
    ['a form without it', 'verbose=1'],
  ])('is read from the query beside %s', (_, body) => {
    const { records, isForm, fields } = read(body, '', { data: base64.replaceAll('+', ' ') });
    expect([records.length, isForm, fields.has('verbose')]).toEqual([2, true, body !== '']);
    expect(read(`data=${one}`, '', { data: base64 }).records).toHaveLength(1);
    expect(read(one, '', { data: base64 }).isForm).toBe(false);
  });

  it('keeps the good lines beside a broken one', () => {
    const { records } = read(`${one}\n{"event":\n${one}`, 'application/x-ndjson');
    expect(records.map((record) => 'value' in record)).toEqual([true, false, true]);
  });

  it('tells from the form how to answer', () => {
    expect(read(`data=${one}&verbose=1`).fields.has('verbose')).toBe(true);
    expect(read(`data=${one}`).fields.has('verbose')).toBe(false);
    expect(read(`data=${one}&verbose=0`, '', { verbose: '1' }).fields.has('verbose')).toBe(false);
    expect(read(`ver%62ose=1&verbose=0&&x&data=${one}`).fields.has('verbose')).toBe(true);
    expect(read(`data=${one}`, '', { verbose: ['1', '0'] }).fields.has('verbose')).toBe(true);
  });

  it.each([
    ['', 'data-missing'],
    ['hello', 'malformed-json'],
    ['[{"event":', 'malformed-json'],
    [`[${'['.repeat(100)}`, 'json-too-deep'],
    ['verbose=1', 'data-missing'],
    ['data=%ff', 'malformed-json'],
    ['data=eyJh*', 'malformed-json'],
    ['data=gA==', 'malformed-json'],
    ['data=', 'data-missing'],
    [`[${'1,'.repeat(2000)}1]`, 'too-many-records'],
    [`${one}\n`.repeat(2001), 'too-many-records'],
  ])('%.20s is refused with %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
