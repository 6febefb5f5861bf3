-- An account is known by its address alone only where somebody has proved that the address is theirs. Else it is good in one
-- organization, its home, and the same address may have an account of its own in another.
ALTER TABLE users ADD COLUMN email_verified_at timestamptz(3);
ALTER TABLE users ADD COLUMN home_organization_id uuid;
ALTER TABLE users ADD CONSTRAINT users_home_organization_id_fkey FOREIGN KEY (home_organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody has proved anything so far. Who belongs to several organizations stays in them, without a home.
UPDATE users SET home_organization_id = only_one.organization_id
FROM (SELECT user_id, min(organization_id::text)::uuid AS organization_id FROM members GROUP BY user_id HAVING count(*) = 1) AS only_one
WHERE users.id = only_one.user_id;

ALTER TABLE users ADD CONSTRAINT users_home_check CHECK (email_verified_at IS NULL OR home_organization_id IS NULL);
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_verified_email_key ON users (email) WHERE email_verified_at IS NOT NULL;
CREATE UNIQUE INDEX users_home_email_key ON users (home_organization_id, email) WHERE home_organization_id IS NOT NULL;
CREATE INDEX users_email_idx ON users (email);

CREATE FUNCTION members_refuse_unverified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM users
    WHERE id = NEW.user_id AND (email_verified_at IS NOT NULL OR home_organization_id = NEW.organization_id)
  ) THEN
    RAISE EXCEPTION 'an account whose address is not verified is good in its own organization alone'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER members_unverified BEFORE INSERT OR UPDATE OF organization_id, user_id ON members
  FOR EACH ROW EXECUTE FUNCTION members_refuse_unverified();

CREATE TABLE invitations (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  token_hash bytea NOT NULL,
  delivery text NOT NULL,
  invited_by text NOT NULL,
  invited_by_label text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  accepted_at timestamptz(3),
  accepted_by uuid,
  revoked_at timestamptz(3),
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_role_check CHECK (role IN ('owner', 'admin', 'member')),
  CONSTRAINT invitations_delivery_check CHECK (delivery IN ('mail', 'shown')),
  CONSTRAINT invitations_end_check CHECK (accepted_at IS NULL OR revoked_at IS NULL),
  CONSTRAINT invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX invitations_token_hash_key ON invitations (token_hash);
CREATE UNIQUE INDEX invitations_pending_key ON invitations (organization_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_organization_id_idx ON invitations (organization_id, created_at);

CREATE TABLE account_links (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  purpose text NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT account_links_pkey PRIMARY KEY (id),
  CONSTRAINT account_links_purpose_check CHECK (purpose IN ('password-reset', 'email-verification')),
  CONSTRAINT account_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX account_links_token_hash_key ON account_links (token_hash);
CREATE INDEX account_links_user_id_idx ON account_links (user_id);
