import { isFinished, mayMove, MOVES, STATUSES, type Status } from './request-status.js';

describe('the life of a request', () => {
  function reachableFrom(start: Status): Set<Status> {
    const seen = new Set<Status>([start]);
    const ahead: Status[] = [start];
    for (let status = ahead.pop(); status !== undefined; status = ahead.pop()) {
      for (const next of MOVES[status]) {
        if (!seen.has(next)) ahead.push(next);
        seen.add(next);
      }
    }
    return seen;
  }

  it('reaches every status from PENDING', () => {
    expect([...reachableFrom('PENDING')].sort()).toEqual([...STATUSES].sort());
  });

  it('never comes back to a status it has left', () => {
    for (const status of STATUSES) {
      const after = new Set(MOVES[status].flatMap((next) => [...reachableFrom(next)]));
      expect(after).not.toContain(status);
    }
  });

  it('ends in SUCCESS, FAILURE, REVOKED and DENIED and nowhere else', () => {
    expect(STATUSES.filter(isFinished)).toEqual(['SUCCESS', 'FAILURE', 'REVOKED', 'DENIED']);
  });

  it('reaches SUCCESS from STARTED only, which is behind the read-back', () => {
    expect(STATUSES.filter((status) => mayMove(status, 'SUCCESS'))).toEqual(['STARTED']);
  });
});
