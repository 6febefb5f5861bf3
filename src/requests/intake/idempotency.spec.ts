import { NO_RECEIPT } from '../../compliance/index.js';
import { assertSameOrder, idempotencyHashes, type IdempotentOrder } from './idempotency.js';

const secret = Buffer.alloc(32, 1);
const order: IdempotentOrder = {
  kind: 'deletion',
  regime: 'GDPR',
  disclosure: 'Data',
  distinctIds: ['a', 'b'],
  duplicateCount: 0,
  receivedAt: null,
};

describe('an Idempotency-Key', () => {
  it('gives the same hashes for the same order', () => {
    expect(idempotencyHashes('key-1', { ...order }, secret)).toEqual(idempotencyHashes('key-1', order, secret));
  });

  it.each<Partial<IdempotentOrder>>([
    { kind: 'export' },
    { regime: 'CCPA' },
    { disclosure: 'Sources' },
    { distinctIds: ['b', 'a'] },
    { distinctIds: ['a,b'] },
    { duplicateCount: 1 },
    { receivedAt: new Date('2026-01-01T00:00:00Z') },
    { receipt: { ...NO_RECEIPT, reference: 'DSR-1' } },
    { receipt: { ...NO_RECEIPT, verification: { method: 'account', level: null, at: null } } },
  ])('tells an order with %j from the first', (other) => {
    const first = idempotencyHashes('key-1', order, secret);
    const second = idempotencyHashes('key-1', { ...order, ...other }, secret);
    expect(second.key).toEqual(first.key);
    expect(() => assertSameOrder(first.body, second.body)).toThrow(
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    );
  });

  it('takes an order without a receipt for the one from before there were receipts', () => {
    const hashes = (given: IdempotentOrder) => idempotencyHashes('key-1', given, secret);
    expect(hashes({ ...order, receipt: NO_RECEIPT })).toEqual(hashes(order));
  });

  it('is bound to the secret', () => {
    const other = idempotencyHashes('key-1', order, Buffer.alloc(32, 2));
    expect(other.body).not.toEqual(idempotencyHashes('key-1', order, secret).body);
  });

  it.each(['', ' ', 'a b', 'ü', 'a'.repeat(256)])('may not be %j', (key) => {
    expect(() => idempotencyHashes(key, order, secret)).toThrow(
      expect.objectContaining({ code: 'idempotency-key-invalid' }),
    );
  });
});
