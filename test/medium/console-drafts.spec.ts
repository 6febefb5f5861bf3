import { crossed, followed } from '../../console/src/app/drafts/following.js';

describe('what is typed into a form whose values somebody else saves meanwhile', () => {
  const before = { name: 'acme', grace: '24', holidays: ['2026-12-25'] };

  it('goes with what they saved where nobody touched it here', () => {
    const draft = { ...before, name: 'mine' };
    const now = { ...before, grace: '12', holidays: [] };
    expect(followed(draft, before, now)).toEqual({ name: 'mine', grace: '12', holidays: [] });
    expect(crossed(draft, before, now)).toEqual([]);
  });

  it('stays where both touched it, and is named', () => {
    const draft = { ...before, name: 'mine' };
    const now = { ...before, name: 'theirs' };
    expect(followed(draft, before, now)).toEqual(draft);
    expect(crossed(draft, before, now)).toEqual(['name']);
  });

  it('crosses nothing where both typed the same', () => {
    const same = { ...before, holidays: ['2026-12-26'] };
    expect(crossed(same, before, { ...same })).toEqual([]);
  });
});
