-- What the policy of a collection keeps on of the rows that a deletion found, and when the first of them are to be erased.
ALTER TABLE "request_tallies"
  ADD COLUMN "kept_rows" bigint,
  ADD COLUMN "kept_due_at" timestamptz(3);
