-- Two deletions of one person each have their own suppression; nobody's has the nil UUID.
UPDATE suppressions SET request_id = '00000000-0000-0000-0000-000000000000' WHERE request_id IS NULL;
ALTER TABLE suppressions
  ALTER COLUMN request_id SET DEFAULT '00000000-0000-0000-0000-000000000000',
  ALTER COLUMN request_id SET NOT NULL,
  DROP CONSTRAINT suppressions_pkey,
  ADD CONSTRAINT suppressions_pkey PRIMARY KEY (project_id, id_hmac, reason, request_id);

-- What the data map said when a step was taken: a step of another definition counts for nothing.
ALTER TABLE request_collections ADD COLUMN definition text;
