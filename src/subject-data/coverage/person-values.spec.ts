import { likenessOfValues } from './person-values.js';

const NOBODY: ReadonlySet<string> = new Set();
const like = (values: readonly string[], known = NOBODY) => likenessOfValues(values, 'text', known)?.likeness ?? null;
const many = (value: string, others: number) => [value, ...Array.from({ length: others }, (_, n) => `row ${n}`)];

describe('the values of a column', () => {
  it('look like e-mail addresses from the first one on, also inside a text', () => {
    expect(like(many('ada@example.com', 200))).toBe('an e-mail address');
    expect(like(many('write to Ada <ada.l+x@mail.example.co.uk>, she knows', 200))).toBe('an e-mail address');
  });

  it.each(['@ada', 'ada@', 'left-pad@1.3.0', 'a @ b.c', '3 @ 4.50', 'user@localhost'])('%j is no address', (value) => {
    expect(like([value])).toBeNull();
  });

  it.each([
    ['+49 (0)30 1234-567', 'a phone number'],
    ['(555) 123-4567', 'a phone number'],
    ['192.0.2.7', 'an IP address'],
    ['2001:db8::1/128', 'an IP address'],
  ])('like %j count from one in five', (value, likeness) => {
    expect(like(many(value, 4))).toBe(likeness);
    expect(like(many(value, 5))).toBeNull();
  });

  it.each(['2026-03-09', '1234567890', '1.2.3', '300.1.1.1', '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f'])(
    '%j says nothing by its shape',
    (value) => expect(like([value, value])).toBeNull(),
  );

  it('are ids of known subjects when they are equal to one that is long, or to two', () => {
    const known = new Set(['3f2b8c1e-5d4a', 'ada', 'bea']);
    expect(like(many('3f2b8c1e-5d4a', 200), known)).toBe('the id of a known subject');
    expect(like(['ada', 'ada'], known)).toBeNull();
    expect(like(['ada', 'bea'], known)).toBe('the id of a known subject');
    expect(likenessOfValues(['10020030'], 'number', new Set(['10020030']))?.likeness).toBe('the id of a known subject');
  });

  it('are looked at inside JSON, keys and values, also where it is cut off', () => {
    const filling = likenessOfValues(['{"deviceId": 7, "x": [1,', '{"x": 1}'], 'json', NOBODY);
    expect(filling).toEqual({ likeness: 'a device or advertising id', hits: 1, of: 2, keys: true });
    expect(like(['{"to": {"x": "ada@example.com"}}'])).toBe('an e-mail address');
    expect(like(['["a", "b"]'])).toBeNull();
  });
});
