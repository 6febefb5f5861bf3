-- Whether a project's API secret may read profiles and events, as tools ask for them.
ALTER TABLE projects ADD COLUMN allow_secret_questions boolean NOT NULL DEFAULT false;

-- What the pages of one answer have in common for some minutes: which question it is, and where each page ends. The ids at which
-- pages end are sealed; `question` is a keyed digest.
CREATE TABLE question_sessions (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  question bytea NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX question_sessions_expires_at_idx ON question_sessions (expires_at);
