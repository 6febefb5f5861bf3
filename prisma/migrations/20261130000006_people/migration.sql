-- Who let an account into an organization, or made it: `user:<uuid>`, or `habeas` for the operator. Accounts are named as in audit
-- entries, and rows outlive them, so that a line of makers is never cut by removing somebody in its middle.
CREATE TABLE account_makers (
  organization_id uuid NOT NULL,
  account text NOT NULL,
  maker text NOT NULL,
  maker_label text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT account_makers_pkey PRIMARY KEY (organization_id, account),
  CONSTRAINT account_makers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX account_makers_maker_idx ON account_makers (organization_id, maker);

-- From what was written down so far: the operator's word, else the first; of a project the newest, since it made the secret that
-- is good. Who is found nowhere stays without a maker, and approves nothing until the operator vouches for them.
INSERT INTO account_makers (organization_id, account, maker, maker_label, made_at)
SELECT DISTINCT ON (organization_id, account) organization_id, account, maker,
  CASE WHEN maker = 'habeas' THEN 'operator' ELSE coalesce((SELECT email FROM users WHERE maker = 'user:' || users.id), maker) END, at
FROM (
  SELECT organization_id, 'user:' || accepted_by AS account, invited_by AS maker, accepted_at AS at
  FROM invitations WHERE accepted_by IS NOT NULL
  UNION ALL
  SELECT organization_id, 'user:' || (detail ->> 'userId'), actor, at FROM audit_entries WHERE action = 'member.added'
  UNION ALL
  SELECT organization_id, 'service-account:' || (detail ->> 'serviceAccountId'), actor, at
  FROM audit_entries WHERE action = 'service-account.created'
  UNION ALL
  SELECT organization_id, 'project:' || project_id, actor, at
  FROM audit_entries WHERE action IN ('project.created', 'project.secret-rotated')
) AS known
WHERE account IS NOT NULL AND EXISTS (SELECT FROM organizations WHERE organizations.id = known.organization_id)
ORDER BY organization_id, account,
  CASE WHEN account LIKE 'project:%' THEN -extract(epoch FROM at) WHEN maker = 'habeas' THEN 0 ELSE extract(epoch FROM at) END;

-- Since when a member may handle requests without a break; null = since they are one.
ALTER TABLE members ADD COLUMN role_since timestamptz(3);
UPDATE members SET role_since = (
  SELECT max(at) FROM audit_entries
  WHERE action = 'member.role-changed' AND audit_entries.organization_id = members.organization_id
    AND detail ->> 'userId' = members.user_id::text AND detail ->> 'from' = 'member' AND at >= members.created_at
);

-- A person's token that one organization no longer takes. It may be good in another.
CREATE TABLE oauth_token_revocations (
  organization_id uuid NOT NULL,
  token_id uuid NOT NULL,
  revoked_at timestamptz(3) NOT NULL,
  CONSTRAINT oauth_token_revocations_pkey PRIMARY KEY (organization_id, token_id),
  CONSTRAINT oauth_token_revocations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT oauth_token_revocations_token_id_fkey FOREIGN KEY (token_id) REFERENCES oauth_tokens (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX oauth_token_revocations_token_id_idx ON oauth_token_revocations (token_id);

-- A service account lives a year at the most, as a token does.
UPDATE service_accounts SET expires_at = least(coalesce(expires_at, 'infinity'), now() + interval '365 days')
WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now() + interval '365 days');
ALTER TABLE service_accounts ADD CONSTRAINT service_accounts_life_check CHECK (revoked_at IS NOT NULL OR expires_at IS NOT NULL);

-- How often something was tried within a time, for all processes. The key is a hash; rows that are over are removed as others come.
CREATE TABLE attempts (
  key bytea NOT NULL,
  count integer NOT NULL,
  until timestamptz(3) NOT NULL,
  CONSTRAINT attempts_pkey PRIMARY KEY (key)
);
CREATE INDEX attempts_until_idx ON attempts (until);
