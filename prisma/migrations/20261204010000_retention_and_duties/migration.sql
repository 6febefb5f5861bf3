-- What a project's retention goes by. Null is what the rule says, or that nobody has said anything.
ALTER TABLE "projects"
  ADD COLUMN "plan" text NOT NULL DEFAULT 'paid',
  ADD COLUMN "plan_changed_at" timestamptz(3),
  -- When it was made where it came from, where an import said so; once.
  ADD COLUMN "made_at" timestamptz(3),
  ADD COLUMN "subscription_ends_at" timestamptz(3),
  ADD COLUMN "event_retention_months" integer,
  ADD COLUMN "event_retention_basis" text,
  ADD COLUMN "profile_unseen_days" integer,
  ADD COLUMN "profile_days_after_end" integer,
  -- Deleted, and restorable or gone.
  ADD COLUMN "ended_at" timestamptz(3),
  -- Closed for the time in which what it holds is set aside or brought back.
  ADD COLUMN "closed_since" timestamptz(3);

-- A window that somebody changed. One that was shortened counts as it was until it takes effect.
CREATE TABLE "retention_changes" (
  "id" uuid NOT NULL,
  -- Null of a window of the data map.
  "project_id" integer,
  -- `events`, `profiles`, or a collection of the data map.
  "collection" text NOT NULL,
  "before" jsonb NOT NULL,
  "after" jsonb NOT NULL,
  "by" text NOT NULL,
  "by_label" text NOT NULL,
  "at" timestamptz(3) NOT NULL,
  "effective_at" timestamptz(3) NOT NULL,
  "taken_back_at" timestamptz(3),
  "taken_back_by" text,
  CONSTRAINT "retention_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "retention_changes_project_id_at_id_idx" ON "retention_changes" ("project_id", "at", "id");

-- The windows of the data map as the last run knew them.
CREATE TABLE "retention_windows" (
  "collection" text NOT NULL,
  "known" jsonb NOT NULL,
  "seen_at" timestamptz(3) NOT NULL,
  CONSTRAINT "retention_windows_pkey" PRIMARY KEY ("collection")
);

CREATE TABLE "retention_runs" (
  "id" uuid NOT NULL,
  "due_at" timestamptz(3) NOT NULL,
  "ordered_by" text,
  "started_at" timestamptz(3),
  "finished_at" timestamptz(3),
  "fence" integer NOT NULL DEFAULT 0,
  "attempts" integer NOT NULL DEFAULT 0,
  "phase" text NOT NULL DEFAULT 'planned',
  "progress" jsonb,
  -- `done` or `in-part`.
  "result" text,
  -- When somebody was told that it did not happen.
  "missed_at" timestamptz(3),
  -- The exact bytes that were signed.
  "document" bytea,
  "signature" bytea,
  "key_id" text,
  CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "retention_runs_due_at_id_idx" ON "retention_runs" ("due_at", "id");
CREATE UNIQUE INDEX "retention_runs_unfinished_idx" ON "retention_runs" ((true)) WHERE "finished_at" IS NULL;

-- What a run does of a project in a collection; what is null has not happened.
CREATE TABLE "retention_steps" (
  "run_id" uuid NOT NULL,
  "collection" text NOT NULL,
  "project_id" integer NOT NULL,
  -- Of which rule: `events`, `profiles-unseen`, `subscription-ended`, `recordings`, `company`, `project-ended`.
  "rule" text NOT NULL,
  -- Rows from before it go; null = all do.
  "before" timestamptz(3),
  "found" bigint,
  "spared_held" bigint NOT NULL DEFAULT 0,
  "spared_requested" bigint NOT NULL DEFAULT 0,
  "spared_other" bigint NOT NULL DEFAULT 0,
  -- Partitions that went as a whole.
  "dropped" text[] NOT NULL DEFAULT '{}',
  "remaining" bigint,
  "counted_at" timestamptz(3),
  "hidden_at" timestamptz(3),
  "erased_at" timestamptz(3),
  "verified_at" timestamptz(3),
  "scrubbed_at" timestamptz(3),
  "purge_since" text,
  "trouble_code" text,
  "trouble_message" text,
  CONSTRAINT "retention_steps_pkey" PRIMARY KEY ("run_id", "collection", "project_id", "rule"),
  CONSTRAINT "retention_steps_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "retention_runs" ("id") ON DELETE CASCADE
);
CREATE INDEX "retention_steps_project_id_run_id_idx" ON "retention_steps" ("project_id", "run_id");

-- What is still to be erased, once law or a hold lets it.
CREATE TABLE "duties" (
  "id" uuid NOT NULL,
  "project_id" integer NOT NULL,
  -- `held`, `kept`, `export-spared`.
  "kind" text NOT NULL,
  -- The deletion, or the end of a project, that left it.
  "request_id" uuid,
  "ordinal" integer,
  "ending_id" uuid,
  "collections" text[] NOT NULL DEFAULT '{}',
  "basis" text NOT NULL,
  -- Null = undated.
  "due_at" timestamptz(3),
  -- `owed`, `under-way`, `carried-out`, `given-up`.
  "state" text NOT NULL DEFAULT 'owed',
  -- Of its ids; destroyed when it has ended.
  "wrapped_id_key" bytea,
  "created_at" timestamptz(3) NOT NULL,
  -- The deletion that carries it out.
  "carried_out_by" uuid,
  "ended_at" timestamptz(3),
  "ended_by" text,
  "ended_by_label" text,
  -- Why it was carried out early or given up.
  "reason" text,
  "new_basis" text,
  CONSTRAINT "duties_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "duties_id_key_check" CHECK ("wrapped_id_key" IS NOT NULL OR "kind" = 'export-spared' OR "state" IN ('carried-out', 'given-up'))
);
CREATE INDEX "duties_project_id_created_at_id_idx" ON "duties" ("project_id", "created_at", "id");
CREATE INDEX "duties_due_at_idx" ON "duties" ("due_at") WHERE "state" = 'owed';
CREATE INDEX "duties_request_id_idx" ON "duties" ("request_id");

-- Everybody's ids of a duty, the whole closure.
CREATE TABLE "duty_ids" (
  "duty_id" uuid NOT NULL,
  "id_hmac" bytea NOT NULL,
  "id_ciphertext" bytea NOT NULL,
  "project_id" integer NOT NULL,
  CONSTRAINT "duty_ids_pkey" PRIMARY KEY ("duty_id", "id_hmac"),
  CONSTRAINT "duty_ids_duty_id_fkey" FOREIGN KEY ("duty_id") REFERENCES "duties" ("id") ON DELETE CASCADE
);
CREATE INDEX "duty_ids_project_id_id_hmac_idx" ON "duty_ids" ("project_id", "id_hmac");

-- A deletion that carries a duty out, and the collections whose policy `keep` does not stand in its way.
ALTER TABLE "requests"
  ADD COLUMN "duty_id" uuid,
  ADD COLUMN "released_collections" text[] NOT NULL DEFAULT '{}';
CREATE INDEX "requests_duty_id_idx" ON "requests" ("duty_id") WHERE "duty_id" IS NOT NULL;

-- A project that was deleted, or emptied.
CREATE TABLE "project_endings" (
  "id" uuid NOT NULL,
  "project_id" integer NOT NULL,
  "organization_id" uuid NOT NULL,
  -- `deleted` or `reset`.
  "kind" text NOT NULL,
  -- The number under which what it held stands since it was emptied; null of one that was deleted.
  "set_aside_as" integer,
  "ordered_by" text NOT NULL,
  "ordered_by_label" text NOT NULL,
  "ordered_at" timestamptz(3) NOT NULL,
  "restorable_until" timestamptz(3) NOT NULL,
  "gone_by" timestamptz(3) NOT NULL,
  -- `setting-aside`, `restorable`, `restoring`, `restored`, `going`, `gone`.
  "state" text NOT NULL,
  "finished_at" timestamptz(3),
  "counts" jsonb,
  "document" bytea,
  "signature" bytea,
  "key_id" text,
  CONSTRAINT "project_endings_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "project_endings_project_id_ordered_at_idx" ON "project_endings" ("project_id", "ordered_at");
CREATE INDEX "project_endings_unfinished_idx" ON "project_endings" ("gone_by") WHERE "finished_at" IS NULL;
