-- What people chose about being collected. What a choice extends to stands by HMAC: of an opt-out among the suppressions, under the
-- choice's id, of an opt-in in opted_in.
CREATE TABLE privacy_choices (
  id uuid NOT NULL,
  project_id integer NOT NULL,
  choice text NOT NULL,
  how text NOT NULL,
  id_hmac bytea NOT NULL,
  id_ciphertext bytea NOT NULL,
  wrapped_id_key bytea,
  "by" text,
  by_label text,
  at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  ended_how text,
  ended_by text,
  ended_by_label text,
  CONSTRAINT privacy_choices_pkey PRIMARY KEY (id)
);
CREATE INDEX privacy_choices_project_id_id_hmac_idx ON privacy_choices (project_id, id_hmac);
CREATE INDEX privacy_choices_project_id_at_id_idx ON privacy_choices (project_id, at, id);
CREATE UNIQUE INDEX privacy_choices_standing_key ON privacy_choices (project_id, id_hmac, choice, how) WHERE ended_at IS NULL;

CREATE TABLE opted_in (
  project_id integer NOT NULL,
  id_hmac bytea NOT NULL,
  choice_id uuid NOT NULL,
  CONSTRAINT opted_in_pkey PRIMARY KEY (project_id, id_hmac, choice_id)
);
CREATE INDEX opted_in_choice_id_idx ON opted_in (choice_id);

ALTER TABLE projects
  ADD COLUMN opt_in_event text,
  ADD COLUMN public_opt_in text NOT NULL DEFAULT 'devices',
  ADD COLUMN opted_out_by_default boolean NOT NULL DEFAULT false,
  ADD COLUMN global_privacy_control text NOT NULL DEFAULT 'off';

ALTER TABLE requests ADD COLUMN suppress_after_deletion boolean;
