-- The built-in collections. Laid out by subject, so that erasing and proving zero read an index and not the table.
CREATE SCHEMA subject_data;

-- Monthly partitions are made by the store that writes; there is no default partition.
CREATE TABLE subject_data.events (
  project_id integer NOT NULL,
  distinct_id text NOT NULL,
  time timestamptz(3) NOT NULL,
  event text NOT NULL,
  insert_id text NOT NULL,
  properties jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (project_id, distinct_id, time, event, insert_id)
) PARTITION BY RANGE (time);

CREATE TABLE subject_data.profiles (
  project_id integer NOT NULL,
  distinct_id text NOT NULL,
  properties jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT profiles_pkey PRIMARY KEY (project_id, distinct_id)
);

CREATE TABLE subject_data.session_replays (
  project_id integer NOT NULL,
  distinct_id text NOT NULL,
  replay_id text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL DEFAULT 0,
  properties jsonb NOT NULL,
  recording jsonb NOT NULL DEFAULT '{}',
  received_at timestamptz NOT NULL,
  CONSTRAINT session_replays_pkey PRIMARY KEY (project_id, distinct_id, replay_id)
);

-- distinct_id is the person, linked_id what stands for them: a device, an anonymous id, an alias, a merged id.
CREATE TABLE subject_data.identity_links (
  project_id integer NOT NULL,
  distinct_id text NOT NULL,
  linked_id text NOT NULL,
  kind text NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT identity_links_pkey PRIMARY KEY (project_id, distinct_id, linked_id, kind),
  CONSTRAINT identity_links_kind_check CHECK (kind IN ('device', 'identify', 'alias', 'merge'))
);
CREATE INDEX identity_links_linked_id_idx ON subject_data.identity_links (project_id, linked_id);
