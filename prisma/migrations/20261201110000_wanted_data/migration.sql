-- What a project wants of the records it is sent, and counts of what was not kept.
ALTER TABLE projects
  ADD COLUMN look_up_places boolean NOT NULL DEFAULT true,
  ADD COLUMN blocked_properties text[] NOT NULL DEFAULT '{}',
  ADD COLUMN dropped_values text[] NOT NULL DEFAULT '{}',
  ADD COLUMN hash_ids boolean NOT NULL DEFAULT false;

CREATE TABLE dropped_counts (
  project_id int NOT NULL,
  day date NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (project_id, day, kind, name)
);
