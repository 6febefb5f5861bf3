-- API secrets stand beside their projects, so that one can be good for a while after the next was made. Who made which stays on
-- record past its end: what was opened meanwhile may have been opened by them.
CREATE TABLE api_secrets (
  hash bytea NOT NULL,
  project_id integer NOT NULL,
  prefix text,
  maker text,
  maker_label text,
  made_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3),
  last_used_at timestamptz(3),
  CONSTRAINT api_secrets_pkey PRIMARY KEY (hash),
  CONSTRAINT api_secrets_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX api_secrets_project_id_made_at_idx ON api_secrets (project_id, made_at);
CREATE UNIQUE INDEX api_secrets_newest_key ON api_secrets (project_id) WHERE ends_at IS NULL;

INSERT INTO api_secrets (hash, project_id, maker, maker_label, made_at)
SELECT api_secret_hash, projects.id, maker, maker_label, coalesce(made_at, created_at)
FROM projects LEFT JOIN account_makers ON account_makers.organization_id = projects.organization_id AND account = 'project:' || projects.id;

ALTER TABLE projects DROP COLUMN api_secret_hash;
