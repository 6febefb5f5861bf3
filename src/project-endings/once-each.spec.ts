import { onceEach } from './once-each.js';

const names = (each: string) => each.split('');

describe('things that have names in common', () => {
  it('are each there once, the first of them', () => {
    expect(onceEach(['ab', 'cd', 'be'], names)).toEqual(['ab', 'cd']);
  });

  it('are one by what stands between them, in whatever order', () => {
    expect(onceEach(['ab', 'cd', 'bc', 'x'], names)).toEqual(['ab', 'x']);
    expect(onceEach(['d', 'a', 'ab', 'bd'], names)).toEqual(['d']);
  });

  it('are left as they are where they have none', () => {
    expect(onceEach(['', ''], names)).toEqual(['', '']);
  });
});
