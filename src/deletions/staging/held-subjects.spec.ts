import { waitsUntil } from './held-subjects.service.js';

const DUE = new Date('2026-04-09T22:00:00Z');
const held = (until: string) => ({ basis: 'litigation', until: new Date(until) });
const subjects = [{ ordinal: 0 }, { ordinal: 1 }];

describe('a deletion whose subjects are held', () => {
  it('waits for the last hold where each of them is held and five days are left then', () => {
    const holds = new Map([
      [0, held('2026-03-20T00:00:00Z')],
      [1, held('2026-04-04T22:00:00Z')],
    ]);
    expect(waitsUntil(subjects, holds, DUE)).toEqual(new Date('2026-04-04T22:00:00Z'));
  });

  it('goes on where one hold lasts longer than that', () => {
    const holds = new Map([
      [0, held('2026-03-20T00:00:00Z')],
      [1, held('2026-04-04T22:00:00.001Z')],
    ]);
    expect(waitsUntil(subjects, holds, DUE)).toBeNull();
  });

  it('goes on where somebody is free', () => {
    expect(waitsUntil(subjects, new Map([[1, held('2026-03-20T00:00:00Z')]]), DUE)).toBeNull();
    expect(waitsUntil(subjects, new Map(), DUE)).toBeNull();
  });
});
