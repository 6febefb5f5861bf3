-- Who somebody is at the company's identity provider: its subject, bound to one account at the first sign-in. An account has one
-- subject of a provider, so that an address which was given to somebody else opens nothing of whoever had it before.
CREATE TABLE sign_in_identities (
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT sign_in_identities_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT sign_in_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX sign_in_identities_user_id_key ON sign_in_identities (user_id, issuer);

-- Domains of e-mail addresses whose people come in by the provider without an invitation, with a role that is never owner's.
CREATE TABLE sign_in_domains (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  domain text NOT NULL,
  role text NOT NULL,
  allowed_by text NOT NULL,
  allowed_by_label text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT sign_in_domains_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_domains_role_check CHECK (role IN ('admin', 'member')),
  CONSTRAINT sign_in_domains_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX sign_in_domains_domain_key ON sign_in_domains (domain, organization_id);
CREATE INDEX sign_in_domains_organization_id_idx ON sign_in_domains (organization_id);

-- How somebody signed in: what is asked of passwords is not asked of those who came by the provider.
ALTER TABLE sessions ADD COLUMN way text NOT NULL DEFAULT 'password';
ALTER TABLE sessions ADD CONSTRAINT sessions_way_check CHECK (way IN ('password', 'provider'));
