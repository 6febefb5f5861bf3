-- Counts the changes of a project's windows: who works by what was set finds out that it is set no more.
ALTER TABLE "projects" ADD COLUMN "retention_version" integer NOT NULL DEFAULT 0;

-- Until now nothing went by its age. What the rules say of the projects that there are takes effect in a week, so that whoever answers
-- for one can look at what would go, and choose.
INSERT INTO "retention_changes" ("id", "project_id", "collection", "before", "after", "by", "by_label", "at", "effective_at")
SELECT gen_random_uuid(), "id", 'events',
  jsonb_build_object('months', NULL, 'plan', "plan", 'planChangedAt', NULL, 'eventMonths', NULL, 'eventBasis', NULL,
    'replayRetentionDays', "replay_retention_days"),
  jsonb_build_object(
    'months', CASE WHEN "created_at" AT TIME ZONE "timezone" < timestamp '2025-09-01' THEN 60 ELSE 24 END, 'plan', "plan", 'planChangedAt', NULL, 'eventMonths', NULL, 'eventBasis', NULL,
    'replayRetentionDays', "replay_retention_days"),
  'habeas', 'habeas', now(), now() + interval '7 days'
FROM "projects";
