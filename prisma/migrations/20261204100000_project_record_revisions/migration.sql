-- The record of the end of a project gets a revision when what was left of somebody who was held is gone, too.
CREATE TABLE "project_ending_records" (
  "ending_id" uuid NOT NULL,
  "revision" integer NOT NULL,
  "document" bytea NOT NULL,
  "signature" bytea NOT NULL,
  "key_id" text NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  CONSTRAINT "project_ending_records_pkey" PRIMARY KEY ("ending_id", "revision"),
  CONSTRAINT "project_ending_records_ending_id_fkey" FOREIGN KEY ("ending_id") REFERENCES "project_endings" ("id")
    ON DELETE CASCADE
);
INSERT INTO "project_ending_records" ("ending_id", "revision", "document", "signature", "key_id", "created_at")
SELECT "id", 1, "document", "signature", "key_id", "finished_at" FROM "project_endings"
WHERE "document" IS NOT NULL AND "signature" IS NOT NULL AND "key_id" IS NOT NULL AND "finished_at" IS NOT NULL;
ALTER TABLE "project_endings"
  DROP COLUMN "document",
  DROP COLUMN "signature",
  DROP COLUMN "key_id",
  -- A revision of its record is owed.
  ADD COLUMN "record_due" boolean NOT NULL DEFAULT false;
CREATE INDEX "project_endings_record_due_idx" ON "project_endings" ("id") WHERE "record_due";
