-- The date on which it would be due if nobody were held; null of one that waits for the end of a hold and nothing else.
ALTER TABLE "duties" ADD COLUMN "due_unheld" timestamptz(3);
CREATE INDEX "duties_state_idx" ON "duties" ("state", "kind") WHERE "state" IN ('owed', 'under-way');

ALTER TABLE "duty_ids"
  -- `id`: theirs; `recording`: of a recording of theirs; `tied`: of the person whose device it is about; `asked`: was asked for, and
  -- stands in no table under that name.
  ADD COLUMN "role" text NOT NULL DEFAULT 'id',
  -- The one that was asked for.
  ADD COLUMN "asked" boolean NOT NULL DEFAULT false,
  ADD COLUMN "spelling_hmac" bytea;
CREATE INDEX "duty_ids_project_id_spelling_hmac_idx" ON "duty_ids" ("project_id", "spelling_hmac");

ALTER TABLE "requests"
  -- Collections that a deletion is about; empty: all of them.
  ADD COLUMN "only_collections" text[] NOT NULL DEFAULT '{}',
  -- It ended before duties were written, and left somebody held or something kept.
  ADD COLUMN "duties_unwritten" boolean NOT NULL DEFAULT false;
CREATE INDEX "requests_duties_unwritten_idx" ON "requests" ("id") WHERE "duties_unwritten";
UPDATE "requests" SET "duties_unwritten" = true
WHERE "kind" = 'deletion' AND "finished_at" IS NOT NULL AND (
  EXISTS (SELECT FROM "request_subjects" WHERE "request_id" = "requests"."id" AND "outcome" = 'held')
  OR EXISTS (
    SELECT FROM "request_collections" "kept"
    JOIN "request_tallies" "tally" ON "tally"."request_id" = "kept"."request_id" AND "tally"."collection" = "kept"."collection"
    WHERE "kept"."request_id" = "requests"."id" AND "kept"."policy" = 'keep' AND "tally"."rows" > 0
  )
);

-- Not decided by an officer but remembered of a person by a duty: `person`, from which links lead on; `alone`, from which none does;
-- `recording`.
ALTER TABLE "request_decisions" ADD COLUMN "remembered" text;
