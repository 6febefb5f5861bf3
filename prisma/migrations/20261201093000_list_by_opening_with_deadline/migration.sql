-- What is overdue or due soon, in the order of opening: the deadline stands in the index too, so that what is not asked for is passed
-- over there and never looked up in the table.
DROP INDEX requests_list_opened_idx;
CREATE INDEX requests_list_opened_idx ON requests (project_id, status, kind, regime, opened_at DESC, id DESC, due_at);
