-- The audit log is read by its time, and by who did what to which project: each page by an index. The last one is of what people did
-- with their own account, such as signing in.
CREATE INDEX audit_entries_organization_id_at_id_idx ON audit_entries (organization_id, at, id);
CREATE INDEX audit_entries_actor_at_id_idx ON audit_entries (actor, at, id);
CREATE INDEX audit_entries_project_id_at_id_idx ON audit_entries (project_id, at, id);
CREATE INDEX audit_entries_project_id_action_at_id_idx ON audit_entries (project_id, action, at, id);
CREATE INDEX audit_entries_own_idx ON audit_entries (actor, at, id) WHERE organization_id IS NULL AND project_id IS NULL;
DROP INDEX audit_entries_organization_id_id_idx;
