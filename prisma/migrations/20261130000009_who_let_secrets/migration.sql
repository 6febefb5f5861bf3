-- Who let the API secret of a project open requests, beside who made it: `project-permit:<id>`. The newest word, where it may now.
INSERT INTO account_makers (organization_id, account, maker, maker_label, made_at)
SELECT DISTINCT ON (entries.project_id) projects.organization_id, 'project-permit:' || projects.id, actor,
  CASE WHEN actor = 'habeas' THEN 'operator' ELSE coalesce((SELECT email FROM users WHERE actor = 'user:' || users.id), actor) END, at
FROM audit_entries entries JOIN projects ON projects.id = entries.project_id
WHERE allow_api_secret
  AND (action = 'project.created' OR action = 'project.changed' AND detail ->> 'allowApiSecret' = 'true')
ORDER BY entries.project_id, at DESC;
