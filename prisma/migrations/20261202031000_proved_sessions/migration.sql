-- When the person of a session last signed in anew at the identity provider, which stands for the password for some minutes.
ALTER TABLE sessions ADD COLUMN proved_at timestamptz(3);
