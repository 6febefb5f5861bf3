import { Clock, HabeasError, readConfig } from '../../platform/index.js';
import { IngestRateLimit } from './ingest-rate-limit.service.js';

class StandingClock extends Clock {
  milliseconds = Date.parse('2026-01-01T00:00:00Z');
  override now(): Date {
    return new Date(this.milliseconds);
  }
}

function limitOf(perSecond: number) {
  const clock = new StandingClock();
  const limit = new IngestRateLimit(readConfig({ INGEST_RATE_PER_SECOND: String(perSecond) }), clock);
  /** Seconds to wait; 0 = let through. */
  const send = (projectId: number, records: number): number => {
    try {
      limit.take(projectId, records);
      return 0;
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      expect([error.kind, error.code]).toEqual(['too-many', 'ingest-rate-limited']);
      return error.details.retryAfter ?? 0;
    }
  };
  return { clock, send };
}

describe('the rate at which a project feeds', () => {
  it('is an average over a minute, of which each batch takes as many as it has', () => {
    const { clock, send } = limitOf(100);
    expect([1, 2, 3].map(() => send(1, 2000))).toEqual([0, 0, 0]);
    expect(send(1, 1)).toBe(1);
    clock.milliseconds += 20_000;
    expect([send(1, 1999), send(1, 1), send(1, 1)]).toEqual([0, 0, 1]);
  });

  it('lets a batch through that is larger than what is left, and counts it in full', () => {
    const { clock, send } = limitOf(10);
    expect([send(1, 2000), send(1, 1)]).toEqual([0, 141]);
    clock.milliseconds += 140_000;
    expect(send(1, 1)).toBe(1);
    clock.milliseconds += 1000;
    expect(send(1, 1)).toBe(0);
  });

  it('can be asked without counting', () => {
    const { send } = limitOf(1);
    expect(Array.from({ length: 1000 }, () => send(1, 0)).every((wait) => wait === 0)).toBe(true);
    expect([send(1, 60), send(1, 0)]).toEqual([0, 1]);
  });

  it('counts each project for itself, and nobody at 0', () => {
    const { send } = limitOf(1);
    expect([send(1, 60), send(1, 1), send(2, 60)]).toEqual([0, 1, 0]);
    const { send: unlimited } = limitOf(0);
    expect([unlimited(1, 10_000_000), unlimited(1, 1)]).toEqual([0, 0]);
  });
});
