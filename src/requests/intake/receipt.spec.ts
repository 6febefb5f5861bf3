import { NO_RECEIPT, type Receipt } from '../../compliance/index.js';
import type { RequestOrder } from './order.js';
import { namesSubject } from '../../subject-data/index.js';
import { assertReceiptComplete, assertReceiptLawful } from './receipt.js';

const now = new Date('2026-03-09T22:28:55Z');
const order: RequestOrder = {
  kind: 'export',
  regime: 'GDPR',
  disclosure: 'Data',
  distinctIds: ['ada@example.com'],
  duplicateCount: 0,
};
const given = (part: Partial<Receipt>): Receipt => ({ ...NO_RECEIPT, ...part });

describe('a receipt', () => {
  it('is complete with what the project requires, and names what is missing in one order', () => {
    const required = ['verification', 'receivedAt', 'reference'] as const;
    const whole = {
      ...order,
      receivedAt: now,
      receipt: given({ reference: 'DSR-1', verification: { method: 'account', level: null, at: null } }),
    };
    expect(() => assertReceiptComplete(whole, required)).not.toThrow();
    expect(() => assertReceiptComplete(order, [])).not.toThrow();
    expect(() => assertReceiptComplete(order, required)).toThrow(
      expect.objectContaining({ details: { extra: { missing: ['receivedAt', 'reference', 'verification'] } } }),
    );
  });

  it('may hold an id as part of a longer text, and one of three characters', () => {
    expect(() => assertReceiptLawful(given({ reference: 'DSR-12345' }), ['12345'], now)).not.toThrow();
    expect(() => assertReceiptLawful(given({ reference: '123' }), ['123'], now)).not.toThrow();
    expect(() => assertReceiptLawful(given({ reference: '12345' }), ['12345'], now)).toThrow(
      expect.objectContaining({ code: 'receipt-names-subject' }),
    );
  });
});

describe('a reason', () => {
  it('names a subject by an id in it, of four characters or more, or that is all of it', () => {
    expect(namesSubject('We look for ada@example.com.', order.distinctIds)).toBe(true);
    expect(namesSubject('We look for ada.', order.distinctIds)).toBe(false);
    expect(namesSubject('a long time', ['a'])).toBe(false);
    expect(namesSubject('a', ['a'])).toBe(true);
  });
});
