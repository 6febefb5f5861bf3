-- One signed record for each organization and run: none of them is told of another's projects.
CREATE TABLE "retention_records" (
  "run_id" uuid NOT NULL,
  "organization_id" uuid NOT NULL,
  -- The exact bytes that were signed.
  "document" bytea NOT NULL,
  "signature" bytea NOT NULL,
  "key_id" text NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  CONSTRAINT "retention_records_pkey" PRIMARY KEY ("run_id", "organization_id"),
  CONSTRAINT "retention_records_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "retention_runs" ("id") ON DELETE CASCADE
);

ALTER TABLE "retention_runs"
  DROP COLUMN "document",
  DROP COLUMN "signature",
  DROP COLUMN "key_id",
  -- When a worker looks at it again: at its time, or later where something has to heal first.
  ADD COLUMN "next_attempt_at" timestamptz(3) NOT NULL;

-- What waits for the engine, and what waits for the scrub.
CREATE INDEX "retention_steps_hidden_idx" ON "retention_steps" ("collection") WHERE "hidden_at" IS NOT NULL AND "erased_at" IS NULL;
CREATE INDEX "retention_steps_erased_idx" ON "retention_steps" ("collection", "erased_at")
  WHERE "erased_at" IS NOT NULL AND "scrubbed_at" IS NULL;
