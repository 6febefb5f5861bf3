-- What a project says of its properties and columns: who is shown them.
CREATE TABLE "property_classes" (
  "project_id" integer NOT NULL,
  "name" text NOT NULL,
  "class" text NOT NULL,
  CONSTRAINT "property_classes_pkey" PRIMARY KEY ("project_id", "name"),
  CONSTRAINT "property_classes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Who is shown what is sensitive; without a row, owners and admins who signed in.
CREATE TABLE "data_views" (
  "project_id" integer NOT NULL,
  "roles" text[] NOT NULL,
  "service_accounts" uuid[] NOT NULL,
  "oauth_tokens" uuid[] NOT NULL,
  "api_secret" boolean NOT NULL,
  CONSTRAINT "data_views_pkey" PRIMARY KEY ("project_id"),
  CONSTRAINT "data_views_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Whether what is sensitive is in a person's part of an export, and was looked at or handed over with it.
ALTER TABLE "artifact_parts" ADD COLUMN "sensitive" boolean NOT NULL DEFAULT false;
ALTER TABLE "hand_overs" ADD COLUMN "sensitive" boolean NOT NULL DEFAULT false;
