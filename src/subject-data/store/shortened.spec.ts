import { shortText } from './shortened.js';

describe('a long text', () => {
  it.each([
    ['12345678', '12345678'],
    ['123456789', '12…'],
    // Bytes, not UTF-16 units.
    ['ééé', 'ééé'],
    ['ééééé', 'éé…'],
    // No half of a pair.
    ['1😀😀😀', '1😀…'],
    ['😀😀', '😀😀'],
  ])('%s is told as %s', (text, expected) => {
    expect(shortText(text, 2)).toBe(expected);
  });
});
