-- Where each link came from. Those from before are of unknown origin: believed until the operator decides.
ALTER TABLE subject_data.identity_links ADD COLUMN origin text NOT NULL DEFAULT 'unknown';
ALTER TABLE subject_data.identity_links ADD CONSTRAINT identity_links_origin_check
  CHECK (origin IN ('token', 'unknown', 'refused-by-operator', 'believed-by-operator', 'service-account', 'secret'));
ALTER TABLE subject_data.identity_links DROP CONSTRAINT identity_links_kind_check;
ALTER TABLE subject_data.identity_links ADD CONSTRAINT identity_links_kind_check
  CHECK (kind IN ('device', 'identify', 'former', 'alias', 'merge'));
-- So that the first of many links without trust are found without reading the others. The project stands behind the id: before
-- it, a planner without statistics takes the index of one side for the other side's question, and reads all links of the project.
CREATE INDEX identity_links_token_of_person_idx ON subject_data.identity_links (distinct_id, project_id, received_at)
  WHERE origin = 'token';
CREATE INDEX identity_links_token_of_linked_idx ON subject_data.identity_links (linked_id, project_id, received_at)
  WHERE origin = 'token';

-- A device that several persons were tied to without trust: not ambiguous, and nobody's.
ALTER TABLE "request_identities" ADD COLUMN "contested" boolean NOT NULL DEFAULT false;
ALTER TABLE "shared_identities" ADD COLUMN "contested" boolean NOT NULL DEFAULT false;

-- Whose an ambiguous id is, as the officer who opened the request decided.
CREATE TABLE "request_decisions" (
  "request_id" uuid NOT NULL,
  "ordinal" integer NOT NULL,
  "id_hmac" bytea NOT NULL,
  "id_ciphertext" bytea NOT NULL,
  CONSTRAINT "request_decisions_pkey" PRIMARY KEY ("request_id", "id_hmac"),
  CONSTRAINT "request_decisions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Links that were not believed and not kept, by day; a count and no id.
CREATE TABLE "unbelieved_links" (
  "project_id" integer NOT NULL,
  "day" date NOT NULL,
  "kind" text NOT NULL,
  "count" bigint NOT NULL,
  CONSTRAINT "unbelieved_links_pkey" PRIMARY KEY ("project_id", "day", "kind")
);
