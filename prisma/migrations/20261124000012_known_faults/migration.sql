-- The fence is part of a key: FOR KEY SHARE, with which a holder's transaction proves its lease, keeps off whoever changes
-- the fence, and not the holder's own renewal, which changes the end alone.
CREATE UNIQUE INDEX leases_name_fence_key ON leases (name, fence);

-- To a uuid column an id is the same in whatever letter case. A hold, which stands under one spelling, finds it by that.
ALTER TABLE request_identities ADD COLUMN spelling_hmac bytea;
CREATE INDEX request_identities_spelling_idx ON request_identities (project_id, spelling_hmac) WHERE spelling_hmac IS NOT NULL;
