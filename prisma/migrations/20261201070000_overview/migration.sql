-- What the overview of an organization counts: requests by when they were received, and by when they ended.
CREATE INDEX requests_project_id_received_at_idx ON requests (project_id, received_at);
CREATE INDEX requests_finished_idx ON requests (project_id, finished_at) WHERE finished_at IS NOT NULL;

-- Whose deletions a sweep has taken.
CREATE INDEX requests_swept_idx ON requests (sweep_id, project_id) WHERE sweep_id IS NOT NULL;
