import { isFinished, mayDeny, mayMove, mayRevoke, MOVES, STATUSES, type Status } from './request-status.js';

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

  it('lets a deletion be revoked until a sweep has taken it', () => {
    expect(STATUSES.filter((status) => mayRevoke('deletion', status))).toEqual(['PENDING', 'STAGING']);
  });

  it('lets a request be denied until its work has started', () => {
    expect(STATUSES.filter(mayDeny)).toEqual(['PENDING', 'STAGING']);
  });

  it('never lets an export be revoked', () => {
    expect(STATUSES.filter((status) => mayRevoke('export', status))).toEqual([]);
  });
});
