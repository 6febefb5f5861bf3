-- The receipt of a request, its deadlines, approval, denial and what follows it.
ALTER TABLE projects
  ADD COLUMN required_receipt text[] NOT NULL DEFAULT '{}',
  ADD COLUMN holidays text[] NOT NULL DEFAULT '{}',
  ADD COLUMN approval_count integer,
  ADD COLUMN approval_per_mille integer;

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
  ADD COLUMN approved_at timestamptz(3),
  ADD COLUMN after_request_id uuid,
  ADD CONSTRAINT requests_requester_check CHECK (requester IN ('subject', 'agent'));

CREATE UNIQUE INDEX requests_after_request_id_key ON requests (after_request_id);

ALTER TABLE artifacts ADD COLUMN spared_from uuid;

CREATE TABLE hand_overs (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ordinal integer,
  at timestamptz(3) NOT NULL,
  manner text NOT NULL,
  by text NOT NULL,
  CONSTRAINT hand_overs_pkey PRIMARY KEY (id),
  CONSTRAINT hand_overs_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX hand_overs_request_id_idx ON hand_overs (request_id);

CREATE TABLE completion_records (
  request_id uuid NOT NULL,
  document bytea NOT NULL,
  signature bytea NOT NULL,
  key_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT completion_records_pkey PRIMARY KEY (request_id),
  CONSTRAINT completion_records_request_id_fkey FOREIGN KEY (request_id) REFERENCES requests (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE holds (
  id uuid NOT NULL,
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  basis text NOT NULL,
  reference text,
  placed_by text NOT NULL,
  placed_at timestamptz(3) NOT NULL,
  until timestamptz(3),
  lifted_at timestamptz(3),
  lifted_by text,
  CONSTRAINT holds_pkey PRIMARY KEY (id)
);
CREATE INDEX holds_project_id_id_hmac_idx ON holds (project_id, id_hmac);
