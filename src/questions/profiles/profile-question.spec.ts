import { fieldsOf } from '../doors/question-fields.js';
import { readProfileQuestion } from './profile-question.js';

const read = (query: Readonly<Record<string, unknown>>, body = '') => readProfileQuestion(fieldsOf(body, query));
const codeOf = (query: Readonly<Record<string, unknown>>): string => {
  try {
    read(query);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a profile query', () => {
  it('is read from a JSON body before a form\u2019s place, the query', () => {
    const body = JSON.stringify({
      distinct_ids: ['b', 'a', 'b'],
      page: 2,
      session_id: 's',
      output_properties: ['$email'],
    });
    expect(read({ page: '7', limit: '5', project_id: '1' }, body)).toMatchObject({
      ids: ['a', 'b'],
      page: 2,
      sessionId: 's',
      shown: new Set(['$email']),
      pageSize: 1000,
      limit: 5,
      where: null,
    });
    expect(
      read({ where: 'defined(properties["a"])' }, 'where=defined(properties%5B%22b%22%5D)&page_size=10'),
    ).toMatchObject({
      where: { kind: 'call', of: { name: 'b' } },
      pageSize: 10,
    });
  });

  it.each([
    ['where', 'selector'],
    ['selector', 'where'],
  ])('has its condition in %s, and not in an empty %s', (name, other) => {
    expect(read({ [name]: 'defined(properties["a"])', [other]: '' }).where).toMatchObject({ kind: 'call' });
  });

  it('takes lists as clients send them', () => {
    expect(read({ distinct_ids: '["u1", "u2"]' }).ids).toEqual(['u1', 'u2']);
    expect(read({ distinct_ids: 'u1', distinct_id: 'u2' }).ids).toEqual(['u1', 'u2']);
    expect(read({ distinct_ids: '[1, 2]' }).ids).toEqual(['1', '2']);
    expect(read({ distinct_ids: '[]' }).ids).toEqual([]);
    expect(read({ output_properties: '["$email"]' }).shown).toEqual(new Set(['$email']));
  });

  it('has pages of a thousand at the most', () => {
    expect(read({ page_size: '5000' }).pageSize).toBe(1000);
  });

  it('passes over what changes nothing', () => {
    expect(
      read({ include_all_users: 'true', sort_key: 'a', sort_order: 'asc', page: '0', session_id: '' }),
    ).toMatchObject({
      page: 0,
      sessionId: null,
    });
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ filter_by_cohort: '{"id":1}' }, 'parameter-not-supported'],
    [{ filter_by_email: 'x' }, 'parameter-not-supported'],
    [{ behaviors: '[]' }, 'parameter-not-supported'],
    [{ data_group_id: '1' }, 'parameter-not-supported'],
    [{ search: 'x' }, 'parameter-not-supported'],
    [{ page: '1' }, 'session-id-missing'],
    [{ page: '-1' }, 'parameter-invalid'],
    [{ page: '1.5' }, 'parameter-invalid'],
    [{ page_size: '0' }, 'parameter-invalid'],
    [{ limit: 'many' }, 'parameter-invalid'],
    [{ distinct_ids: '[{}]' }, 'parameter-invalid'],
    [{ distinct_ids: '["a"' }, 'parameter-invalid'],
    [{ distinct_ids: '[""]' }, 'parameter-invalid'],
    [{ distinct_ids: JSON.stringify(Array.from({ length: 2001 }, (_, at) => `id-${at}`)) }, 'parameter-invalid'],
    [{ where: { a: 1 } }, 'parameter-invalid'],
    [{ where: '"x"' }, 'where-no-condition'],
  ])('refuses %j', (query, code) => {
    expect(codeOf(query)).toBe(code);
  });

  it('names the filter that it does not know, and the page\u2019s session as clients know it', () => {
    expect(() => read({ filter_by_cohort: '{"id":1}' })).toThrow('filter_by_cohort is not supported');
    expect(() => read({ page: '1' })).toThrow('must have session_id when requesting page > 0');
  });

  it.each(['[1]', '<xml/>', 'no form'])('has no body that is %s', (body) => {
    expect(() => fieldsOf(body, {})).toThrow(expect.objectContaining({ code: 'body-malformed' }));
  });
});
