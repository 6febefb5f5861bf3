-- Deletions that wait for their export: what the dispatcher looks at every second, however many requests there are.
CREATE INDEX requests_follow_up_idx ON requests (after_request_id)
  WHERE status = 'PENDING' AND grace_until IS NULL AND after_request_id IS NOT NULL;
