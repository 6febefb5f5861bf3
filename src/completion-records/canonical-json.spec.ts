import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('orders members by UTF-16 units, as the example of RFC 8785 does', () => {
    const given = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonicalJson(given).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('writes the same bytes whatever the order of the members', () => {
    const one = canonicalJson({ b: [1, { y: null, x: true }], a: 'ä\u001f"\\/' });
    expect(one).toBe('{"a":"ä\\u001f\\"\\\\/","b":[1,{"x":true,"y":null}]}');
    expect(canonicalJson({ a: 'ä\u001f"\\/', b: [1, { x: true, y: null }] })).toBe(one);
    expect(canonicalJson([-0, 42, -7])).toBe('[0,42,-7]');
  });

  it.each([1.5, NaN, Infinity, 2 ** 53, 10n, undefined, new Date(0), Symbol('x'), '\ud800', { a: undefined }])(
    'refuses what has no form that all readers agree on',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
