import { assertSeen, versionOf } from './seen-version.js';

describe('what somebody saw before they change it', () => {
  const seen = { name: 'acme app', holidays: ['2026-12-25'] };

  it('has the same version as long as nothing of it changes', () => {
    expect(versionOf({ ...seen })).toBe(versionOf(seen));
    expect(versionOf({ ...seen, holidays: [] })).not.toBe(versionOf(seen));
    expect(versionOf(seen)).toMatch(/^[\w-]{22}$/);
  });

  it.each([
    ['nothing was said of it', undefined],
    ['it is still there', `"${versionOf(seen)}"`],
    ['it is one of several', `"another", "${versionOf(seen)}"`],
    ['anything will do', '*'],
  ])('lets the change through where %s', (_case, ifMatch) => {
    expect(() => assertSeen(ifMatch, seen)).not.toThrow();
  });

  it('refuses the change where it is there no more', () => {
    expect(() => assertSeen(`"${versionOf(seen)}"`, { ...seen, name: 'shop' })).toThrow('Somebody has changed this');
  });
});
