ALTER TABLE projects
  ADD COLUMN required_receipt text[] NOT NULL DEFAULT '{}',
  ADD COLUMN holidays text[] NOT NULL DEFAULT '{}',
  ADD COLUMN approval_count integer,
  ADD COLUMN approval_share double precision;

ALTER TABLE requests
  ADD COLUMN reference text,
  ADD COLUMN channel text,
  ADD COLUMN requester text,
  ADD COLUMN verification jsonb,
  ADD COLUMN acknowledge_by timestamptz(3),
  ADD COLUMN extended_at timestamptz(3),
  ADD COLUMN extension_reason text,
  ADD COLUMN at_risk_at timestamptz(3),
  ADD COLUMN missed_at timestamptz(3),
  ADD COLUMN denial_code text,
  ADD COLUMN approval_needed boolean NOT NULL DEFAULT false,
  ADD COLUMN approved_by text,
  ADD COLUMN approved_by_label text,
  ADD COLUMN approved_at timestamptz(3),
  ADD COLUMN after_request_id uuid;

ALTER TABLE artifacts ADD COLUMN spared_at timestamptz(3);

CREATE TABLE hand_overs (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ordinal integer,
  at timestamptz(3) NOT NULL,
  manner text NOT NULL,
  by text NOT NULL,
  CONSTRAINT hand_overs_pkey PRIMARY KEY (id)
);

CREATE TABLE completion_records (
  request_id uuid NOT NULL,
  revision integer NOT NULL,
  document bytea NOT NULL,
  signature bytea NOT NULL,
  key_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT completion_records_pkey PRIMARY KEY (request_id, revision)
);

CREATE TABLE holds (
  id uuid NOT NULL,
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  id_ciphertext bytea NOT NULL,
  wrapped_id_key bytea,
  basis text NOT NULL,
  reference text,
  placed_by text NOT NULL,
  placed_by_label text NOT NULL,
  placed_at timestamptz(3) NOT NULL,
  until timestamptz(3) NOT NULL,
  lifted_at timestamptz(3),
  lifted_by text,
  CONSTRAINT holds_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX requests_after_request_id_key ON requests (after_request_id);
CREATE INDEX hand_overs_request_id_at_idx ON hand_overs (request_id, at);
CREATE INDEX holds_project_id_id_hmac_idx ON holds (project_id, id_hmac);
CREATE INDEX holds_project_id_placed_at_id_idx ON holds (project_id, placed_at, id);

ALTER TABLE requests ADD CONSTRAINT requests_after_request_id_fkey FOREIGN KEY (after_request_id) REFERENCES requests (id) ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE hand_overs ADD CONSTRAINT hand_overs_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE completion_records ADD CONSTRAINT completion_records_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE requests DROP CONSTRAINT requests_status_check;
ALTER TABLE requests ADD CONSTRAINT requests_status_check
  CHECK (status IN ('PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED', 'DENIED'));
ALTER TABLE requests ADD CONSTRAINT requests_requester_check CHECK (requester IN ('subject', 'agent'));
ALTER TABLE projects ADD CONSTRAINT projects_approval_count_check CHECK (approval_count >= 0);
ALTER TABLE projects ADD CONSTRAINT projects_approval_share_check CHECK (approval_share BETWEEN 0 AND 1);

-- Deadlines are looked for among open requests alone, however many have ended.
CREATE INDEX requests_open_due_idx ON requests (due_at) WHERE status IN ('PENDING', 'STAGING', 'STARTED');
