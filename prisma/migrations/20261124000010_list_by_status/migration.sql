-- A page of the requests in a state that few are in, however many are in others.
CREATE INDEX requests_project_id_status_opened_at_id_idx ON requests (project_id, status, opened_at DESC, id DESC);

-- What Prisma's schema language cannot say.

-- Every row is written again once, with its outcome: where there is room for that beside it, no index has to be told, and the
-- table becomes no larger than it would have.
ALTER TABLE request_subjects SET (fillfactor = 50);
