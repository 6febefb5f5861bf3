-- What the ways in took, refused and dropped, by day; counts and no id.
CREATE TABLE "incoming_counts" (
  "project_id" integer NOT NULL,
  "day" date NOT NULL,
  "door" text NOT NULL,
  "outcome" text NOT NULL,
  "reason" text NOT NULL,
  "count" bigint NOT NULL,
  CONSTRAINT "incoming_counts_pkey" PRIMARY KEY ("project_id", "day", "door", "outcome", "reason")
);
