-- What is rung for one by one, and what one sweep takes together: a million deletions that wait for a sweep stand in nobody's way.
DROP INDEX requests_due_idx;
CREATE INDEX requests_ring_idx ON requests (next_attempt_at)
  WHERE status = 'PENDING' OR (kind = 'export' AND status IN ('STAGING', 'STARTED'));
CREATE INDEX requests_sweep_idx ON requests (next_attempt_at, id)
  WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED');
