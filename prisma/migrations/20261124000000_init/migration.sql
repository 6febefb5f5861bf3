CREATE TABLE organizations (
  id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT organizations_pkey PRIMARY KEY (id)
);

CREATE TABLE users (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE TABLE members (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT members_pkey PRIMARY KEY (organization_id, user_id)
);

CREATE TABLE projects (
  id serial NOT NULL,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  token text NOT NULL,
  api_secret_hash bytea NOT NULL,
  allow_api_secret boolean NOT NULL DEFAULT false,
  timezone text NOT NULL DEFAULT 'UTC',
  deletion_grace_seconds integer,
  ccpa_window text NOT NULL DEFAULT 'twelve-months',
  suppress_after_deletion boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT projects_pkey PRIMARY KEY (id)
);

CREATE TABLE sessions (
  id_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (id_hash)
);

CREATE TABLE oauth_tokens (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  prefix text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  CONSTRAINT oauth_tokens_pkey PRIMARY KEY (id)
);

CREATE TABLE service_accounts (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  secret_hash bytea NOT NULL,
  prefix text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  CONSTRAINT service_accounts_pkey PRIMARY KEY (id)
);

CREATE TABLE requests (
  id uuid NOT NULL,
  project_id integer NOT NULL,
  kind text NOT NULL,
  regime text NOT NULL,
  disclosure text NOT NULL,
  status text NOT NULL,
  waiting_for text,
  opened_by text NOT NULL,
  opened_by_label text NOT NULL,
  subject_count integer NOT NULL,
  duplicate_count integer NOT NULL DEFAULT 0,
  received_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  grace_until timestamptz(3),
  window_from timestamptz(3),
  window_until timestamptz(3),
  staged_at timestamptz(3),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  hidden_at timestamptz(3),
  erased_at timestamptz(3),
  verified_at timestamptz(3),
  scrubbed_at timestamptz(3),
  watermark timestamptz(6),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  progress jsonb,
  failure_code text,
  failure_message text,
  sweep_id uuid,
  wrapped_id_key bytea,
  idempotency_hash bytea,
  body_hash bytea,
  CONSTRAINT requests_pkey PRIMARY KEY (id)
);

CREATE TABLE request_subjects (
  request_id uuid NOT NULL,
  ordinal integer NOT NULL,
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  id_ciphertext bytea NOT NULL,
  outcome text,
  outcome_detail text,
  CONSTRAINT request_subjects_pkey PRIMARY KEY (request_id, ordinal)
);

CREATE TABLE request_identities (
  request_id uuid NOT NULL,
  ordinal integer NOT NULL,
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  id_ciphertext bytea NOT NULL,
  ambiguous boolean NOT NULL,
  CONSTRAINT request_identities_pkey PRIMARY KEY (request_id, ordinal, id_hmac)
);

CREATE TABLE request_tallies (
  request_id uuid NOT NULL,
  ordinal integer NOT NULL,
  collection text NOT NULL,
  rows bigint NOT NULL,
  earliest timestamptz(3),
  latest timestamptz(3),
  CONSTRAINT request_tallies_pkey PRIMARY KEY (request_id, ordinal, collection)
);

CREATE TABLE request_collections (
  request_id uuid NOT NULL,
  collection text NOT NULL,
  policy text NOT NULL,
  counted_at timestamptz(3),
  hidden_at timestamptz(3),
  erased_at timestamptz(3),
  verified_at timestamptz(3),
  survivors bigint,
  CONSTRAINT request_collections_pkey PRIMARY KEY (request_id, collection)
);

CREATE TABLE request_events (
  id bigserial NOT NULL,
  request_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  type text NOT NULL,
  actor text NOT NULL,
  detail jsonb,
  CONSTRAINT request_events_pkey PRIMARY KEY (id)
);

CREATE TABLE artifacts (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  store_name text NOT NULL,
  bytes bigint NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  destroyed_at timestamptz(3),
  CONSTRAINT artifacts_pkey PRIMARY KEY (id)
);

CREATE TABLE artifact_parts (
  artifact_id uuid NOT NULL,
  ordinal integer NOT NULL,
  folder text NOT NULL,
  "offset" bigint NOT NULL,
  length bigint NOT NULL,
  plain_bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  files jsonb NOT NULL,
  wrapped_key bytea,
  destroyed_at timestamptz(3),
  CONSTRAINT artifact_parts_pkey PRIMARY KEY (artifact_id, ordinal)
);

CREATE TABLE suppressions (
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  reason text NOT NULL,
  request_id uuid,
  since timestamptz(3) NOT NULL,
  CONSTRAINT suppressions_pkey PRIMARY KEY (project_id, id_hmac, reason)
);

CREATE TABLE suppressed_counts (
  project_id integer NOT NULL,
  day date NOT NULL,
  reason text NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT suppressed_counts_pkey PRIMARY KEY (project_id, day, reason)
);

CREATE TABLE shared_identities (
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  since timestamptz(3) NOT NULL,
  CONSTRAINT shared_identities_pkey PRIMARY KEY (project_id, id_hmac)
);

CREATE TABLE sweeps (
  id uuid NOT NULL,
  fence integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  requests integer NOT NULL,
  subjects integer NOT NULL,
  phase text NOT NULL,
  CONSTRAINT sweeps_pkey PRIMARY KEY (id)
);

CREATE TABLE leases (
  name text NOT NULL,
  holder text NOT NULL,
  fence integer NOT NULL,
  until timestamptz(3) NOT NULL,
  CONSTRAINT leases_pkey PRIMARY KEY (name)
);

CREATE TABLE audit_entries (
  id bigserial NOT NULL,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  organization_id uuid,
  project_id integer,
  request_id uuid,
  detail jsonb,
  CONSTRAINT audit_entries_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE UNIQUE INDEX projects_token_key ON projects (token);
CREATE UNIQUE INDEX projects_api_secret_hash_key ON projects (api_secret_hash);
CREATE INDEX projects_organization_id_idx ON projects (organization_id);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
CREATE UNIQUE INDEX oauth_tokens_hash_key ON oauth_tokens (hash);
CREATE INDEX oauth_tokens_user_id_idx ON oauth_tokens (user_id);
CREATE UNIQUE INDEX service_accounts_name_key ON service_accounts (name);
CREATE UNIQUE INDEX service_accounts_secret_hash_key ON service_accounts (secret_hash);
CREATE INDEX service_accounts_organization_id_idx ON service_accounts (organization_id);
CREATE UNIQUE INDEX requests_project_id_idempotency_hash_key ON requests (project_id, idempotency_hash);
CREATE INDEX requests_project_id_opened_at_id_idx ON requests (project_id, opened_at, id);
CREATE INDEX request_subjects_project_id_id_hmac_idx ON request_subjects (project_id, id_hmac);
CREATE INDEX request_identities_project_id_id_hmac_idx ON request_identities (project_id, id_hmac);
CREATE INDEX request_events_request_id_id_idx ON request_events (request_id, id);
CREATE UNIQUE INDEX artifacts_request_id_key ON artifacts (request_id);
CREATE INDEX artifacts_expires_at_idx ON artifacts (expires_at);
CREATE INDEX suppressions_request_id_idx ON suppressions (request_id);
CREATE INDEX sweeps_started_at_idx ON sweeps (started_at);
CREATE INDEX audit_entries_organization_id_id_idx ON audit_entries (organization_id, id);
CREATE INDEX audit_entries_request_id_idx ON audit_entries (request_id);

ALTER TABLE members ADD CONSTRAINT members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE members ADD CONSTRAINT members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE projects ADD CONSTRAINT projects_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE oauth_tokens ADD CONSTRAINT oauth_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE service_accounts ADD CONSTRAINT service_accounts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE request_subjects ADD CONSTRAINT request_subjects_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE request_identities ADD CONSTRAINT request_identities_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE request_tallies ADD CONSTRAINT request_tallies_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE request_collections ADD CONSTRAINT request_collections_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE request_events ADD CONSTRAINT request_events_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE artifacts ADD CONSTRAINT artifacts_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE artifact_parts ADD CONSTRAINT artifact_parts_artifact_id_fkey FOREIGN KEY (artifact_id) REFERENCES artifacts (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

CREATE SEQUENCE lease_fence AS integer;

-- The dispatcher reads what is due and nothing else, however many requests wait.
CREATE INDEX requests_due_idx ON requests (next_attempt_at) WHERE status IN ('PENDING', 'STAGING', 'STARTED');

ALTER SEQUENCE projects_id_seq RESTART WITH 100001;

ALTER TABLE members ADD CONSTRAINT members_role_check CHECK (role IN ('owner', 'admin', 'member'));
ALTER TABLE service_accounts ADD CONSTRAINT service_accounts_role_check CHECK (role IN ('owner', 'admin', 'member'));
ALTER TABLE requests ADD CONSTRAINT requests_kind_check CHECK (kind IN ('export', 'deletion'));
ALTER TABLE requests ADD CONSTRAINT requests_regime_check CHECK (regime IN ('GDPR', 'CCPA'));
ALTER TABLE requests ADD CONSTRAINT requests_disclosure_check CHECK (disclosure IN ('Data', 'Categories', 'Sources'));
ALTER TABLE requests ADD CONSTRAINT requests_status_check
  CHECK (status IN ('PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED'));

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entries is append-only';
END
$$;

CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
