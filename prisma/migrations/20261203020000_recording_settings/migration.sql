-- Whether a project keeps recordings of sessions, and how long.
ALTER TABLE "projects"
  ADD COLUMN "record_sessions" double precision NOT NULL DEFAULT 0,
  ADD COLUMN "replay_retention_days" integer NOT NULL DEFAULT 30;
