import { groupsOf } from './groups.js';

const names = (each: string) => each.split('');

describe('things that have names in common', () => {
  it('are one group, those that have none in common another', () => {
    expect(groupsOf(['ab', 'cd', 'be'], names)).toEqual([['ab', 'be'], ['cd']]);
  });

  it('are one by what stands between them, in whatever order', () => {
    expect(groupsOf(['ab', 'cd', 'bc', 'x'], names)).toEqual([['ab', 'cd', 'bc'], ['x']]);
    expect(groupsOf(['d', 'a', 'ab', 'bd'], names)).toEqual([['d', 'a', 'ab', 'bd']]);
  });

  it('are left as they are where they have none', () => {
    expect(groupsOf(['', ''], names)).toEqual([[''], ['']]);
  });
});
