-- A page of the list reads as many rows as it shows, by whichever of state, kind and law it is filtered, in either order: each of
-- their combinations stands in an order of its own, and a page takes the first of all of them.
DROP INDEX requests_project_id_status_opened_at_id_idx;
CREATE INDEX requests_list_opened_idx ON requests (project_id, status, kind, regime, opened_at DESC, id DESC);
DROP INDEX requests_due_idx;
CREATE INDEX requests_list_due_idx ON requests (project_id, status, kind, regime, due_at, id);

-- What waits for the same thing, such as a second person, however many wait for something else.
CREATE INDEX requests_waiting_idx ON requests (project_id, waiting_for, opened_at DESC, id DESC) WHERE waiting_for IS NOT NULL;
