-- The token that was made in the place of this one, which ends when its overlap is over.
ALTER TABLE oauth_tokens ADD COLUMN replaced_by uuid;
