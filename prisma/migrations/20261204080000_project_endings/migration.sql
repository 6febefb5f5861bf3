-- What is known of the end of a project beside its dates: when it is worked on next, and what stood in its way.
ALTER TABLE "project_endings"
  ADD COLUMN "project_name" text NOT NULL DEFAULT '',
  ADD COLUMN "attempts" integer NOT NULL DEFAULT 0,
  -- When a worker is to look at it; null once it is finished.
  ADD COLUMN "next_attempt_at" timestamptz(3),
  ADD COLUMN "trouble_code" text,
  ADD COLUMN "trouble_message" text,
  ADD COLUMN "restored_by" text,
  ADD COLUMN "restored_by_label" text;
CREATE INDEX "project_endings_organization_id_ordered_at_id_idx"
  ON "project_endings" ("organization_id", "ordered_at", "id");
CREATE INDEX "project_endings_next_attempt_at_idx" ON "project_endings" ("next_attempt_at")
  WHERE "next_attempt_at" IS NOT NULL;
-- One at a time is ordered of a project, set aside, brought back or taken.
CREATE UNIQUE INDEX "project_endings_under_way_idx" ON "project_endings" ("project_id")
  WHERE "state" IN ('setting-aside', 'restoring') OR ("kind" = 'deleted' AND "finished_at" IS NULL);

-- How far the end of a project got in a collection; what is null has not happened.
CREATE TABLE "project_ending_steps" (
  "ending_id" uuid NOT NULL,
  -- `set-aside`, `bring-back`, `erase`.
  "task" text NOT NULL,
  "collection" text NOT NULL,
  -- Rows that were there before; of an erasure, rows that go.
  "found" bigint,
  -- Rows of whoever is held, which stay.
  "spared" bigint NOT NULL DEFAULT 0,
  "remaining" bigint,
  "counted_at" timestamptz(3),
  "hidden_at" timestamptz(3),
  "erased_at" timestamptz(3),
  "verified_at" timestamptz(3),
  "scrubbed_at" timestamptz(3),
  "purge_since" text,
  CONSTRAINT "project_ending_steps_pkey" PRIMARY KEY ("ending_id", "task", "collection"),
  CONSTRAINT "project_ending_steps_ending_id_fkey" FOREIGN KEY ("ending_id") REFERENCES "project_endings" ("id")
    ON DELETE CASCADE
);
