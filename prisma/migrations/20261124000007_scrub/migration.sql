-- The third time of a collection, and what a purge that was not done waits for.
ALTER TABLE request_collections ADD COLUMN files_dropped_at timestamptz(3), ADD COLUMN purge_since text;
ALTER TABLE requests ADD COLUMN scrub_id uuid;

CREATE TABLE scrub_targets (
  store text NOT NULL,
  relation text NOT NULL,
  collection text NOT NULL,
  touched_at timestamptz(3) NOT NULL,
  purged_at timestamptz(3),
  CONSTRAINT scrub_targets_pkey PRIMARY KEY (store, relation, collection)
);

CREATE TABLE scrubs (
  id uuid NOT NULL,
  due_at timestamptz(3) NOT NULL,
  ordered_by text,
  opened_at timestamptz(3),
  finished_at timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  result text,
  CONSTRAINT scrubs_pkey PRIMARY KEY (id)
);

CREATE TABLE scrub_steps (
  scrub_id uuid NOT NULL,
  place integer NOT NULL,
  store text NOT NULL,
  kind text NOT NULL,
  relation text,
  collections text[] NOT NULL DEFAULT '{}',
  ended_at timestamptz(3),
  outcome text,
  note text,
  CONSTRAINT scrub_steps_pkey PRIMARY KEY (scrub_id, place)
);

ALTER TABLE scrub_steps ADD CONSTRAINT scrub_steps_scrub_id_fkey FOREIGN KEY (scrub_id) REFERENCES scrubs (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE scrub_steps ADD CONSTRAINT scrub_steps_kind_check CHECK (kind IN ('table', 'statistics', 'log'));
ALTER TABLE scrub_steps ADD CONSTRAINT scrub_steps_outcome_check CHECK (outcome IN ('done', 'refused', 'put-off'));
ALTER TABLE scrubs ADD CONSTRAINT scrubs_result_check CHECK (result IN ('done', 'in-part'));

-- One is planned at a time, whoever plans it.
CREATE UNIQUE INDEX scrubs_planned_idx ON scrubs ((opened_at IS NULL)) WHERE opened_at IS NULL;
CREATE INDEX scrubs_unfinished_idx ON scrubs (opened_at) WHERE finished_at IS NULL;
CREATE INDEX requests_in_scrub_idx ON requests (scrub_id) WHERE scrub_id IS NOT NULL;
CREATE INDEX requests_unscrubbed_idx ON requests (id) WHERE kind = 'deletion' AND verified_at IS NOT NULL AND scrubbed_at IS NULL;
CREATE INDEX request_collections_files_idx ON request_collections (collection, erased_at)
  WHERE erased_at IS NOT NULL AND files_dropped_at IS NULL;
