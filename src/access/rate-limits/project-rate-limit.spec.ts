import { Clock, HabeasError, readConfig } from '../../platform/index.js';
import { ProjectRateLimit } from './project-rate-limit.service.js';

class StandingClock extends Clock {
  milliseconds = Date.parse('2026-01-01T00:00:00Z');
  override now(): Date {
    return new Date(this.milliseconds);
  }
}

function limitOf(perSecond: number, burst: number) {
  const clock = new StandingClock();
  const config = readConfig({ RATE_LIMIT_PER_SECOND: String(perSecond), RATE_LIMIT_BURST: String(burst) });
  const limit = new ProjectRateLimit(config, clock);
  const taken = (projectId: number, tries: number): number => {
    let count = 0;
    for (let at = 0; at < tries; at++) {
      try {
        limit.take(projectId);
        count++;
      } catch {
        break;
      }
    }
    return count;
  };
  return { clock, limit, taken };
}

describe('the rate limit of a project', () => {
  it('lets a burst through, then as many a second as it sustains', () => {
    const { clock, taken } = limitOf(20, 100);
    expect(taken(1, 1000)).toBe(100);
    clock.milliseconds += 1000;
    expect(taken(1, 1000)).toBe(20);
    clock.milliseconds += 50;
    expect(taken(1, 1000)).toBe(1);
  });

  it('never saves up more than the burst', () => {
    const { clock, taken } = limitOf(20, 100);
    clock.milliseconds += 3_600_000;
    expect(taken(1, 1000)).toBe(100);
  });

  it('counts each project for itself', () => {
    const { taken } = limitOf(1, 2);
    expect(taken(1, 10)).toBe(2);
    expect(taken(2, 10)).toBe(2);
  });

  it('says in whole seconds when to try again', () => {
    const { limit, taken } = limitOf(20, 1);
    taken(1, 1);
    const refusal = (() => {
      try {
        limit.take(1);
      } catch (error) {
        return error;
      }
      return null;
    })();
    expect(refusal).toBeInstanceOf(HabeasError);
    expect(refusal).toMatchObject({ kind: 'too-many', code: 'rate-limited', details: { retryAfter: 1 } });
  });

  it('is off at 0, and survives a clock that is set back', () => {
    expect(limitOf(0, 0).taken(1, 10_000)).toBe(10_000);
    const { clock, taken } = limitOf(1, 1);
    taken(1, 1);
    clock.milliseconds -= 60_000;
    expect(taken(1, 10)).toBe(0);
    clock.milliseconds += 1000;
    expect(taken(1, 10)).toBe(1);
  });
});
