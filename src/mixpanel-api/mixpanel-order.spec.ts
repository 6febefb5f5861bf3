import { SUBJECT_LIMIT } from '../compliance/index.js';
import { readWireOrder } from './mixpanel-order.js';

describe('an order of the wire', () => {
  it('takes the defaults, and ignores keys that it does not know', () => {
    expect(readWireOrder({ distinct_ids: ['a', 'b', 'a'], foo: 1 }, 'export', 3, SUBJECT_LIMIT)).toEqual({
      kind: 'export',
      regime: 'GDPR',
      disclosure: 'Data',
      distinctIds: ['a', 'b'],
      duplicateCount: 1,
    });
  });

  it.each(['ccpa', 'CCPA', 'Ccpa'])('takes %s in any letter case', (compliance_type) => {
    const order = readWireOrder(
      { distinct_ids: ['a'], compliance_type, disclosure_type: 'sOuRcEs' },
      'deletion',
      3,
      SUBJECT_LIMIT,
    );
    expect(order).toMatchObject({ regime: 'CCPA', disclosure: 'Sources' });
  });

  it('takes null for a default', () => {
    const order = readWireOrder(
      { distinct_ids: ['a'], compliance_type: null, disclosure_type: null },
      'deletion',
      3,
      SUBJECT_LIMIT,
    );
    expect(order).toMatchObject({ regime: 'GDPR', disclosure: 'Data' });
  });

  it('takes one id from an export of v2.0, and from nothing else', () => {
    expect(readWireOrder({ distinct_id: 'a' }, 'export', 2, SUBJECT_LIMIT).distinctIds).toEqual(['a']);
    expect(readWireOrder({ distinct_ids: ['a', 'b'] }, 'export', 2, SUBJECT_LIMIT).distinctIds).toEqual(['a', 'b']);
    expect(() => readWireOrder({ distinct_id: 'a' }, 'export', 3, SUBJECT_LIMIT)).toThrow();
    expect(() => readWireOrder({ distinct_id: 'a' }, 'deletion', 2, SUBJECT_LIMIT)).toThrow();
  });

  it.each([
    [null, 'The body must be a JSON object.'],
    [['a'], 'The body must be a JSON object.'],
    ['a', 'The body must be a JSON object.'],
    [{}, 'distinct_ids must be an array of strings.'],
    [{ distinct_ids: 'a' }, 'distinct_ids must be an array of strings.'],
    [{ distinct_ids: [] }, 'distinct_ids names no subject.'],
    [{ distinct_ids: ['a', 5] }, 'distinct_ids.1 is not a string.'],
    [{ distinct_ids: ['a'], compliance_type: 'HIPAA' }, 'compliance_type must be GDPR or CCPA.'],
    [{ distinct_ids: ['a'], compliance_type: 7 }, 'compliance_type must be GDPR or CCPA.'],
    [{ distinct_ids: ['a'], disclosure_type: '' }, 'disclosure_type must be Data, Categories or Sources.'],
  ])('refuses %j', (body, sentence) => {
    expect(() => readWireOrder(body, 'deletion', 3, SUBJECT_LIMIT)).toThrow(
      expect.objectContaining({ kind: 'invalid', message: sentence }),
    );
  });

  it('names the limit and the count given', () => {
    const ids = Array.from({ length: 501 }, (_, index) => `id-${index}`);
    expect(() => readWireOrder({ distinct_ids: ids }, 'deletion', 3, SUBJECT_LIMIT)).toThrow(/500 .*501/);
    expect(() =>
      readWireOrder({ distinct_ids: ids.slice(1).concat(ids.slice(1)) }, 'deletion', 3, SUBJECT_LIMIT),
    ).not.toThrow();
  });
});
