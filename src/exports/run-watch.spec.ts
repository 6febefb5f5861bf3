import { jest } from '@jest/globals';
import { RunWatch } from './run-watch.js';

describe('RunWatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks one question at a time, again after what could not be asked, and gives up what has ended', async () => {
    const answers: ((isOpen: boolean | Promise<boolean>) => void)[] = [];
    const watch = new RunWatch(new AbortController().signal, () => new Promise((answer) => answers.push(answer)));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(answers).toHaveLength(1);
    answers[0]?.(Promise.reject(new Error('away')));
    await jest.advanceTimersByTimeAsync(1_000);
    expect([answers.length, watch.givenUp.aborted]).toEqual([2, false]);
    answers[1]?.(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(watch.givenUp.aborted).toBe(true);
    watch.stop();
  });
});
