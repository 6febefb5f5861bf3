-- What stood in a request's way, by collection, since when a person should look, and how often it failed for a reason nobody foresaw.
ALTER TABLE requests
  ADD COLUMN troubles jsonb,
  ADD COLUMN attention_since timestamptz(3),
  ADD COLUMN failures integer NOT NULL DEFAULT 0;
CREATE INDEX requests_attention_idx ON requests (project_id) WHERE attention_since IS NOT NULL;

-- When no hold was left on a subject that a deletion had left alone for one.
ALTER TABLE request_subjects ADD COLUMN hold_ended_at timestamptz(3);
CREATE INDEX request_subjects_held_idx ON request_subjects (project_id, id_hmac) WHERE outcome = 'held' AND hold_ended_at IS NULL;
CREATE INDEX request_subjects_hold_ended_idx ON request_subjects (request_id) WHERE hold_ended_at IS NOT NULL;
-- By reference, and by what is due first.
CREATE INDEX requests_reference_idx ON requests (project_id, reference) WHERE reference IS NOT NULL;
CREATE INDEX requests_due_idx ON requests (project_id, due_at, id);
