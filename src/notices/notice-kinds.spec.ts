import { kindOf, NOTICE_KINDS, standardKinds, tokenDaysLeft, wants } from './notice-kinds.js';

const DAY = 86_400_000;
const NOW = new Date('2026-03-09T22:28:55.078Z');

describe('what somebody is told of', () => {
  it('is, for who may handle requests, all but that those of others have finished', () => {
    for (const role of ['owner', 'admin'] as const) {
      expect(NOTICE_KINDS.filter((kind) => !standardKinds(role).includes(kind))).toEqual(['finishedByOthers']);
    }
  });

  it('is, for a member, their own requests and tokens', () => {
    expect(standardKinds('member')).toEqual(['finished', 'failed', 'token']);
  });

  it('is what they chose, once they chose, be it nothing', () => {
    expect(wants([], 'owner', 'failed')).toBe(false);
    expect(wants(['sweep'], 'member', 'sweep')).toBe(true);
    expect(wants(null, 'owner', 'failed')).toBe(true);
  });

  it('tells their own requests that finished from those of others', () => {
    expect([kindOf('succeeded', true), kindOf('succeeded', false)]).toEqual(['finished', 'finishedByOthers']);
    expect([kindOf('missed', false), kindOf('waiting-for-action', true)]).toEqual(['atRisk', 'failed']);
  });
});

describe('the end of a token', () => {
  it.each([
    [31, null],
    [30, 30],
    [7.5, 30],
    [7, 7],
    [1.5, 7],
    [1, 1],
    [0.01, 1],
    [0, null],
    [-1, null],
  ])('%d days ahead is told as %j', (days, told) => {
    expect(tokenDaysLeft(new Date(NOW.getTime() + days * DAY), NOW)).toBe(told);
  });
});
