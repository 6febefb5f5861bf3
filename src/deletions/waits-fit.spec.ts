import { readConfig, longestSweepWait } from '../platform/index.js';
import { assertWaitsFit } from './waits-fit.js';

const DAY = 86_400_000;

describe('settings that must meet the deadlines of the law', () => {
  it('are accepted as they stand by default', () => {
    expect(() => assertWaitsFit(readConfig({}))).not.toThrow();
  });

  it('are refused where grace and sweep together leave no five days of the shortest deadline', () => {
    const slow = readConfig({ DELETION_GRACE: '20d', SWEEP_SCHEDULE: '0 2 * * 1' });
    expect(() => assertWaitsFit(slow)).toThrow(expect.objectContaining({ code: 'bad-settings' }));
  });

  it('are judged by the longest wait of a schedule, not by the next', () => {
    expect(longestSweepWait('0 2 * * *')).toBe(DAY);
    expect(longestSweepWait('0 2 * * 1,2')).toBe(6 * DAY);
  });
});
