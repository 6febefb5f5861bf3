-- What somebody chose to be told of by mail. Who has no row is told what goes with their role.
CREATE TABLE notice_choices (
  user_id uuid NOT NULL,
  kinds text[] NOT NULL,
  chosen_at timestamptz(3) NOT NULL,
  CONSTRAINT notice_choices_pkey PRIMARY KEY (user_id),
  CONSTRAINT notice_choices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);

-- What somebody is told: one row an occasion, sent until the mail server has taken it. Those that go in one mail share its id, which
-- a mail that is sent again keeps.
CREATE TABLE notices (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  organization_id uuid,
  kind text NOT NULL,
  occasion text NOT NULL,
  token_id uuid,
  facts jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  next_attempt_at timestamptz(3) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  mail_id uuid,
  sent_at timestamptz(3),
  CONSTRAINT notices_pkey PRIMARY KEY (id),
  CONSTRAINT notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT notices_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX notices_user_id_occasion_key ON notices (user_id, occasion);
CREATE INDEX notices_unsent_idx ON notices (next_attempt_at, id) WHERE sent_at IS NULL;
CREATE INDEX notices_sent_idx ON notices (user_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX notices_created_at_idx ON notices (created_at);

-- Since when notices are mailed: what happened before is nobody's news. One row.
CREATE TABLE notice_watch (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  since timestamptz(3) NOT NULL
);

-- When an event of the timeline was looked at by who writes notices; of those that nobody is told of it stays null.
ALTER TABLE request_events ADD COLUMN noticed_at timestamptz(3);
CREATE INDEX request_events_unnoticed_idx ON request_events (id)
  WHERE noticed_at IS NULL AND type IN ('succeeded', 'failed', 'at-risk', 'missed', 'approval-needed', 'waiting-for-action');
